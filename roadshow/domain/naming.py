"""A whole name taken apart into given name, particle and surname, by Dutch rules.

The particle is what Dutch puts before the core of a surname (Taaladvies, "Tussenvoegsel"). Nothing is ever
rewritten: every piece is shown as it was typed, only spaces between pieces become one.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from roadshow.domain.folding import PARTICLES, composed, fold

PREFIXES = frozenset(["el", "al", "ben", "bint", "ait", "aït", "ould", "abu", "aboe", "ibn", "bou"])
_ALONE = frozenset(["el", "ait", "aït", "ould"])
_CAPITAL_PARTICLES = frozenset(
    ["van", "de", "den", "der", "ter", "ten", "von", "'t", "'s", "vande", "vanden", "vander"]
)
_BEFORE_ARTICLE = frozenset(["op", "in", "aan", "bij", "uit", "onder", "over", "te", "v.", "v.d."])
_ARTICLES = frozenset(["de", "den", "der", "'t", "het"])
_EXTRA_PARTICLES = frozenset(
    ["del", "della", "di", "dela", "y", "e", "zum", "am", "vom", "af", "av", "tot", "thoe", "v.d.", "v.", "d."]
)
_TITLES = frozenset(
    ["dhr", "hr", "heer", "mevr", "mevrouw", "mw", "fam", "familie", "drs", "dr", "ir", "ing", "prof", "ds", "bc", "mr", "mrs", "ms",
     "miss", "mx", "sir", "herr", "frau", "pastoor", "imam", "zuster", "sr", "jhr", "jkvr"]
)  # fmt: skip
_DEGREES = frozenset(
    ["msc", "bsc", "ma", "ba", "med", "llm", "llb", "phd", "mba", "mpa", "bed", "md", "rn", "bsw", "msw"]
)
_SECOND_GIVEN = frozenset(
    ["willem", "peter", "pieter", "jan", "kees", "hendrik", "maarten", "paul", "dirk", "piet", "jaap", "joost", "wim", "marie",
     "maria", "anne", "els", "fleur", "sophie", "louise", "lynn", "jose", "carmen", "claire", "luc", "pierre", "ali", "emin",
     "can", "nur", "zehra", "gul", "naz", "amin", "amine", "reza", "hassan", "hussein", "zohra", "zahra", "rahman", "aziz",
     "karim", "rahim", "ahmed", "mohamed", "mohammed", "mustafa", "emre", "eren", "su", "ayse", "fatma", "bas", "laura"]
)  # fmt: skip
_FIRST_GIVEN = frozenset(
    ["jan", "anne", "anna", "marie", "maria", "pieter", "piet", "klaas", "kees", "gert", "geert", "henk", "hendrik", "willem", "rosa",
     "lisa", "eva", "mary", "jean", "jose", "mehmet", "mustafa", "ali", "ahmet", "ayse", "fatma", "elif", "esma", "fatima",
     "mohamed", "mohammed", "muhammad", "muhammed", "mohammad", "abdul", "abdel", "abd", "abdoel", "sidi", "lalla", "zeynep",
     "emine", "hatice", "jaap", "dirk", "hans", "theo", "bart", "robert", "huub", "lou", "carel", "karel", "johan", "annemarie"]
)  # fmt: skip
_FAMILY_FIRST = frozenset(
    ["nguyen", "tran", "le", "pham", "huynh", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "phan", "vu", "truong"]
)
_SUFFIXES = frozenset(["jr", "jr.", "sr.", "junior", "senior", "ii", "iii", "iv"])
_LONG_SUFFIXES = frozenset(["junior", "senior"])
"""Suffixes that are surnames too, where no other stands before them."""
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ′", "'"))
_ELISION = re.compile(r"([dl]['’‘`´ʼ])([^\W\d_].+)")
_ELIDES = re.compile(r"(?<!\S)[dl]['’‘`´ʼ](?=[^\W\d_])")
"""A particle that its surname follows without a space. With a capital it is the begin of the name itself: D'Souza."""
_SPACE_BEHIND = re.compile(r"(?<![^\s-])([dl]['’‘`´ʼ]) ")
_TURKISH = re.compile("[şŞğĞıİ]")
_APOSTROPHE_SIGNS = frozenset("'’‘`´ʼ")
_BEHIND = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?|[A-Z]{1,3}")
"""Initials behind a surname that begins with a particle: van Dam P."""
_INITIAL = re.compile(r"(?:[^\W\d_]{1,3}\.-?)+[^\W\d_]?$|[A-Z]$|[A-Z]{2,4}$")
_ALIAS = re.compile(r"^(.*?)\s*[(（]([^()（）]+)[)）]\s*$")
_KNOWN = frozenset(PARTICLES | _EXTRA_PARTICLES)
_SCRIPTS_WITHOUT_CASE = re.compile(
    "[\u0590-\u08ff\u0900-\u0eff\u1100-\u11ff\u1200-\u139f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


class NameParts(NamedTuple):
    """A name in its parts. `left_out` holds titles and degrees; `sure` is False where a person should look."""

    given: str = ""
    particle: str = ""
    surname: str = ""
    display_name: str = ""
    left_out: str = ""
    sure: bool = True


def split_name(whole: str) -> NameParts:
    """Take a whole name apart.

    `Jan de Vries` and `Vries, Jan de` are Jan | de | Vries; `Van der Ven-van Dijk` has no given name; El, Al, Ben,
    Abu, Ait, Ould and Bou begin the surname; a name of one word is a given name. A name in a script without capitals
    stays whole, as display name.
    """
    text = " ".join(whole.split())
    if not text.isascii():
        text = composed(text)
        if _SCRIPTS_WITHOUT_CASE.search(text):
            return _in_other_script(text)
    words, left_out = _without_titles(_words(text))
    if left_out:
        text = " ".join(words)
    if "," in text:
        return _from_listed(text, left_out)
    if left_out and len(words) == 1:
        return NameParts(surname=text, left_out=left_out, sure=False)
    given, particle, surname, sure = _from_spoken(words)
    return NameParts(given, particle, surname, "", left_out, sure)


def split_surname(surname: str) -> tuple[str, str]:
    """Take the particle off a surname: `van der Ven-van Dijk` gives `van der` and `Ven-van Dijk`."""
    if " " not in surname and surname[1:2] not in _APOSTROPHE_SIGNS:
        return "", surname
    words = _words(surname)
    end = _particle_end(words, 0)
    if end == 0 or end == len(words):
        return "", " ".join(surname.split())
    return " ".join(words[:end]), _together(words[end:])


def _words(text: str) -> list[str]:
    """Return words, with d' and l' taken off the word that they stand before."""
    words = text.split()
    if not ("'" in text or "’" in text or "`" in text or "‘" in text or "´" in text) or not _ELIDES.search(text):
        return words
    found = [_ELISION.fullmatch(word) for word in words]
    return [part for word, match in zip(words, found, strict=True) for part in (match.groups() if match else (word,))]


def _together(words: Sequence[str]) -> str:
    """Return words as one text, d' and l' before the next one without a space."""
    if len(words) == 1:
        return words[0]
    text = " ".join(words)
    return _SPACE_BEHIND.sub(r"\1", text)


def _in_other_script(text: str) -> NameParts:
    alias = _ALIAS.match(text)
    if alias:
        for spoken, written in (alias.groups(), alias.groups()[::-1]):
            if not _SCRIPTS_WITHOUT_CASE.search(spoken):
                parts = split_name(spoken)
                return NameParts(
                    given=parts.given,
                    particle=parts.particle,
                    surname=parts.surname,
                    display_name=written,
                    left_out=parts.left_out,
                    sure=parts.sure,
                )
    return NameParts(display_name=text)


def _without_titles(words: list[str]) -> tuple[list[str], str]:
    """Take titles off the front and degrees off the end, so long as a name remains."""
    start, end = 0, len(words)
    if end > 2 and words[0].lower() == "de" and words[1].lower() in {"heer", "hr."}:
        start = 2
    while start < end - 1 and is_title(words[start]):
        start += 1
    while end > start + 1 and _is_degree(words[end - 1]):
        end -= 1
    if not start and end == len(words):
        return words, ""
    kept = words[start:end]
    kept[-1] = kept[-1].rstrip(",") or kept[-1]
    return kept, " ".join(words[:start] + words[end:])


def is_title(word: str) -> bool:
    """Say whether a word is a title or a form of address, such as dr. or mevr."""
    bare = word.rstrip(".").lower()
    if bare not in _TITLES:
        return False
    return word.endswith(".") or bare not in {"sir", "mr", "ds", "sr", "bc", "ing"} or word in {"Mr", "Sir", "Ing"}


def _is_degree(word: str) -> bool:
    if len(word) > 8:
        return False
    bare = word.replace(".", "").strip("()").lower()
    return (
        bare in _DEGREES
        and (word[0] == "(" or not word.islower())
        and (bare not in {"ma", "ba", "med", "bed"} or word.isupper())
    )


def _from_listed(text: str, left_out: str) -> NameParts:
    """Read a name as a sorted list shows it: the surname, a comma, the rest."""
    before, _, after = text.partition(",")
    head, pieces = _words(before), [piece.strip() for piece in after.split(",") if piece.strip()]
    if not head or not pieces:
        given, particle, surname, sure = _from_spoken((before or after).replace(",", " ").split())
        return NameParts(given=given, particle=particle, surname=surname, left_out=left_out, sure=sure)
    sure = len(pieces) == 1
    # the given name first, then a piece that is nothing but a particle: Vries, Jan, de and Vries, de, Jan
    pieces.sort(key=lambda piece: _particle_end(piece.split(), 0, loose=True) == len(piece.split()))
    rest, left = _without_titles([word for piece in pieces for word in piece.split()])
    left_out = " ".join(part for part in (left_out, left) if part)
    suffix = [rest.pop()] if len(rest) > 1 and rest[-1].lower() in _SUFFIXES else []
    start = len(rest)
    while start > 0 and rest[start - 1].lower().translate(_APOSTROPHES) in _KNOWN:
        start -= 1
    own = _particle_end(head, 0)
    if own == len(head):
        own = 0
    particle = " ".join(rest[start:] + head[:own])
    surname = _together([*head[own:], *suffix])
    return NameParts(given=" ".join(rest[:start]), particle=particle, surname=surname, left_out=left_out, sure=sure)


def _from_spoken(words: list[str]) -> tuple[str, str, str, bool]:
    """Read a name as it is said. Returns given, particle, surname and whether that is sure."""
    if len(words) < 2:
        return (words[0] if words else ""), "", "", True
    if (
        words[-1][0] in "jJsSiI"
        and words[-1].lower() in _SUFFIXES
        and (len(words) > 2 or words[-1].lower() not in _LONG_SUFFIXES)
    ):
        return _with_suffix(words)
    surname_first = _surname_first(words)
    if surname_first:
        return surname_first
    for place in range(1, len(words)):
        end = _particle_end(words, place)
        if place < end < len(words):
            particle, surname = " ".join(words[place:end]), _together(words[end:])
            return " ".join(words[:place]), particle, surname, _is_given(words[:place])
        if _begins_surname(words, place):
            return " ".join(words[:place]), "", " ".join(words[place:]), _is_given(words[:place])
    return _by_order(words)


def _with_suffix(words: list[str]) -> tuple[str, str, str, bool]:
    """Read a name with jr. or a number behind it, which tells father and son apart and so stays with the name."""
    given, particle, surname, sure = _from_spoken(words[:-1])
    if surname:
        return given, particle, f"{surname} {words[-1]}", sure
    return f"{given} {words[-1]}", particle, "", sure


def _by_order(words: list[str]) -> tuple[str, str, str, bool]:
    """Split a name without particles: initials and known double given names first, then one surname."""
    if len(words) == 2:
        return words[0], "", words[1], True
    shouted = " ".join(words).isupper()
    initials = 0
    while initials < len(words) - 1 and _INITIAL.match(words[initials]) and not (shouted and words[initials].isalpha()):
        initials += 1
    if initials:
        return " ".join(words[:initials]), "", " ".join(words[initials:]), len(words) - initials == 1
    if fold(words[0]) in _FIRST_GIVEN and fold(words[1]) in _SECOND_GIVEN:
        return " ".join(words[:2]), "", " ".join(words[2:]), True
    if words[1].rstrip(".") != words[1] and len(words[1]) <= 3:
        return " ".join(words[:2]), "", " ".join(words[2:]), len(words) == 3
    turkish = _TURKISH.search(" ".join(words)) is not None
    return " ".join(words[:-1]), "", words[-1], turkish


def _surname_first(words: list[str]) -> tuple[str, str, str, bool] | None:
    """Read a name that begins with its surname: Van der Berg, El Amrani; Vietnamese names stay whole."""
    first = words[0]
    if len(first) < 7 and len(words) > 2 and fold(first) in _FAMILY_FIRST and words[1].lower() not in _ARTICLES:
        return " ".join(words), "", "", False
    lead = _particle_end(words, 0)
    if lead and lead < len(words):
        behind = len(words) - 1 if len(words) > lead + 1 and _BEHIND.fullmatch(words[-1]) else len(words)
        given = " ".join(words[behind:])
        sure = first.islower() or first[0] in _APOSTROPHE_SIGNS or bool(given)
        return given, " ".join(words[:lead]), _together(words[lead:behind]), sure
    return ("", "", " ".join(words), False) if first.lower() in _ALONE else None


def _is_given(words: list[str]) -> bool:
    """Say whether several words are surely given names; one always is."""
    return all(fold(word) in _SECOND_GIVEN or _INITIAL.match(word) is not None for word in words[1:])


def _begins_surname(words: list[str], place: int) -> bool:
    """Say whether a surname surely begins here: El Amrani, Jansen-de Boer, Ven - van Dijk."""
    word = words[place]
    last = place == len(words) - 1
    if not last and word.lower() in PREFIXES:
        return True
    if "-" in word or "–" in word:
        _, _, tail = word.replace("–", "-").rpartition("-")
        return len(word) > 1 and (not tail or (not last and tail.lower() in _KNOWN))
    return place + 2 < len(words) and words[place + 1] in {"-", "–"}


def _particle_end(words: list[str], start: int, *, loose: bool = False) -> int:
    """Return where the run of particles that begins at `start` ends; `start` itself where there is none.

    A capital is only believed for the words that open Dutch surnames, since Do, Das, La and Le are names as well.
    """
    end = start
    while end < len(words):
        word = words[end]
        low = word.lower()
        if low not in _KNOWN:
            low = "" if low.isalpha() else low.translate(_APOSTROPHES)
            if low not in _KNOWN:
                break
        opens = low in _CAPITAL_PARTICLES or (
            low in _BEFORE_ARTICLE and end + 1 < len(words) and words[end + 1].lower() in _ARTICLES
        )
        if word[0].isupper() and not opens and end == start and not loose:
            break
        end += 1
    return end
