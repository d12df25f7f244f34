"""The sheet as the template gets it: plain values that become JSON. The template's first lines explain each."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from roadshow.api import N_, PartRole, Visit, _
from roadshow_signin.codes import sheet_code
from roadshow_signin.lettering import BOLDER, cleared, ems, lettering, longest_word, runs_leftward
from roadshow_signin.options import Paper, SheetOptions
from roadshow_signin.roll import Roll
from roadshow_signin.wording import WORDS, Tongue, as_of, foot, hours

LEADERS = (
    (PartRole.HOST, N_("Host: {names}")),
    (PartRole.FACILITATOR, N_("Facilitator: {names}")),
)
MOST_LEADERS = 2

SHORT = (27, 20)
SHORT_BESIDE_REGISTER = (20, 15)
"""Ems of 12 points, of a name and of an organisation, that two lines of the cell have room for on every paper.

The longest word counts twice: two lines take no more than that, whatever words stand where.
"""

LONG = 8
"""Ems, counted so, from which a text must know where it may be broken."""

POINT = 25.4 / 72

PIECES = re.compile(r"[^ -]*[ -]+|[^ -]+")


def sheet(visit: Visit, called: Roll, options: SheetOptions, speech: Tongue) -> dict[str, Any]:
    """Return all that stands on a list: paper, head, words, rows, foot."""
    return {
        "language": speech.tag.split("-")[0].lower(),
        "paper": "us-letter" if options.paper is Paper.LETTER else "a4",
        "landscape": options.day_parts > 1,
        "tagged": options.tagged,
        "size": options.letter_size,
        "row": options.row_height,
        "columns": {
            "organisation": options.organisation,
            "register": lettering(options.register).text,
            "signatures": signatures(options, speech),
        },
        "head": head(visit, called, options, speech),
        "words": {name: speech.say(word) for name, word in WORDS.items()},
        "foot": [lettering(line, 200).text for line in foot(visit, options, speech)],
        "rows": list(plain_rows(called, options, speech)),
        "blanks": blanks(len(called.rows), options),
    }


def blanks(names: int, options: SheetOptions) -> int:
    """Return how many empty rows walk-ins get: the percentage, rounded up, and never less than the least."""
    return max(options.blanks_least, -(-names * options.blanks_percent // 100))


def signatures(options: SheetOptions, speech: Tongue) -> list[str]:
    """Return the titles of the columns to sign in."""
    if options.day_parts == 1:
        return [speech.say(WORDS["signature"])]
    part = speech.say(N_("Signature, part {number}"))
    return [part.format(number=number) for number in range(1, options.day_parts + 1)]


def head(visit: Visit, called: Roll, options: SheetOptions, speech: Tongue) -> dict[str, Any]:
    """Return what stands at the top of each page."""
    return {
        "series": _line(visit.roadshow.name),
        "meeting": _line(visit.stop.title, bold=True),
        "when": _line(hours(visit, speech), bold=True),
        "where": _line(_where(visit)),
        "leaders": _line(" · ".join(_leaders(visit, speech))),
        "expected": speech.say(N_("{count} on this list")).format(count=len(called.rows)),
        "as_of": as_of(called.changed, visit, speech) if called.changed else "",
        "code": sheet_code(visit.stop.id, (f"{options.names}{row.key}" for row in called.rows)),
    }


def _line(raw: str, *, bold: bool = False) -> dict[str, Any]:
    text = lettering(raw).text
    return part(text, text if bold else "")


def _where(visit: Visit) -> str:
    if visit.venue is None:
        return ""
    return ", ".join(part for part in (visit.venue.name, visit.venue.street, visit.venue.town) if part)


def _leaders(visit: Visit, speech: Tongue) -> Iterator[str]:
    for role, words in LEADERS:
        people = dict.fromkeys(
            lettering(casting.person.name, 40).text for casting in visit.cast if casting.part.role is role
        )
        names = [name for name in people if name]
        if names:
            more = " …" if len(names) > MOST_LEADERS else ""
            yield speech.say(words).format(names=", ".join(names[:MOST_LEADERS]) + more)


def plain_rows(called: Roll, options: SheetOptions, speech: Tongue) -> Iterator[dict[str, Any]]:
    """Give the rows. Most texts have room in any cell and go as words; the others with all that helps to fit them."""
    roomy = options.letter_size * POINT * 2.2 <= options.row_height and options.organisation and options.day_parts < 3
    scale = 12 / options.letter_size if roomy else 0
    short_name, short_organisation = (scale * room for room in (SHORT_BESIDE_REGISTER if options.register else SHORT))
    beside = speech.say(WORDS["with"])
    for number, row in enumerate(called.rows, 1):
        plain: dict[str, Any] = {"number": str(number), "letter": row.letter}
        if not row.other and _light(row.name, short_name, row.lead):
            plain |= {"lead": row.lead, "rest": row.rest}
        else:
            plain["name"] = part(row.name, row.lead)
        if row.other:
            plain["other"] = part(row.other)
        words = beside.format(name=row.beside) if row.beside else row.organisation
        if words:
            plain["organisation"] = words if _light(words, short_organisation) else part(words)
        if row.register:
            plain["register"] = part(row.register)
        yield plain


def part(text: str, lead: str = "") -> dict[str, Any]:
    """Return a text as the template gets it: how wide it is, what of it is bold, and where it may be broken."""
    em, longest = _wide(text, lead)
    plain: dict[str, Any] = {"text": text, "em": round(em, 2), "longest": round(longest, 2)}
    if lead:
        plain["lead"] = lead
    if not text.isascii() and runs_leftward(text):
        plain["leftward"] = True
    if em + longest > LONG:
        plain["pieces"] = list(_pieces(text, len(lead)))
    return plain


def _wide(text: str, lead: str = "") -> tuple[float, float]:
    return ems(text) + ems(lead) * BOLDER, longest_word(text) * (1 + BOLDER if lead else 1)


@lru_cache(maxsize=4096)
def _light(text: str, room: float, lead: str = "") -> bool:
    return sum(_wide(text, lead)) <= room and (text.isascii() or not runs_leftward(text))


def _pieces(text: str, bold: int) -> Iterator[tuple[str, float]]:
    for found in PIECES.finditer(text):
        wide = ems(found[0]) * (1 + BOLDER if found.start() < bold else 1)
        yield found[0], round(wide, 2)


def _head_texts(visit: Visit) -> tuple[str, ...]:
    return (visit.roadshow.name, visit.stop.title, _where(visit), visit.roadshow.organiser_name)


def troubles(visit: Visit, called: Roll) -> Iterator[tuple[str, str]]:
    """Give what the planner must know before somebody stands at the door with this list."""
    stop = visit.stop.title
    lost = [text for text in _head_texts(visit) if not lettering(text).whole]
    if lost:
        yield (
            _("No font here can print all of the head of the list for “{stop}”: {texts}.").format(
                stop=stop, texts="; ".join(cleared(text) for text in lost)
            ),
            _("Write it on the printed list by hand, or use Latin, Greek, Cyrillic or Arabic letters."),
        )
    if called.by_hand:
        yield (
            _("No font here can print these names for “{stop}”; their rows are empty: {names}.").format(
                stop=stop, names="; ".join(called.by_hand)
            ),
            _("Write them on the printed list by hand at these row numbers, or add the name in Latin letters."),
        )
    if called.latin_only:
        yield (
            _(
                "No font here can print all of these names for “{stop}”; what can be printed stands there: {names}."
            ).format(stop=stop, names="; ".join(called.latin_only)),
            _("The numbers are those of the rows. The names themselves are not changed."),
        )
    if called.crowds:
        yield (
            _("More companions than rows on the list of “{stop}”: {names}.").format(
                stop=stop, names="; ".join(called.crowds)
            ),
            _("They can sign on the rows for walk-ins."),
        )
