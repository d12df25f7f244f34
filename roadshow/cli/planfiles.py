"""roadshow dump, load, diff and edit: the plan as a text file."""

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from roadshow.api import (
    BadInputError,
    Plan,
    Proposal,
    _,
    diff_text,
    find_roadshow,
    has_people,
    lost_by_writing,
    lost_sentences,
    merged,
    names_people,
    ngettext,
    older,
    plan_pieces,
    plan_text,
    plan_text_from,
    propose,
    read_plan_text,
    rescued,
    write_plan,
    write_schema,
)
from roadshow.cli import printing
from roadshow.cli.agreeing import agreed
from roadshow.cli.frame import Leaf, Seat, pass_seat

SHOWN = 200
"""Lines of a comparison that are shown before a load; `roadshow diff` shows all."""

yes_option = click.option("-y", "--yes", is_flag=True, help=_("Do not ask first."))


@click.command(
    "dump",
    cls=Leaf,
    help=_("Write the plan as a text file (TOML): all of it, or one roadshow. Without --out it goes to the screen."),
    example="roadshow dump -o plan.toml\nroadshow dump samen-leren --no-people -o voor-collega.toml",
)
@click.argument("which", metavar="[ROADSHOW]", default="")
@click.option("-o", "--out", metavar="FILE", help=_("The file to write; only you can read it where it names people."))
@click.option(
    "--people/--no-people", default=True, help=_("With the people, guests and sign-ins (the default), or without.")
)
@click.option("--rescue", is_flag=True, help=_("Of a damaged workspace: all that can still be read, and what cannot."))
@yes_option
@pass_seat
def dump(seat: Seat, /, *, which: str, out: str | None, people: bool, rescue: bool, yes: bool) -> int:
    """Write the plan as a file."""
    if rescue:
        return _rescue(seat, out, yes=yes)
    store = seat.office.store
    pieces = plan_pieces(store, find_roadshow(store, which).id if which else "", people=people)
    if out is not None:
        _save(seat, Path(out), pieces, private=names_people(store, people=people), yes=yes)
    elif seat.json:
        printing.as_json({"plan": "".join(pieces)})
    else:
        printing.documents(pieces)
    return 0


def _rescue(seat: Seat, out: str | None, *, yes: bool) -> int:
    """Write what can be read of a damaged file, and say what cannot; exit code 1 where anything is lost."""
    found = rescued(seat.path)
    plan = Plan(found.nouns)
    text = plan_text(plan)
    if out is None:
        printing.document(text)
    else:
        _save(seat, Path(out), (text,), private=has_people(plan), yes=yes)
    for sentence in lost_sentences(found):
        printing.warn(sentence)
    return 1 if found.lost or found.without else 0


def _save(seat: Seat, path: Path, pieces: Iterable[str], *, private: bool, yes: bool) -> None:
    lost = lost_by_writing(path)
    if lost and not agreed(lost + " " + _("Write it anew? The old file is kept beside it."), yes=yes):
        printing.warn(_("Nothing was written."))
        return
    kept = write_plan(path, pieces, private=private)
    schema = write_schema(path.absolute().parent)
    if seat.json:
        printing.as_json(
            {"file": str(path), "bytes": path.stat().st_size, "private": private, "kept": str(kept) if kept else None}
        )
        return
    if kept:
        printing.say(_("The old file is kept as {path}.").format(path=kept))
    printing.say(_("The plan is in {path}.").format(path=path))
    if private:
        printing.say(_("It names people: only you can read it. For sharing there is --no-people."))
    if schema:
        printing.say(
            _("Beside it is {path}, with which an editor explains and checks the file.").format(path=schema.name)
        )


