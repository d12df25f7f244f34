"""Findings as they are shown: how much each matters, where it is, why, and what would mend it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadshow.api import N_, Finding, Sifted, Stop, Waiver, Weight, _, ngettext
from roadshow.tui.presentation.cells import Block, Cell, Counts, cell
from roadshow.tui.presentation.programme import short_day
from roadshow.tui.presentation.ways import on_screen

WEIGHTS = {
    Weight.BLOCK: ("✗", N_("block"), "bad"),
    Weight.WARN: ("!", N_("warn"), "doubt"),
    Weight.HINT: ("i", N_("hint"), "dim"),
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding, the stop that it is listed under, and its waiver where it was waived."""

    finding: Finding
    stop: Stop | None
    waiver: Waiver | None = None


def rows(sifted: Sifted, stops: Mapping[str, Stop], *, waived: bool) -> list[FindingRow]:
    """Return the findings by group: what is about no stop first, then stop by stop in order of time, worst first."""
    found = [FindingRow(finding, _stop(finding, stops)) for finding in sifted.open]
    if waived:
        found += [FindingRow(finding, _stop(finding, stops), waiver) for finding, waiver in sifted.waived]
    order = list(Weight)

    def place(row: FindingRow) -> tuple[bool, str, str, int]:
        group = row.stop.start.isoformat() if row.stop else ""
        return row.waiver is not None, group, row.stop.id if row.stop else "", order.index(row.finding.weight)

    return sorted(found, key=place)


def _stop(finding: Finding, stops: Mapping[str, Stop]) -> Stop | None:
    return next((stops[place.id] for place in finding.at("stop") if place.id in stops), None)


def weight(row: FindingRow) -> Cell:
    """Show how much it matters, with a sign and a word."""
    if row.waiver is not None:
        return Cell(_("✓ waived"), "dim")
    sign, word, tone = WEIGHTS[row.finding.weight]
    return Cell(f"{sign} {_(word)}", tone)


def weight_said(word: str) -> str:
    """Say a weight that was set: with its sign, or that the rule is off."""
    known = {one.value: f"{sign} {_(said)}" for one, (sign, said, _tone) in WEIGHTS.items()}
    return known.get(word, _("○ off"))


def where(row: FindingRow) -> Cell:
    """Show the group: the stop, or what else it is about."""
    if row.stop is not None:
        return cell(f"{short_day(row.stop.start)} {row.stop.title}")
    return cell(row.finding.places[0].name if row.finding.places else "")


def why(row: FindingRow) -> Cell:
    """Show the sentence."""
    return cell(row.finding.why, "dim" if row.waiver else "")


def code(row: FindingRow) -> Cell:
    """Show the code of the rule."""
    return cell(row.finding.code, "dim")


def words(row: FindingRow) -> str:
    """Return what a filter looks in."""
    slug = row.stop.slug if row.stop else ""
    names = " ".join(place.name for place in row.finding.places)
    return f"{weight(row).text} {where(row).text} {slug} {row.finding.why} {row.finding.code} {names}"


def detail(row: FindingRow, width: int, lead: str = "") -> list[Block]:
    """Return one finding in full: why, what would mend it, where that is done, and why it was waived and by whom."""
    lines: list[Cell] = [weight(row), Cell(f"  {where(row).text}", "strong")]
    texts = [(row.finding.why, ""), (on_screen(row.finding.help), "dim")]
    if row.waiver is not None:
        by = _("Waived by {name} on {day}: {reason}").format(
            name=row.waiver.by, day=short_day(row.waiver.moment.astimezone(), year=True), reason=row.waiver.reason
        )
        texts.append((by, "doubt"))
    blocks = [Block("", (tuple(lines),))]
    for text, tone in texts:
        blocks += [Block("", ((Cell(line, tone),),)) for line in wrapped(cell(text).text, width)]
    if lead:
        blocks.append(Block("", ((Cell(lead),),)))
    blocks.append(Block("", ((cell(f"{row.finding.code}  {row.finding.mark}", "dim"),),)))
    return blocks


def wrapped(text: str, width: int) -> list[str]:
    """Return a sentence in lines of so many columns."""
    from textwrap import wrap  # noqa: PLC0415  only who looks at findings wraps

    return wrap(text, max(width, 20)) if text else []


def counted(shown: Sequence[FindingRow]) -> Counts:
    """Say how many there are of each weight."""
    standing = Counter(row.finding.weight for row in shown if row.waiver is None)
    waived = sum(row.waiver is not None for row in shown)
    said = [
        Cell(ngettext("{count} finding", "{count} findings", standing.total()).format(count=standing.total()), "strong")
    ]
    for one, (sign, word, tone) in WEIGHTS.items():
        if standing[one]:
            said.append(Cell(f"{sign} {standing[one]} {_(word)}", tone))
    if waived:
        said.append(Cell(ngettext("{count} waived", "{count} waived", waived).format(count=waived), "dim"))
    return Counts(tuple(said))


def note(sifted: Sifted) -> str:
    """Say how many findings stand open, for the heading of every screen: the worst sign there is goes before it."""
    count = len(sifted.open)
    if not count:
        return _("✓ no findings")
    worst = min((finding.weight for finding in sifted.open), key=list(Weight).index)
    text = ngettext("{count} finding", "{count} findings", count).format(count=count)
    return f"{WEIGHTS[worst][0]} {text}"
