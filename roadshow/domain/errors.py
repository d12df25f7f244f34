"""What a person can mend: one sentence, a hint, and the exit code that scripts see."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any


class RoadshowError(Exception):
    """Something a person can mend. `message` says what is wrong, `hint` what to do next.

    Both are whole sentences in the reader's language: they are shown as they are, without a traceback.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def details(self) -> dict[str, Any]:
        """Return what a script wants to know beside the sentences, as plain values by name."""
        return {}


class BadInputError(RoadshowError):
    """What was typed or read cannot be used."""


class NotFoundError(RoadshowError):
    """Nothing, or more than one thing, answers to the name that was given."""

    def __init__(self, message: str, hint: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = tuple(candidates)


class StaleError(RoadshowError):
    """The row was changed by somebody else since it was read; nothing was written.

    `yours` and `theirs` hold the fields that differ, as plain values.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        yours: dict[str, object] | None = None,
        theirs: dict[str, object] | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.yours = yours or {}
        self.theirs = theirs or {}


class StoreError(RoadshowError):
    """The workspace cannot be opened, read or written. Nothing that was confirmed is lost."""

    exit_code = 4


class DroppedError(RoadshowError):
    """A question to the workspace was stopped, since nobody waits for its answer any more."""


class ReadOnlyError(StoreError):
    """The workspace was opened for reading only; nothing was written."""


class ReplacedError(StoreError):
    """The address leads to something else than what was opened; what was confirmed stands in `kept`, where it is known."""

    def __init__(self, message: str, hint: str = "", *, kept: Path | None = None) -> None:
        super().__init__(message, hint)
        self.kept = kept


class PluginError(RoadshowError):
    """A plugin failed; which one, in which hook and why."""

    exit_code = 5

    def __init__(self, message: str, hint: str = "", *, plugin: str = "", hook: str = "") -> None:
        super().__init__(message, hint)
        self.plugin = plugin
        self.hook = hook
