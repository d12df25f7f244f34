"""Where an address or a number leads to, by the words of its heading or of its own type: work, home, mobile, fax or pager."""

from functools import lru_cache

from roadshow_addressbook.targets import heading_key

_WORDS = {
    "pager": ("pager", "semafoon", "pieper"),
    "fax": ("fax",),
    "mobile": ("mob", "cell", "gsm", "cep", "handy", "portable", "iphone"),
    "work": ("werk", "work", "zakelijk", "business", "company", "kantoor", "office", "bedrijf", "geschaft", "dienst", "travail", "bureau"),
    "home": ("home", "thuis", "prive", "privat", "huis", "domicile", "personal", "personlijk", "persoonlijk"),
}  # fmt: skip
SILENT = frozenset(["fax", "pager"])


@lru_cache(maxsize=512)
def kind_of(heading: str) -> str:
    """Return the kind that a heading or a type names, empty where it names none; that it is silent goes before all else."""
    key = heading_key(heading)
    if key.startswith("06"):
        return "mobile"
    return next((kind for kind, words in _WORDS.items() if any(word in key for word in words)), "")


def is_mobile(heading: str) -> bool:
    """Say whether a heading or a type is that of a mobile number."""
    return kind_of(heading) == "mobile"
