"""People brought in from a file: looked at first, and then written as one change, a row at a time."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from roadshow.domain.asking import Query, guests_of
from roadshow.domain.changes import Edit, Entry, Phrase
from roadshow.domain.drafts import DraftPerson, Intake, Reading, Refusal, Source
from roadshow.domain.errors import BadInputError
from roadshow.domain.matchkeys import Wanted
from roadshow.domain.people import Person
from roadshow.domain.plain import from_plain
from roadshow.domain.taking import Taking
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _
from roadshow.office.columnwords import target_named
from roadshow.office.forgotten import Forgotten
from roadshow.office.intakecounts import Counts
from roadshow.office.lasttime import COMPARED, LastTime, doubles_among, list_name
from roadshow.office.live import Office
from roadshow.office.offered import FencedImporter, FencedPeopleExporter
from roadshow.office.recalling import recall, recalled, remember
from roadshow.office.resting import no_collecting
from roadshow.planning.answering import Replies
from roadshow.planning.intake import FILLING, Arrival, Outcome, take_in
from roadshow.planning.likeness import LikenessKey, likeness_key
from roadshow.store.base import Store
from roadshow.store.sqlite_file import demand_not_open

NOT_COMING = "not-coming"
"""The flag of somebody whose ticket was given back: known, but not invited."""
LOST_LETTER = "lost-letter"
"""The flag of a text in which a letter seems to be lost: a list may hold hundreds, so they are told together."""
ERROR_VALUE = "error-value"
"""The flag of what a program writes where there is no value: a column may be full of them."""
TOLD_TOGETHER = (LOST_LETTER, ERROR_VALUE)
"""Flags of which the count is told, so that hundreds do not hide what stands beside them."""
FORGOTTEN = "forgotten"
"""The code of a row of somebody who was forgotten here."""
_WAS_FORGOTTEN = N_("This person asked to be forgotten here, and is left out.")
BLANK = "blank"
"""The code of a row in which nothing stands; a sheet may hold thousands."""
FEW_BLANK = 3
"""Blank rows that are shown: more would hide those that were refused for a reason."""
LARGEST = 1 << 30
"""Bytes of the largest file of people: some five million of them."""
STEP = 500
"""Rows after which the way so far is told."""

Row = DraftPerson | Refusal
Going = Callable[[int, int], None]
"""Told how many bytes were read, and of how many."""
Seen = Callable[[Outcome], None]


class PeopleFile:
    """One file of people, met with those we know. It can be read again and again."""

    def __init__(
        self,
        office: Office,
        path: Path,
        *,
        mapping: Mapping[str, str] | None = None,
        encoding: str = "",
        sheet: str = "",
        key: str = "",
        stop: Stop | None = None,
        going: Going | None = None,
        taking: Taking = FILLING,
        name: str = "",
        absent: str = "",
        forgotten_too: bool = False,
    ) -> None:
        """Open a file to be read. Raises BadInputError where it cannot be.

        `taking` is what goes before what is known. `name` is that of the list, which is made from the file's name where it
        is empty. `absent` is what becomes of who was on this list and is not any more: nothing, a tag, or ABSENT_OFF.
        """
        self._office = office
        self._taking = taking
        self._absent = absent
        self._forgotten_too = forgotten_too
        self.name = name or list_name(path)
        self.recalled: Mapping[str, str] = {}
        self._encoding = encoding
        self._sheet = sheet
        self._stop = stop
        self._going = going
        self._opened: BinaryIO | None = None
        demand_not_open(path)
        _demand_readable_twice(path)
        _plugin, self._importer = choose_importer(office, path, key)
        self._mapping = {name: target_named(target, self.targets) for name, target in (mapping or {}).items()}
        self._path = path
        self._forgotten = Forgotten(office.store)
        self._let_in: list[Person] = []
        self.intake = Intake(path.name, "")

    @property
    def targets(self) -> tuple[str, ...]:
        """What a column can be given to; empty where the reader does not say it."""
        return self._importer.targets

    def preview(self, seen: Seen | None = None) -> Counts:
        """Read it all and write nothing. `seen` is told of every row. Raises BadInputError."""
        counts = Counts()
        arrivals: list[LikenessKey] = []
        with no_collecting():
            for edit in self._edits(counts, self._office.store, seen):
                if edit.before is None and isinstance(edit.after, Person) and len(arrivals) <= COMPARED:
                    arrivals.append(likeness_key(edit.after))
            counts.doubles = doubles_among(self._office.store, arrivals)
        return counts

    def accept(self, shown: Counts | None = None, seen: Seen | None = None) -> tuple[Entry | None, Counts]:
        """Read it and write it as one change, all or nothing; None where there is nothing to write.

        `shown` is what a preview counted: should it no longer be so, nothing is written and StaleError is raised.
        """
        counts = Counts()
        with no_collecting(), self._office.store.again() as before:
            edits = self._checked(counts, shown, self._edits(counts, before, seen))
            form = self._form()
            self._office.keep("import")
            try:
                change = self._office.pen().change(N_("People read in from a {form} file"), edits, form=form)
                entry = self._office.do(change)
            except _NothingNewError:
                entry = None
        if self._mapping:
            remember(self._office.store, self.intake.columns, self._mapping)
        if self._let_in:
            self._forgotten.let_in(self._let_in)
        return entry, counts

    def _form(self) -> str:
        return self._path.suffix.lower().lstrip(".") or self._importer.key

    def _checked(self, counts: Counts, shown: Counts | None, edits: Iterator[Edit]) -> Iterator[Edit]:
        yield from edits
        if shown is not None and counts != shown:
            raise BadInputError(
                _("“{name}” or the workspace was changed since it was shown.").format(name=self._path.name),
                _("Nothing was written. Look at it again."),
            )
        if not counts.changes:
            raise _NothingNewError

    def _edits(self, counts: Counts, known: Store, seen: Seen | None) -> Iterator[Edit]:
        pen = self._office.pen()
        reading = self._read()
        self.intake = reading.intake
        self._let_in = []
        replies = None if self._stop is None else Replies(self._stop)
        last_time = LastTime(known, self.name, self._taking.mode)
        coming: dict[str, Person] = {}
        anybody = known.count(Query(Person)) > 0
        lookup = known.people_like if anybody else _nobody
        for outcome in take_in(self._drafts(reading), lookup, pen.new_id, self._taking, self.name):
            counts.add(outcome)
            if seen is not None:
                seen(outcome)
            if isinstance(outcome, Refusal):
                if replies is not None and outcome.order:
                    replies.note_unnamed(outcome.order)
                continue
            if isinstance(outcome, Arrival):
                before, person = None, outcome.person
            else:
                before, person = outcome.before, outcome.after
                last_time.meet(before)
            if person is not before:
                yield Edit(before, person)
            if replies is not None and not _has_left(outcome.draft):
                coming[person.id] = person
                replies.note(person.id, outcome.draft.answer)
        counts.left = reading.left
        yield from last_time.edits(counts, self._absent, self._stop)
        if replies is not None and self._stop is not None:
            counts.unasked = 0
            there = known.each(guests_of(self._stop.id).by("n").page(None))
            invitations = {one.person_id: one for one in there if one.person_id in coming}
            yield from replies.edits(pen, coming, invitations, counts.answers)

    def _drafts(self, reading: Reading) -> Iterator[Row]:
        """Walk the rows: with the proposals that are taken, and without those who were forgotten here."""
        rows = self._walked(reading)
        if self._taking.codes:
            rows = (row if isinstance(row, Refusal) else self._taking.mended(row) for row in rows)
        if self._forgotten:
            rows = self._without_forgotten(rows)
        return rows if self._stop is None else map(_without_needs, rows)

    def _without_forgotten(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            if isinstance(row, Refusal) or not self._forgotten.knows(row.person):
                yield row
            elif self._forgotten_too:
                self._let_in.append(from_plain(Person, {"id": "", **row.person}))
                yield row
            else:
                yield Refusal(row.row, FORGOTTEN, Phrase(_WAS_FORGOTTEN))

    def _read(self) -> Reading:
        reading = self._read_with(self._mapping) if self._mapping else self._read_as_before()
        if self._sheet and not reading.intake.sheet:
            raise BadInputError(
                _("“{name}” has no sheets to choose from.").format(name=self._path.name), _("Leave out --sheet.")
            )
        return reading

    def _read_as_before(self) -> Reading:
        """Read a file as one with the same headings was read, where there was one."""
        kept = recalled(self._office.store)
        try:
            reading = self._read_with({})
        except BadInputError:
            reading = None
        known = None if reading is None else recall(kept, reading.intake.columns)
        if reading is not None and not known and reading.intake.header_line:
            return reading
        for columns in [known] if known else [one.columns for one in kept]:
            with contextlib.suppress(BadInputError):
                found = self._read_with(columns)
                if recall(kept, found.intake.columns) == columns:
                    self.recalled = columns
                    return found
        return self._read_with({})

    def _read_with(self, mapping: Mapping[str, str]) -> Reading:
        return self._importer.read(Source(self._path.name, self._open, self._sheet), mapping, self._encoding)

    def _walked(self, reading: Reading) -> Iterator[Row]:
        size = self._size()
        for number, row in enumerate(reading.rows, start=1):
            yield row
            if self._going is not None and number % STEP == 0:
                self._going(self._place(), size)
        if self._going is not None:
            self._going(size, size)

    def _open(self) -> BinaryIO:
        self._opened = self._path.open("rb")
        return self._opened

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def _place(self) -> int:
        return 0 if self._opened is None or self._opened.closed else self._opened.tell()


def _demand_readable_twice(path: Path) -> None:
    """Refuse what has no end or is gone once it was read: a device, a pipe, a folder."""
    if path.exists() and not path.is_file():
        raise BadInputError(
            _("“{name}” is no file but a folder, a device or a pipe.").format(name=path.name),
            _("A list of people is read twice, so save it as a file first."),
        )
    if path.is_file() and path.stat().st_size > LARGEST:
        raise BadInputError(
            _("“{name}” is larger than any list of people.").format(name=path.name),
            _("Copy the table into a new, empty sheet, or save it as CSV."),
        )


def _without_needs(row: Row) -> Row:
    """Return a row without what somebody needs: that is a part of their answer to a stop, of which the latest counts."""
    if isinstance(row, Refusal) or row.answer is None or not row.answer.needs:
        return row
    needs = row.answer.needs
    return row._replace(person={name: value for name, value in row.person.items() if name not in needs})


def _has_left(draft: DraftPerson) -> bool:
    """Say whether a reader that knows of no answers says that this person does not come."""
    return draft.answer is None and any(flag.code == NOT_COMING for flag in draft.flags)


def _nobody(_wanted: Wanted) -> tuple[Person, ...]:
    """Find nobody: a workspace without people need not be asked some hundred times."""
    return ()


class _NothingNewError(Exception):
    """The file holds nothing that is not known: the change that was begun is given up."""


def readable_suffixes(office: Office) -> tuple[str, ...]:
    """Return the ends of names of the files that some plugin reads, in small letters."""
    return tuple(sorted({end for _plugin, one in office.plugins.importers().values() for end in one.suffixes}))


def choose_importer(office: Office, path: Path, key: str = "") -> tuple[str, FencedImporter]:
    """Return the plugin and the reader for a file: the one named by `key`, else by the end of the file's name."""
    known = office.plugins.importers()
    if key in known:
        return known[key]
    fitting = [key for key, (_plugin, one) in known.items() if path.suffix.lower() in one.suffixes] if not key else []
    if len(fitting) == 1 or (not key and not fitting and len(known) == 1):
        return known[(fitting or list(known))[0]]
    choices = ", ".join(sorted(fitting or known)) or _('none; see "roadshow plugins list"')
    raise BadInputError(
        _("There is no reader “{key}”.").format(key=key)
        if key
        else _("It is not clear how “{name}” is to be read.").format(name=path.name),
        _("Say it with --as: {choices}.").format(choices=choices),
    )


def open_exporter(office: Office, key: str) -> tuple[str, FencedPeopleExporter]:
    """Return the plugin and the form in which people are to be written. Raises BadInputError where there is none."""
    known = office.plugins.people_exporters()
    if key not in known:
        raise BadInputError(
            _("People cannot be written as “{form}”.").format(form=key),
            _("There are: {keys}.").format(keys=", ".join(sorted(known)) or _('none; see "roadshow plugins list"')),
        )
    return known[key]
