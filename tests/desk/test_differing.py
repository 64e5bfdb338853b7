"""Two forms of a text beside each other: only the words that differ are marked."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.desk.differing import Cell, marked


def test_only_the_words_that_differ_are_marked() -> None:
    cell = Cell("en", "Open on all days of the week", "Open on five days of the week")
    assert cell.words_before == [(False, "Open on "), (True, "all "), (False, "days of the week")]
    assert cell.words_after == [(False, "Open on "), (True, "five "), (False, "days of the week")]
    same = Cell("ur", "وہی", "وہی")
    assert same.words_before == same.words_after == [(False, "وہی")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_the_marked_words_are_the_whole_text(before: str, after: str) -> None:
    assert "".join(words for _goes, words in marked(before, after)) == before
