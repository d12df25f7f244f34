"""roadshow check, waive, waivers, ready: what may go wrong, what may stay so, and what is still missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import click

from roadshow.api import (
    KINDS,
    BadInputError,
    Checkup,
    Finding,
    NotFoundError,
    Query,
    Sifted,
    Stop,
    Waiver,
    Weight,
    _,
    find_stop,
    ngettext,
    today,
    waiving,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.rows import day
from roadshow.cli.weighing import SIGNS

WORDS = {Weight.BLOCK: _("block"), Weight.WARN: _("warn"), Weight.HINT: _("hint")}
WIDTH = max(map(len, WORDS.values()))
SHORTEST_MARK = 4
LONGEST_PLACES = 5


@click.command(
    "check",
    cls=Leaf,
    help=_(
        "Look for what may go wrong, in all that is still to come or in one STOP. Exit code 1: something was found."
    ),
    example="roadshow check\nroadshow check crooswijk --strict",
)
@click.argument("which", metavar="[STOP]", default="")
@click.option("--strict", is_flag=True, help=_("Hints count for the exit code too."))
@pass_seat
def check(seat: Seat, /, *, which: str, strict: bool) -> int:
    """Check all or one stop."""
    stop = find_stop(seat.office.store, which) if which else None
    sifted = Checkup(seat.office, today()).findings(stop)
    if seat.json:
        printing.as_json(
            {
                "findings": [_plain(finding) for finding in sifted.open],
                "waived": [{**_plain(finding), "reason": waiver.reason} for finding, waiver in sifted.waived],
            }
        )
    else:
        _show(seat, sifted)
    counts = strict or any(finding.weight is not Weight.HINT for finding in sifted.open)
    return 1 if sifted.open and counts else 0


@click.command(
    "waive",
    cls=Leaf,
    help=_("Let one finding be, for a reason. MARK is the word of eight signs behind it."),
    example='roadshow waive 1a2b3c4d --reason "The door between the rooms stands open."',
)
@click.argument("mark")
@click.option("--reason", required=True, help=_("Why it may stay as it is."))
@pass_seat
def waive(seat: Seat, /, *, mark: str, reason: str) -> None:
    """Waive one finding."""
    sifted = Checkup(seat.office, today()).findings()
    every = [*sifted.open, *(finding for finding, _waiver in sifted.waived)]
    finding = _marked(mark, every)
    waivers = [*(waiver for _finding, waiver in sifted.waived), *sifted.idle]
    seat.do(waiving.waive(seat.office.pen(), finding, reason, waivers), mark=finding.mark)


@click.command(
    "waivers",
    cls=Leaf,
    help=_("List what was waived, why and by whom; with --remove, take one back."),
    example="roadshow waivers\nroadshow waivers --remove 1a2b3c4d",
)
@click.option("--remove", "mark", default="", metavar="MARK", help=_("Show this finding again."))
@pass_seat
def waivers(seat: Seat, /, *, mark: str) -> None:
    """List waivers, or take one back."""
    if mark:
        every = list(seat.office.store.each(Query(Waiver, order=("n",), limit=None)))
        seat.do(waiving.bring_back(seat.office.pen(), _marked(mark, every)))
        return
    sifted = Checkup(seat.office, today()).findings()
    rows = [(waiver, finding.why, True) for finding, waiver in sifted.waived]
    rows += [(waiver, _places_of(seat, waiver), False) for waiver in sifted.idle]
    if seat.json:
        printing.as_json(
            [
                {
                    "mark": waiver.mark,
                    "code": waiver.code,
                    "what": what,
                    "reason": waiver.reason,
                    "by": waiver.by,
                    "moment": waiver.moment.isoformat(),
                    "idle": not holds,
                }
                for waiver, what, holds in rows
            ]
        )
        return
    if not rows:
        printing.say(_("Nothing is waived."))
        return
    printing.table(
        (_("its mark"), _("code"), _("reason"), _("by whom"), _("day"), _("state"), _("what")),
        [
            (one.mark, one.code, one.reason, one.by, day(one.moment.astimezone()), _holds(holds), what)
            for one, what, holds in rows
        ],
    )


@click.command(
    "ready",
    cls=Leaf,
    help=_("Say in one line for each stop what is still missing."),
    example="roadshow ready\nroadshow ready crooswijk",
)
@click.argument("which", metavar="[STOP]", default="")
@pass_seat
def ready(seat: Seat, /, *, which: str) -> None:
    """Say how ready the stops are."""
    store = seat.office.store
    every = tuple(store.each(Query(Stop, order=("start",), limit=None)))
    checkup = Checkup(seat.office, today())
    chosen = (find_stop(store, which),) if which else tuple(one for one in every if one.id in checkup.scene.by_id)
    findings = checkup.findings().open
    answers = [(one, checkup.gaps(one, findings)) for one in chosen]
    if seat.json:
        printing.as_json(
            [
                {
                    "stop": one.slug,
                    "day": day(one.start),
                    "ready": not gaps,
                    "gaps": [{"code": gap.code, "what": gap.what, "help": gap.help} for gap in gaps],
                }
                for one, gaps in answers
            ]
        )
        return
    if not answers:
        printing.say(_("No stop is still to come."))
    for one, gaps in answers:
        printing.say(checkup.line(one, gaps))
        for gap in gaps if which else ():
            printing.say(f"  {gap.what}: {gap.help}")


def _show(seat: Seat, sifted: Sifted) -> None:
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(sifted.open, key=lambda one: list(Weight).index(one.weight)):
        groups.setdefault(_where(finding), []).append(finding)
    for title, stop in _in_order(seat, groups):
        printing.say(title if stop is None else f"{title}, {day(stop.start)} ({stop.slug})")
        for finding in groups[stop.id if stop else title]:
            head = f"  {SIGNS[finding.weight]} {WORDS[finding.weight].ljust(WIDTH)}  "
            printing.say(head + finding.why)
            printing.say(" " * len(head) + finding.help)
            printing.say(" " * len(head) + f"{finding.code} {finding.mark}")
        printing.say()
    printing.say(_total(sifted))
    if sifted.open:
        printing.say(_("Let one be: roadshow waive {mark} --reason …").format(mark=sifted.open[0].mark))


def _in_order(seat: Seat, groups: Iterable[str]) -> list[tuple[str, Stop | None]]:
    """Return the groups with their titles: what is about no stop first, then the stops in order of time."""
    stops: list[Stop] = []
    others: list[tuple[str, Stop | None]] = []
    for key in groups:
        stop = seat.office.store.get(Stop, key)
        if stop is None:
            others.append((key, None))
        else:
            stops.append(stop)
    return others + [(stop.title or stop.slug, stop) for stop in sorted(stops, key=lambda one: (one.start, one.id))]


def _where(finding: Finding) -> str:
    """Return the id of the stop that a finding is listed under, or what else it is about."""
    stops = finding.at("stop")
    return stops[0].id if stops else finding.places[0].name


def _total(sifted: Sifted) -> str:
    count = len(sifted.open)
    weights = Counter(finding.weight for finding in sifted.open)
    told = ", ".join(f"{weights[weight]} {WORDS[weight]}" for weight in Weight if weights[weight])
    text = ngettext("{count} finding ({told}).", "{count} findings ({told}).", count)
    words = [text.format(count=count, told=told) if count else _("Nothing was found.")]
    if sifted.waived:
        number = len(sifted.waived)
        words.append(ngettext("{count} is waived.", "{count} are waived.", number).format(count=number))
    return " ".join(words)


def _marked(mark: str, every: Sequence[Any]) -> Any:
    """Find the one thing with this mark, or one that begins so. Raises NotFoundError."""
    wanted = mark.strip().lower()
    if len(wanted) < SHORTEST_MARK:
        raise BadInputError(
            _("“{mark}” is too short for a mark.").format(mark=mark),
            _("Marks stand behind the findings: roadshow check."),
        )
    found = [one for one in every if one.mark.startswith(wanted)]
    if len(found) != 1:
        message = _("There is no finding “{mark}”.") if not found else _("More than one mark begins with “{mark}”.")
        raise NotFoundError(
            message.format(mark=mark), _('See "roadshow check" and "roadshow waivers".'), [one.mark for one in found]
        )
    return found[0]


def _holds(holds: bool) -> str:  # noqa: FBT001  a value to write
    return _("holds") if holds else _("no longer found")


def _places_of(seat: Seat, waiver: Waiver) -> str:
    names = []
    for place in waiver.places[:LONGEST_PLACES]:
        kind, _space, key = place.partition(" ")
        noun = seat.office.store.get(KINDS[kind], key) if kind in KINDS else None
        name = next((text for field in ("title", "name", "slug") if (text := getattr(noun, field, ""))), "")
        names.append(name or _("gone"))
    return ", ".join(names)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "weight": finding.weight.value,
        "mark": finding.mark,
        "places": [place._asdict() for place in finding.places],
        "why": finding.why,
        "help": finding.help,
    }
