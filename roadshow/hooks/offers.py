"""What a plugin may offer: objects with a key and a title; and panels, which are data alone."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from roadshow.domain.changes import Change, Pen
from roadshow.domain.drafts import Reading, Source
from roadshow.domain.findings import Weight
from roadshow.domain.guests import Guest
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.hooks.programme import Programme, Visit

PanelLine = str | tuple[str, str]
"""A line of plain text, or a word and its value."""


class Panel(NamedTuple):
    """What a plugin shows beside a stop, a person or the whole programme: data, which each face draws in its own way.

    `weight` says how much it matters, in the words of findings; the heaviest stands first, without one it only tells.
    """

    title: str
    lines: tuple[PanelLine, ...] = ()
    weight: Weight | None = None


class Exporter(Protocol):
    """Turns the plan into documents.

    `key` is the word after `roadshow export`, `title` one line for lists, `options` a frozen dataclass whose fields
    are declared with `option`. With an attribute `keeps_record = True` the workspace remembers that this paper of a
    stop went out, so that the planner is told of it before the stop moves, and how many guests are on it: those in the
    `invitation_states` of the options where these have them, else all on the list.
    """

    @property
    def key(self) -> str:
        """The word on the command line."""

    @property
    def title(self) -> str:
        """What comes out, in a few words, marked with N_."""

    @property
    def options(self) -> type:
        """The dataclass of the options."""

    def documents(self, programme: Programme, options: Any) -> Iterator[Document]:
        """Make the documents, one at a time. May raise RoadshowError before the first one to stop the export."""

    def preview(self, programme: Programme, options: Any, visit: Visit, guest: Guest | None) -> str:
        """Show on a terminal what would come out for one stop, or for one guest of it, as plain text."""


class Importer(Protocol):
    """Reads people from a file. It makes drafts; who is known already, and what is kept, the office decides.

    `key` names it on the command line, `title` is one line for lists, `suffixes` are the ends of file names that it
    reads, in small letters, such as .csv; a file with another end may still be offered to it by its key. With an
    attribute `targets`, the fields that a column can be given to, a planner can choose among them on the screen; a column
    given to `ignore` is left out.
    """

    @property
    def key(self) -> str:
        """The word after `--as`."""

    @property
    def title(self) -> str:
        """What it reads, in a few words, marked with N_."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The ends of file names that it reads."""

    def read(self, source: Source, mapping: Mapping[str, str], encoding: str) -> Reading:
        """Read a file. `mapping` gives its columns to our fields, `encoding` is empty or what the user says it is.

        Every row becomes a draft or a refusal with its line. Raises BadInputError where the whole cannot be read.
        """


class PeopleExporter(Protocol):
    """Turns people into one document, such as an address book. What belongs to a stop is made by an `Exporter`.

    `key` is the word after `--form` and, with a dot before it, the end of the file's name; `title` one line for lists;
    `options` a frozen dataclass whose fields are declared with `option`. With an attribute `lacks`, names of fields of Person
    that this form does not hold, the planner is told what stays at home; what is not named there comes back whole when
    the file is read by the importer of the same plugin.
    """

    @property
    def key(self) -> str:
        """The form, such as csv."""

    @property
    def title(self) -> str:
        """What comes out, in a few words, marked with N_."""

    @property
    def options(self) -> type:
        """The dataclass of the options."""

    def document(self, people: Iterable[Person], options: Any, language: str) -> Document:
        """Make the document. `people` come one by one and only once; `language` is that of the headings."""


class Command(Protocol):
    """Something that a planner starts with a word or a key, such as a task that is always the same.

    `key` is the word after `roadshow do`, `title` a few words for lists, menus and the help. `about` says what it works
    on: Stop, Person, or None for the whole programme. `binding` is the key of the screen that it proposes in Textual's
    words, such as f7, empty for none; users give it another one, and a key of the program itself always goes before it.
    With an attribute `only_tells = True` it never makes a change, and may be done where a workspace is open for reading
    only. With an attribute `question`, a few words marked with N_, that is asked first, and run() gets as `text` what was
    typed.
    """

    @property
    def key(self) -> str:
        """The word on the command line: small letters, digits and hyphens."""

    @property
    def title(self) -> str:
        """What it does, in a few words, marked with N_."""

    @property
    def about(self) -> type[Stop] | type[Person] | None:
        """What it works on."""

    @property
    def binding(self) -> str:
        """The key that it proposes, or an empty text."""

    def run(self, programme: Programme, about: Any, pen: Pen) -> Change | str:
        """Return a change, which is saved as one change that undo takes back, or a text, which is told.

        `programme` holds the stop; or the stops where the person is a guest or has a part; or all stops. Write the change with `pen`, best by the verbs. Its label stays in the journal for ever and names nobody. May
        raise RoadshowError for what a person can mend.
        """
