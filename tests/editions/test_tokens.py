"""Whether a document holds braces is told from its JSON, and as surely as by looking at every text of it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hub.editions.tokens import holds_braces, may_hold_token, strings

words = st.lists(st.sampled_from(["{", "}", "{{", "}}", "a:b", '"', "\\", ",", "\n", " "]), max_size=4).map("".join)
documents = st.recursive(
    st.none() | st.booleans() | words,
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


@given(documents)
def test_no_brace_is_overlooked_and_none_is_seen_that_is_not_there(document: Any) -> None:
    texts = [document] if isinstance(document, str) else [text for _, text in strings(document)]
    opens, closes = (any(braces in text for text in texts) for braces in ("{{", "}}"))
    assert may_hold_token(document) == opens
    assert holds_braces(document) == (opens or closes)
