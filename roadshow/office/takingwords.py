"""What can be taken over from a list, in words that the command line and the screen both say and that are typed."""

from collections.abc import Callable, Mapping

from roadshow.domain.fieldwords import FIELD_WORDS
from roadshow.domain.folding import fold
from roadshow.domain.taking import EVERY_FIELD, kind_of_field
from roadshow.domain.wording import LANGUAGES, N_, _, translations

KINDS = tuple(sorted({*map(kind_of_field, EVERY_FIELD)}))
_KIND_WORDS = {"address": N_("postal address"), "email": N_("e-mail"), "phone": N_("phone"), "surname": N_("surname")}
_WORDS = {kind: _KIND_WORDS.get(kind) or FIELD_WORDS[kind] for kind in KINDS}
CODES = {
    "lost-zero": N_("lost zero"),
    "lost-plus": N_("lost plus sign"),
    "letters-in-two": N_("letters that became two"),
    "mended-email": N_("mended e-mail address"),
    "entity": N_("sign of a web page"),
    "group-tag": N_("group as a tag"),
}
"""The proposals of our own readers that can be taken over, by the codes of their flags."""
ALL = N_("all")


def kind_word(kind: str) -> str:
    """Return the word for a kind of other values."""
    return _(_WORDS[kind])


def code_word(code: str) -> str:
    """Return the word for a sort of proposal; that of a stranger's reader is its code."""
    return _(CODES[code]) if code in CODES else code


def kind_words(counts: Mapping[str, int]) -> str:
    """Name kinds with how many there are of each, the most first."""
    return _counted(counts, kind_word)


def code_words(counts: Mapping[str, int]) -> str:
    """Name sorts of proposals with how many there are of each, the most first."""
    return _counted(counts, code_word)


def kind_named(text: str) -> frozenset[str]:
    """Return the kinds that somebody means: by name, by its word in any of our languages, or all; empty where it is none."""
    return _named(text, _WORDS)


def code_named(text: str) -> frozenset[str]:
    """Return the sorts of proposals that somebody means, as `kind_named` does."""
    return _named(text, CODES)


def _named(text: str, words: Mapping[str, str]) -> frozenset[str]:
    wanted = _plain(text)
    if wanted in _said(ALL):
        return frozenset(words)
    return frozenset(name for name, word in words.items() if wanted == _plain(name) or wanted in _said(word))


def _said(word: str) -> set[str]:
    return {_plain(translations(language).gettext(word)) for language in LANGUAGES}


def _plain(text: str) -> str:
    return fold(text).replace("-", " ").replace("_", " ")


def _counted(counts: Mapping[str, int], word: Callable[[str], str]) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{count:,} × {word(name)}" for name, count in ordered if count)
