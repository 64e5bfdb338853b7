"""Which fields of a record its card on the home screen has."""

RESOURCE_CARD = ("id", "slug", "type", "name", "summary", "topic", "for_a_friend", "review", "links")
CAMPAIGN_CARD = ("id", "slug", "type", "name", "hashtag", "slogan", "starts_on", "ends_on", "now", "links")
VOICE_CARD = ("id", "slug", "type", "name", "role", "kind", "partner", "said_on", "quotation", "links")
RESOURCE_NAMED = ("slug", "type", "name", "links")