@click.command(
    "load",
    cls=Leaf,
    help=_("Load a plan file: shows what would change, asks, and does it as one change. FILE - is standard input."),
    example="roadshow load plan.toml --dry-run\nroadshow load plan.toml --remove",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("-n", "--dry-run", is_flag=True, help=_("Only show what would change."))
@click.option("--remove", is_flag=True, help=_("Also remove what belongs to something in the file and is not in it."))
@click.option(
    "--merge",
    is_flag=True,
    help=_("Of a file that is older than the workspace: only what was changed in the file since."),
)
@yes_option
@pass_seat
def load(seat: Seat, /, *, file: str, dry_run: bool, remove: bool, merge: bool, yes: bool) -> None:
    """Load a plan file."""
    found = _on_top(seat, _proposal(seat, file, remove=remove), merge=merge)
    if dry_run or not found.edits:
        _tell(seat, found, dry_run=dry_run)
        return
    if not seat.json:
        _show(found, at_most=SHOWN)
    if not agreed(_question(found), yes=yes):
        printing.warn(_("Nothing was loaded."))
        return
    name = Path(file).name
    seat.office.keep("load")
    entry = seat.office.do(found.change(seat.office.pen(), file=name))
    seat.report(entry, counts=found.counts())


@click.command(
    "diff",
    cls=Leaf,
    help=_("Show how a plan file differs from the workspace: + is new, ~ changes, - goes."),
    example="roadshow diff plan.toml",
)
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--remove", is_flag=True, help=_('As "roadshow load --remove" would do it.'))
@click.option("--merge", is_flag=True, help=_('As "roadshow load --merge" would do it.'))
@pass_seat
def diff(seat: Seat, /, *, file: str, remove: bool, merge: bool) -> None:
    """Compare a plan file with the workspace."""
    _tell(seat, _on_top(seat, _proposal(seat, file, remove=remove), merge=merge), dry_run=True)


def _on_top(seat: Seat, found: Proposal, *, merge: bool) -> Proposal:
    """Say how far a file is behind and what it would turn back; with `merge` leave that out."""
    behind = older(seat.office.store, found)
    if behind is None:
        return found
    count = behind.changes
    text = ngettext("This file is older than the workspace: {count} change was made since {moment}.",
                    "This file is older than the workspace: {count} changes were made since {moment}.", count)  # fmt: skip
    printing.warn(text.format(count=f"{count:,}", moment=f"{behind.written.at.astimezone():%Y-%m-%d %H:%M}"))
    if not merge:
        if behind.turned_back:
            printing.warn(_("It would turn back:"))
            _warn_lines(behind.text())
            printing.warn(_("With --merge only what was changed in the file itself is taken."))
        return found
    kept, both = merged(found, behind)
    if both:
        printing.warn(_("Changed in the file and here as well; what stands here stays:"))
        _warn_lines(diff_text(both, found.plans))
    return kept


def _warn_lines(text: str) -> None:
    lines = text.splitlines()
    for line in lines[:SHOWN]:
        printing.warn("  " + line)
    if len(lines) > SHOWN:
        printing.warn("  …")


def _proposal(seat: Seat, file: str, *, remove: bool) -> Proposal:
    if file == "-":
        name = _("standard input")
        return propose(seat.office.store, _from_standard_input(name), name=name, remove=remove)
    path = Path(file)
    return propose(seat.office.store, read_plan_text(path), name=path.name, remove=remove)


def _from_standard_input(name: str) -> str:
    try:
        return plan_text_from(sys.stdin.buffer, name)
    except UnicodeDecodeError as error:
        raise BadInputError(_("The letters on {name} are not UTF-8.").format(name=name)) from error


def _tell(seat: Seat, found: Proposal, *, dry_run: bool) -> None:
    """Show what would change, without changing it."""
    if seat.json:
        printing.as_json({"changed": False, "dry_run": dry_run, "counts": found.counts(), "edits": found.plain()})
        return
    if not found.edits:
        printing.say(_("The file says nothing that the workspace does not have already."))
    _show(found)
    if found.edits:
        printing.say(_counted(found) + " " + _("Nothing was changed."))


def _show(found: Proposal, at_most: int | None = None) -> None:
    lines = found.text().splitlines()
    for line in lines[:at_most]:
        printing.say(line, lines=False)
    if at_most is not None and len(lines) > at_most:
        more = ngettext("… and {count} line more", "… and {count} lines more", len(lines) - at_most)
        printing.say(more.format(count=len(lines) - at_most) + " (roadshow diff)")
    kept = found.kept_text().splitlines()
    if not kept:
        return
    printing.say(
        ngettext(
            "{count} thing is not in the file and stays; with --remove it goes:",
            "{count} things are not in the file and stay; with --remove they go:",
            len(kept),
        ).format(count=len(kept))
    )
    for line in kept[:SHOWN]:
        printing.say("  " + line, lines=False)


def _counted(found: Proposal) -> str:
    return _("New: {added}. Changed: {changed}. Removed: {removed}.").format(**found.counts())


def _question(found: Proposal) -> str:
    return _counted(found) + " " + _("Load it?")
