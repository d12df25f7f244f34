"""What a plugin may offer: objects with a key, a title and declared options."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from roadshow.domain.drafts import Reading, Source
from roadshow.domain.guests import Guest
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.hooks.programme import Programme, Visit


class Exporter(Protocol):
    """Turns the plan into documents.

    `key` is the word after `roadshow export`, `title` one line for lists, `options` a frozen dataclass whose fields
    are declared with `option`. With an attribute `keeps_record = True` the workspace remembers that this paper of a
    stop went out, so that the planner is told of it before the stop moves.
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
