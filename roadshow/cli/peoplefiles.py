"""roadshow people: lists and address books in and out, doubles, and what is kept of whom."""

from pathlib import Path
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Counts,
    Entry,
    PeopleFile,
    PeopleOut,
    Person,
    Query,
    _,
    field_word,
    find_stop,
    forget_columns,
    ngettext,
    open_exporter,
    recalled,
    sweep,
    target_word,
    understand,
    write,
)
from roadshow.cli import intakes, printing
from roadshow.cli.agreeing import chosen, somebody_there
from roadshow.cli.frame import Group, Seat, pass_seat
from roadshow.cli.lists import Asking, question_argument, question_text
from roadshow.cli.people import find
from roadshow.cli.peopledoubles import apart, duplicates, merge
from roadshow.cli.peoplekept import forget, retention, show
from roadshow.cli.takingover import Wanted, taking_options
from roadshow.cli.waiting import progress

KIB = 1024


@click.group(cls=Group, help=_("People from files and to files, doubles, and what is kept of whom."))
def people() -> None:
    """Gather the commands."""


@people.command(
    "import",
    help=_(
        "Bring people in from CSV, XLSX, ODS or vCard. It shows first what it would do, and is one change: one undo "
        "takes it back. What is known already is written over only where you say so."
    ),
    example="roadshow people import deelnemers.csv --to crooswijk --dry-run\n"
    'roadshow people import lijst.xlsx --map "Bereikbaar via=phone" --yes',
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "which", default="", metavar="STOP", help=_("Put them on the guest list of this stop too."))
@click.option("--dry-run", is_flag=True, help=_("Only show what would be done."))
@click.option("--map", "mapping", multiple=True, metavar="COLUMN=FIELD", help=_("Which column goes to which field."))
@click.option("--encoding", default="", metavar="NAME", help=_("The encoding of the letters, such as cp1254."))
@click.option("--sheet", default="", metavar="NAME|NUMBER", help=_("The sheet of a workbook that has several."))
@click.option("--as", "reader", default="", metavar="KEY", help=_("The reader, where plugins offer more than one."))
@click.option("--refused", "leave", type=click.Path(path_type=Path), metavar="FILE",
              help=_("Write the refused rows to this file, to be mended there and brought in again."))  # fmt: skip
@taking_options
@click.option("-y", "--yes", is_flag=True, help=_("Go on without asking."))
@pass_seat
def import_(
    seat: Seat,
    /,
    *,
    file: Path,
    which: str,
    dry_run: bool,
    mapping: tuple[str, ...],
    encoding: str,
    sheet: str,
    reader: str,
    leave: Path | None,
    yes: bool,
    name: str,
    forgotten_too: bool,
    **wanted: Any,
) -> None:
    """Bring people in."""
    asked = Wanted(**wanted)
    office = seat.office
    stop = find_stop(office.store, which) if which else None
    source = PeopleFile(
        office,
        file,
        mapping=dict(_pair(text) for text in mapping),
        encoding=encoding,
        sheet=sheet,
        key=reader,
        stop=stop,
        going=progress(_("Reading"), KIB),
        taking=asked.taking(),
        name=name,
        absent=asked.tag_of_absent(),
        forgotten_too=forgotten_too,
    )
    rows = intakes.Rows(all_of_them=seat.json)
    if yes and not dry_run:
        entry, counts = source.accept(seen=rows.see)
        _tell(seat, source, counts, rows, entry)
        _write_refused(seat, source, rows, leave)
        return
    counts = source.preview(rows.see)
    ask = not dry_run and counts.changes > 0
    if ask and not seat.json:
        intakes.show(source.intake, counts, rows, source.recalled)
    if not ask or seat.json:
        _tell(seat, source, counts, rows, None, dry_run=dry_run)
    _write_refused(seat, source, rows, leave)
    if not ask:
        return
    if seat.json or not somebody_there():
        raise BadInputError(_("Nothing was written yet."), _("To write it, say the same with --yes."))
    if not chosen(_("Bring them in?"), default=False):
        raise click.Abort
    entry, counts = source.accept(counts)
    _tell_written(seat, counts, entry)


