"""What is said to a curator whose contact or hours cannot be used: a sentence and what stands in it, kept apart.

So the sentence can be said in the language of whoever reads it, and its rules need not know of languages.
"""


class Refusal(ValueError):
    """The message, in English, is for whoever reads a log."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


def _(sentence: str) -> str:
    """Marks a sentence as one to translate, where it is read."""
    return sentence
