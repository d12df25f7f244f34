"""Which letters there are, in which languages, and which language a guest gets."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from roadshow.api import BadInputError, Guest, InvitationState, Programme, Visit, _
from roadshow_mailmerge.pressing import Sheet
from roadshow_mailmerge.words import FOLDER

LAST_RESORT = ("nl", "en")
SUBJECT, TEXT, HTML = ".subject.txt", ".txt", ".html"
LONGEST_TEMPLATE = 200_000
_LETTER = re.compile(r"[\w-]{1,60}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*")

WAITING_FOR_AN_ANSWER = (InvitationState.LISTED, InvitationState.INVITED)
COMING = (InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.MAYBE)
CONCERNED = (*COMING, InvitationState.WAITING, InvitationState.OFFERED)
MEANT_FOR: Mapping[str, tuple[InvitationState, ...]] = {
    "invitation": WAITING_FOR_AN_ANSWER,
    "offer": (InvitationState.OFFERED,),
    "reminder": COMING,
    "changed": CONCERNED,
    "cancelled": CONCERNED,
    "thanks": (InvitationState.ACCEPTED,),
}


def meant_for(letter: str) -> tuple[InvitationState, ...]:
    """Return the states whose guests a letter is for; a letter of the user's own goes to all but those who said no."""
    said_no = (InvitationState.DECLINED, InvitationState.WITHDRAWN)
    return MEANT_FOR.get(letter, tuple(state for state in InvitationState if state not in said_no))


@dataclass(frozen=True, slots=True)
class LetterSet:
    """One letter in all its languages: for each the sheets subject, text and, where there is one, HTML."""

    letter: str
    sheets: Mapping[str, tuple[Sheet, ...]]
    override: str = ""

    def language_for(self, guest: Guest, visit: Visit) -> str:
        """Return the language of the letter to a guest: their own, the roadshow's, Dutch, English, or any."""
        if self.override:
            return self.override
        wishes = (*guest.person.languages, visit.roadshow.language, *LAST_RESORT)
        return _first_match(wishes, tuple(self.sheets))

    def fell_back(self, guest: Guest, language: str) -> str:
        """Return the language that the guest would rather read, or nothing where they get it."""
        first = guest.person.languages[0] if guest.person.languages else ""
        if not first or self.override or _match(first, (language,)):
            return ""
        return first


@lru_cache(maxsize=1024)
def _first_match(wishes: tuple[str, ...], known: tuple[str, ...]) -> str:
    return next(found for wish in (*wishes, known[0]) if (found := _match(wish, known)))


def _match(tag: str, known: Iterable[str]) -> str:
    """Return the language among those known that a tag means: pt-BR is answered by pt (RFC 4647 section 3.4)."""
    spelled = {language.lower(): language for language in known}
    parts = tag.lower().split("-")
    for count in range(len(parts), 0, -1):
        if "-".join(parts[:count]) in spelled:
            return spelled["-".join(parts[:count])]
    return ""


def letter_set(programme: Programme, letter: str, override: str = "") -> LetterSet:
    """Read a letter in all its languages. Raises BadInputError where there is none, or not in the language asked for."""
    names = programme.template_names(FOLDER)
    languages = [language for language in _languages(names) if _has(names, language, letter)]
    if not _LETTER.fullmatch(letter) or not languages:
        raise BadInputError(
            _("There is no letter “{letter}”.").format(letter=letter), _nearest(letter, _letters(names))
        )
    if override:
        chosen = _match(override, languages)
        if not chosen:
            raise BadInputError(
                _("There is no letter “{letter}” in the language “{language}”.").format(
                    letter=letter, language=override
                ),
                _("It is there in: {languages}.").format(languages=", ".join(languages)),
            )
        override, languages = chosen, [chosen]
    sheets = {language: tuple(_sheets(programme, names, language, letter)) for language in languages}
    return LetterSet(letter, sheets, override)


def _sheets(programme: Programme, names: tuple[str, ...], language: str, letter: str) -> Iterable[Sheet]:
    for suffix in (SUBJECT, TEXT, HTML):
        name = f"{language}/{letter}{suffix}"
        if name in names:
            source = programme.template(f"{FOLDER}/{name}")
            if len(source) > LONGEST_TEMPLATE:
                raise BadInputError(
                    _("The template {sheet} is too long.").format(sheet=f"{FOLDER}/{name}"),
                    _("Use at most {count} letters.").format(count=LONGEST_TEMPLATE),
                )
            yield Sheet(f"{FOLDER}/{name}", source, suffix == HTML)


def _languages(names: tuple[str, ...]) -> list[str]:
    return [
        language
        for language in dict.fromkeys(name.partition("/")[0] for name in names)
        if _LANGUAGE.fullmatch(language)
    ]


def _has(names: tuple[str, ...], language: str, letter: str) -> bool:
    return {f"{language}/{letter}{SUBJECT}", f"{language}/{letter}{TEXT}"} <= set(names)


def _letters(names: tuple[str, ...]) -> list[str]:
    found = {name.partition("/")[2].removesuffix(SUBJECT) for name in names if name.endswith(SUBJECT)}
    return sorted(found)


def _nearest(word: str, known: list[str]) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if near:
        return _("Did you mean {near}?").format(near=near[0])
    return _("There are: {names}.").format(names=", ".join(known))


def check_fields(letter: LetterSet, used: Mapping[str, frozenset[str]], known: Iterable[str]) -> None:
    """Refuse a field that nobody fills, with the nearest name that somebody does. Raises BadInputError."""
    names = sorted(set(known))
    for language, fields in used.items():
        for field in sorted(fields - set(names)):
            sheet = next(
                (
                    sheet.name
                    for sheet in letter.sheets[language]
                    if re.search(rf"\b{re.escape(field)}\b", sheet.source)
                ),
                letter.sheets[language][0].name,
            )
            raise BadInputError(
                _("The template {sheet} uses the field “{field}”, which does not exist.").format(
                    sheet=sheet, field=field
                ),
                _nearest(field, names),
            )


def language_name(tag: str) -> str:
    """Return the name of a language in the language the user works in, with its tag: Tigrinya (ti)."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415  17 ms

    from roadshow.api import spoken  # noqa: PLC0415  only with the above

    try:
        name = Locale.parse(tag.replace("-", "_")).get_language_name(spoken())
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({tag})" if name else tag


def fallback_notice(counted: Mapping[tuple[str, str], int]) -> str:
    """Say how many guests get a letter in a language that is not their first, by language; nothing where none does."""
    wished: Counter[str] = Counter()
    for (wish, _given), count in counted.items():
        wished[wish] += count
    listed = ", ".join(f"{language_name(wish)}: {count}" for wish, count in wished.most_common())
    given = ", ".join(sorted({language_name(language) for _wish, language in counted}))
    total = sum(wished.values())
    return _("There is no letter in the first language of {count} guests ({listed}); they get it in {given}.").format(
        count=total, listed=listed, given=given
    )