@people.command(
    "columns",
    help=_("Show where columns of lists went that you gave by hand; the next list with these headings is read so too."),
    example="roadshow people columns\nroadshow people columns --forget 1",
)
@click.option("--forget", "number", type=click.IntRange(1), metavar="N", help=_("Forget the one with this number."))
@pass_seat
def columns(seat: Seat, /, *, number: int | None) -> None:
    """Show where columns went, or forget it."""
    store = seat.office.store
    kept = recalled(store)
    if number is not None:
        if number > len(kept):
            raise BadInputError(
                _("There is no number {number}.").format(number=number), _('See "roadshow people columns".')
            )
        forget_columns(store, number - 1)
        printing.say(_("Forgotten: the next list with these headings is read as any other."))
        return
    if seat.json:
        printing.as_json({"lists": [{"headings": list(one.headings), "columns": dict(one.columns)} for one in kept]})
        return
    if not kept:
        printing.say(_("No columns were given by hand yet."))
    for place, one in enumerate(kept, start=1):
        went = ", ".join(f"{heading} → {target_word(field)}" for heading, field in one.columns.items())
        printing.say(f"{place}  {went}")


@people.command(
    "export",
    cls=Asking,
    help=_("Write people to a file: all of them, or those that a QUESTION fits."),
    example="roadshow people export --out adressen.xlsx\nroadshow people export --form csv tag:zorg district:Hillesluis",
)
@question_argument
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FILE", help=_("The file; its end names the form.")
)
@click.option("--form", default="", metavar="csv|xlsx|vcf", help=_("The form, where the file's name does not say it."))
@click.option("--set", "given", multiple=True, metavar="NAME=VALUE", help=_("An option of the form: dialect=plain."))
@pass_seat
def export(seat: Seat, /, *, question: tuple[str, ...], out: Path | None, form: str, given: tuple[str, ...]) -> None:
    """Write people to a file."""
    office = seat.office
    key = form or (out.suffix.lower().lstrip(".") if out else "csv")
    options = dict(_pair(text) for text in given)
    plugin, exporter = open_exporter(office, key)
    chosen_options: Any = office.settings.options(plugin, exporter.options, options, key)
    query = Query(Person, limit=None).matching(understand(question_text(question)))
    leaving = PeopleOut(office, query, progress(_("Writing")))
    document = leaving.document(exporter, chosen_options)
    path = (out or Path(document.name)).absolute()
    there = path.exists()
    sweep(path.parent)
    size = write(path, document.content, private=True)
    if seat.json:
        left = dict(leaving.left)
        printing.as_json(
            {"files": [str(path)], "bytes": size, "people": leaving.total, "left": left, "replaced": there}
        )
        return
    text = ngettext("{count} person written to {path}.", "{count} people written to {path}.", leaving.total)
    printing.say(text.format(count=f"{leaving.total:,}", path=out or document.name))
    if leaving.left:
        left_out = ", ".join(f"{count:,} × {field_word(field)}" for field, count in leaving.left.most_common())
        printing.say(_("What this form does not hold stayed here: {fields}.").format(fields=left_out))
    if there:
        printing.say(_("The file that stood there is replaced."))


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise BadInputError(
            _("“{text}” is not understood.").format(text=text), _('Write it as NAME=VALUE, such as "Mobiel=phone".')
        )
    return name.strip(), value.strip()


def _write_refused(seat: Seat, source: PeopleFile, rows: intakes.Rows, path: Path | None) -> None:
    """Write the refused rows where somebody wants them; no file where there are none."""
    if path is None or not rows.left:
        return
    write(path.absolute(), rows.left.content(source.intake), private=True)
    if not seat.json:
        text = ngettext(
            "{count} refused row is in {path}. Mend it there, and bring that file in.",
            "{count} refused rows are in {path}. Mend them there, and bring that file in.",
            len(rows.left),
        )
        printing.say(text.format(count=f"{len(rows.left):,}", path=path))


def _tell(
    seat: Seat, source: PeopleFile, counts: Counts, rows: intakes.Rows, entry: Entry | None, *, dry_run: bool = False
) -> None:
    """Say what the file holds, and what was done."""
    intake = source.intake
    if seat.json:
        done = {} if entry is None else {"change": entry.number}
        head = {
            **intakes.as_json(intake, counts),
            "list": source.name,
            "recalled": source.recalled,
            "changed": entry is not None,
            **done,
        }
        printing.as_long_json(head, rows.lists())
        seat.tell_notices()
        return
    intakes.show(intake, counts, rows, source.recalled)
    if dry_run:
        printing.say(_("Nothing was written. Leave out --dry-run to do it."))
    else:
        _tell_written(seat, counts, entry)


def _tell_written(seat: Seat, counts: Counts, entry: Entry | None) -> None:
    if entry is None:
        printing.say(_("Nothing in it is new, so nothing was changed."))
    else:
        text = ngettext("{count} person added. Take it back with: roadshow undo",
                        "{count} people added. Take it back with: roadshow undo", counts.new)  # fmt: skip
        printing.say(text.format(count=f"{counts.new:,}"))
    seat.tell_notices()


for command in (find, duplicates, merge, apart, show, forget, retention):
    people.add_command(command)
