"""What stands above all operations."""

TITLE = "Mental Health Awareness hub for Pakistan"
VERSION = "1.0.0"

# The tag of a kind is its plural, and told by its schema.
TAGS = {
    "directory": "What there is, in which languages, and what every code means.",
    "search": "What somebody types, in any script and however spelt; and whose number a number is.",
    "offline": "The whole directory in one file a language, to keep on a phone.",
    "health": "For who runs the hub.",
}

DESCRIPTION = """\
The real helplines of Pakistan, the organisations behind them, and the topics that people need help with, in English and
Urdu. Without a key, without a cookie, and nobody is recorded; every website may read it.

**Show help whatever happens.** Every refusal and every empty list ends with `help`: numbers that a person can ring now.

**Unknown is null**: never false, never an empty list, and never shown as either. Keys are always present.

**Codes are open.** `x-extensible-enum` lists those known today; show the label of one that you do not know
(`vocabulary` of `/api/v1/`), or nothing. New fields and new codes are no new version: ignore what you do not know.
In a question it is the other way round: a parameter or value that we do not know is refused, and the nearest named.
`x-vocabulary` names the vocabulary that their labels are in, and `x-values-in` tells where in a feed file the values
stand that curators may add to; `x-also` names values beside those.

**Languages.** `?lang=`, else `Accept-Language`, else English. A text that is missing in one language stands in the
other, and is marked in `text.fallback`. The descriptions here are in English.

**Moments** (`now`) are computed each minute in Asia/Karachi; everything else is a fact of the edition, which is
published as a whole. `X-Edition` names it.

**Everything can be kept**: answers have an `ETag` and say in `Cache-Control` for how long. They come compressed to who
sends `Accept-Encoding` (`br`, `gzip`), as nearly every client does by itself: a long list in a fifth of its bytes.
`HEAD` and `OPTIONS` are answered everywhere; an address without its last slash is sent on to the one with it (301).
"""
