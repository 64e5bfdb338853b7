"""The public shape of a partner."""

from hub.schema import (
    PARTIAL_DATE,
    SELF,
    SOURCE,
    STRING,
    UPDATED_ON,
    VERIFICATION,
    WEB,
    array,
    document,
    labelled,
    nullable,
    part,
    told,
)

SOCIAL_LINK = part(
    "SocialLink",
    "A public account of an organisation.",
    platform=told(STRING, "The platform, by the name it is known by.", "instagram"),
    url=told(STRING, "The account's address."),
)

CAMPAIGN_ROLE = part(
    "CampaignRole",
    "A part that an organisation has in the Mental Health Awareness campaign.",
    kind=told(labelled(STRING, "campaign_role"), "Which part."),
    words=told(nullable(STRING), "The part in words, ready to show. Null: the label of `kind` says it all."),
    since=told(nullable(PARTIAL_DATE), "Since when: a year, a month or a day. Null: not known.", "2025"),
)

PARTNER = document(
    "partner",
    "An organisation that runs helplines or takes part in the campaign.",
    short_name=told(nullable(STRING), "The name that fits a small place, such as an abbreviation. Null: it has none."),
    alternate_names=told(array(STRING), "Other names that people know it by."),
    kind=told(labelled(STRING, "partner_kind"), "What sort of organisation it is."),
    description=told(nullable(STRING), "What it does. Null: nobody has written it."),
    initials=told(STRING, "One or two Latin letters to draw where there is no logo.", "UT"),
    website=told(nullable(STRING), "Its website. Null: not known."),
    social=told(array(SOCIAL_LINK), "Its public accounts. Empty: none is known."),
    campaign_roles=told(array(CAMPAIGN_ROLE), "Its parts in the campaign. Empty: it only runs helplines."),
    sources=told(array(SOURCE), "Where its facts were published."),
    verification=VERIFICATION,
    updated_on=UPDATED_ON,
    links=part(
        "PartnerLinks",
        "Where to go from a partner.",
        self=SELF,
        web=WEB,
        helplines=told(STRING, "The list of the helplines that it runs."),
    ),
)
