"""Countries by the names that Babel knows, in all of its languages: read once, and only where a list needs them."""

import pickle
import re
from collections.abc import Iterable
from functools import lru_cache

from babel import localedata
from babel.core import get_global

from roadshow_addressbook.door import fold

FIRST = ("nl", "en", "de", "fr", "es", "tr", "pl", "pt", "it", "uk", "bg", "ro", "ar")
"""Languages that are asked before all others, and that say what a name means where two countries share one."""
_SMALL = re.compile(r"\b(?:and|en|und|et|y|e|ve|the|de|het|la|le|les)\b")
_NOT_WORD = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"\(.*?\)")


@lru_cache(maxsize=1000)
def territory(text: str) -> str:
    """Return the ISO 3166 code of a country by its code of two or three letters or its name, empty where nobody knows it."""
    bare = text.strip(" .")
    code = bare.replace(".", "").upper()
    if len(code) == 2 and code.isascii():
        return code if code in _common().values() else _alias(code)
    word = key(_ASIDE.sub("", bare) or bare)
    found = _common().get(word) or (_alias(code) if len(code) == 3 else "")
    return found or _every().get(word, "") if word else ""


def key(text: str) -> str:
    """Return a country's name as it is compared: folded, without articles, blanks and marks."""
    folded = fold(text)
    return _NOT_WORD.sub("", _SMALL.sub("", folded)) or _NOT_WORD.sub("", folded)


def _alias(code: str) -> str:
    """Return what a code of three letters or an older one stands for, where that is one country."""
    meant = get_global("territory_aliases").get(code, ())
    return str(meant[0]) if len(meant) == 1 and len(meant[0]) == 2 else ""


@lru_cache(maxsize=1)
def _common() -> dict[str, str]:
    return _names(FIRST)


@lru_cache(maxsize=1)
def _every() -> dict[str, str]:
    """Return names in every language; half a second, and five megabytes."""
    return _names((*FIRST, *localedata.locale_identifiers()))


def _names(languages: Iterable[str]) -> dict[str, str]:
    """Read names past Babel's own memory, which would keep all that it knows of each language."""
    found: dict[str, str] = {}
    for language in languages:
        with open(localedata.resolve_locale_filename(language), "rb") as file:  # noqa: PTH123  a path of Babel
            known = pickle.load(file).get("territories", {})  # noqa: S301
        for code, name in known.items():
            if len(code) == 2 and code.isalpha() and isinstance(name, str) and code not in _NO_COUNTRIES:
                found.setdefault(key(name), code)
    return found


_NO_COUNTRIES = frozenset(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"])
