"""What crosses the door: documents that go out, and notices a plugin leaves for the planner."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes that go out under a name. `name` may have folders, parted by '/', and never leaves the export folder.

    `private` says that somebody's personal data are inside, so that only the owner may read the file.
    """

    name: str
    media_type: str
    content: bytes | Iterable[bytes]
    private: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence for the planner, with what to do next."""

    message: str
    hint: str = ""
