"""Text as it is searched and sorted: without case, accents and marks. Never shown to anybody.

Names are shown as their owners write them; only the folded copy is compared.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial

PARTICLES = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "des",
        "ter",
        "ten",
        "te",
        "in",
        "op",
        "aan",
        "bij",
        "uit",
        "onder",
        "over",
        "'s",
        "'t",
        "d'",
        "l'",
        "la",
        "le",
        "du",
        "da",
        "das",
        "do",
        "dos",
        "von",
        "zu",
        "zur",
        "vande",
        "vanden",
        "vander",
    ]
)

_TABLE = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d",
        "þ": "th", "Þ": "th", "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ĳ": "ij", "Ĳ": "ij",
        "ħ": "h", "Ħ": "h", "ŋ": "n", "Ŋ": "n", "'": None, "’": None, "‘": None, "ʼ": None, "`": None, "´": None,
        "ʻ": None, "ʿ": None, "ʾ": None, "-": " ", "‐": " ", "‑": " ", "–": " ", "—": " ", "ـ": None,
    }
)  # fmt: skip
_TABLE_ASCII = {ord(sign): text for sign, text in (("'", None), ("`", None), ("-", " "))}


def fold(text: str) -> str:
    """Return text for comparing: lower case by no language's rules, marks and apostrophes gone, single spaces.

    The four Turkish i's become one before lower() sees them, since 'İ'.lower() is two code points and 'I' has two
    small forms (Unicode SpecialCasing).
    """
    if text.isascii():
        if text.isalnum():
            return text.lower()
        if text.isprintable():
            if "-" in text or "'" in text or "`" in text:
                text = text.translate(_TABLE_ASCII)
            return " ".join(text.lower().split())
    spread = unicodedata.normalize("NFKD", " ".join(text.split()).translate(_TABLE)).translate(_TABLE)
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign) and unicodedata.category(sign)[0] != "C")
    return " ".join(bare.lower().split())


_MARK = re.compile("[\u0300-\u036f]")
_MARKED = re.compile("\\w[\u0300-\u036f]+")


def composed(text: str) -> str:
    """Return text with each letter and the marks behind it as one sign, where there is one (Unicode NFC), and no more.

    What looks the same but is another sign, as in the older codes for Chinese and Korean, stays as it was typed.
    """
    if text.isascii() or not _MARK.search(text):
        return text
    return _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


FACETS = ("name", "email", "phone", "organisation", "function", "district", "tag", "language", "town",
          "diet", "access", "interpreter", "childcare", "title", "theme", "venue", "registration", "list")  # fmt: skip
"""The parts of a record that can be asked about by name, as in district:Hillesluis."""

_CODES = {facet: chr(0xE001 + place) for place, facet in enumerate(FACETS)}


def facet_code(facet: str) -> str:
    """Return the private-use sign that marks the words of one facet in a row's search terms."""
    return _CODES[facet]


def facet_terms(values: Iterable[tuple[str, str]]) -> str:
    """Return search terms: every folded word behind the sign of its facet. `values` are facets and texts.

    A bare word is looked for anywhere, `district:hill` as a word that starts so in that facet.
    """
    return " ".join(filter(None, [words_of[facet](text) for facet, text in values if text]))


_OWN = frozenset(["email", "phone", "registration"])
"""Facets in which hardly two people have the same text, so that remembering it would only cost time."""


def _own_words(facet: str, text: str) -> str:
    folded = fold(text)
    if " " in folded:
        folded = folded.replace(" ", f" {_CODES[facet]}")
    return _CODES[facet] + folded if folded else ""


words_of: Mapping[str, Callable[[str], str]] = {
    facet: partial(_own_words, facet) if facet in _OWN else lru_cache(5000)(partial(_own_words, facet))
    for facet in FACETS
}
"""By facet, what folds a text and puts the sign of the facet before each word."""
shared_fold = lru_cache(20_000)(fold)
"""`fold` for texts that many records share, such as given names and organisations."""
