"""The settings files, looked at while the program runs: what somebody writes there by hand counts within a second."""

import os
from pathlib import Path

from roadshow.api import Office, user_file, workspace_settings

Stamp = tuple[int, int]


class OwnSettings:
    """Whether the user's settings or those of the workspace were written since they were last looked at."""

    def __init__(self, office: Office) -> None:
        path: Path | None = getattr(office.store, "path", None)
        self._files = (user_file(os.environ), *((workspace_settings(path),) if path else ()))
        self._seen = self._stamps()

    def written(self) -> Path | None:
        """Return the file that was written, None where none was."""
        stamps = self._stamps()
        changed = [file for file, old, new in zip(self._files, self._seen, stamps, strict=True) if old != new]
        self._seen = stamps
        return changed[0] if changed else None

    def _stamps(self) -> list[Stamp]:
        return [_stamp(file) for file in self._files]


def _stamp(file: Path) -> Stamp:
    try:
        held = file.stat()
    except OSError:
        return (0, 0)
    return (held.st_mtime_ns, held.st_size)
