"""Which fields of a record its card on the home screen has."""

from hub.api.help import CARD

RESOURCE_CARD = ("id", "slug", "type", "name", "summary", "topic", "for_a_friend", "review", "links")
# Who answers and on what the number rests decide whether somebody rings: they stand beside every number.
CALL_CARD = (*CARD, "who_answers", "staffed_by", "verification")
TOPIC_NAMED = ("slug", "type", "name", "links")
CAMPAIGN_CARD = ("id", "slug", "type", "name", "hashtag", "slogan", "starts_on", "ends_on", "now", "links")
VOICE_CARD = ("id", "slug", "type", "name", "role", "kind", "partner", "said_on", "quotation", "sources", "links")
RESOURCE_NAMED = ("slug", "type", "name", "links")
