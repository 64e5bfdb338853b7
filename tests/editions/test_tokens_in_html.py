"""A line that is named in a text in HTML is a link that rings it, for as long as it is served."""

import copy

from hub.editions.bake import Content, content_of
from hub.editions.state import make
from hub.editions.withdrawals import Withdrawn
from tests.goldens import edition_files


def resource(content: Content, *withdrawn: Withdrawn) -> str:
    import orjson

    feed = orjson.loads(make(content, withdrawn).feeds["en"])
    [steps] = [one for one in feed["resources"] if one["slug"] == "small-steps"]
    return str(steps["body"]["html"])


def test_a_token_becomes_a_link() -> None:
    assert '<a href="tel:1166">Umeed Line (1166)</a>' in resource(Content(edition_files()))


def test_of_a_withdrawn_line_the_strip_is_told_instead() -> None:
    content = Content(edition_files())
    [umeed] = [one for one in content.languages["en"]["helplines"] if one["slug"] == "umeed-line"]
    html = resource(content, Withdrawn("helpline", umeed["id"], "umeed-line", None))
    assert "1166" not in html
    assert '<a href="tel:15">Police 15</a>' in html


def test_a_name_is_written_as_a_name() -> None:
    languages = copy.deepcopy(Content(edition_files()).languages)
    [umeed] = [one for one in languages["en"]["helplines"] if one["slug"] == "umeed-line"]
    umeed["name"] = "<b>Umeed</b> & Co"
    assert "&lt;b&gt;Umeed&lt;/b&gt; &amp; Co" in resource(content_of(languages))
