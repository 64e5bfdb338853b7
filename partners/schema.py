"""The public shape of a partner."""

from hub.schema import (
    DATE,
    PARTIAL_DATE,
    SOURCE,
    STRING,
    array,
    closed,
    document,
    nullable,
)

PARTNER = document(
    "partner",
    short_name=nullable(STRING),
    alternate_names=array(STRING),
    kind=STRING,
    description=nullable(STRING),
    initials=STRING,
    website=nullable(STRING),
    social=array(closed(platform=STRING, url=STRING)),
    campaign_roles=array(closed(kind=STRING, words=nullable(STRING), since=nullable(PARTIAL_DATE))),
    sources=array(SOURCE),
    verification=closed(
        verified_on=nullable(DATE),
        verify_by=nullable(DATE),
        method=nullable(STRING),
        basis=nullable(closed(publisher=STRING, date=nullable(PARTIAL_DATE))),
        words=STRING,
    ),
    updated_on=DATE,
    links=closed(self=STRING, helplines=STRING),
)
