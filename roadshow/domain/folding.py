"""Text as it is searched and sorted: without case, accents and marks. Never shown to anybody.

Names are shown as their owners write them; only the folded copy is compared.
"""

import unicodedata

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
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(_TABLE_ASCII).lower().split())
    spread = unicodedata.normalize("NFKD", " ".join(text.split()).translate(_TABLE)).translate(_TABLE)
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign) and unicodedata.category(sign)[0] != "C")
    return " ".join(bare.lower().split())


FACETS = ("name", "email", "phone", "organisation", "function", "district", "tag", "language", "town",
          "diet", "access", "interpreter", "childcare", "title", "theme", "venue", "registration")  # fmt: skip
"""The parts of a record that can be asked about by name, as in district:Hillesluis."""

_CODES = {facet: chr(0xE001 + place) for place, facet in enumerate(FACETS)}


def facet_code(facet: str) -> str:
    """Return the private-use sign that marks the words of one facet in a row's search terms."""
    return _CODES[facet]


def facet_terms(values: dict[str, tuple[str, ...]]) -> str:
    """Return search terms: every folded word behind the sign of its facet.

    A bare word is looked for anywhere, `district:hill` as a word that starts so in that facet.
    """
    words: list[str] = []
    for facet, texts in values.items():
        code = _CODES[facet]
        words += [code + word for text in texts if text for word in fold(text).split()]
    return " ".join(words)
