"""What crosses the door: documents that go out, the memory of them, and notices a plugin leaves for the planner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NamedTuple

from roadshow.domain.nouns import Noun


class Document(NamedTuple):
    """Bytes that go out under a name. `name` may have folders, parted by '/', and never leaves the export folder.

    `private` says that somebody's personal data are inside, so that only the owner may read the file.
    """

    name: str
    media_type: str
    content: bytes | Iterable[bytes]
    private: bool = False


class Notice(NamedTuple):
    """One sentence for the planner, with what to do next."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Paper(Noun):
    """A paper of a stop that went out, such as the list for the door; it lies around when the stop moves.

    One for each stop and `exporter` (its key): a later export writes it anew. `rows` is how many guests stood on the
    list, `moment` is UTC.
    """

    kind: ClassVar[str] = "paper"

    stop_id: str
    exporter: str
    moment: datetime
    rows: int = 0
