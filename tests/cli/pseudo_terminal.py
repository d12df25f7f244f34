"""A command at a pseudo-terminal: it asks, and gets its answers in turn. Not on Windows."""

import os
import re
import select
import sys
from pathlib import Path


def at_terminal(words: list[str], answers: list[str]) -> str:
    """Run a command at a pseudo-terminal and answer its questions in turn; return all that was shown."""
    root = Path(__file__).parents[2]
    import pty  # Windows has none

    number, other = pty.openpty()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "roadshow", *words],
        {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(root / "plugins"))), "TERM": "dumb"},
        file_actions=[(os.POSIX_SPAWN_DUP2, other, stream) for stream in (0, 1, 2)],
        setsid=True,
    )
    os.close(other)
    shown, waiting = b"", list(answers)
    while True:
        ready, _, _ = select.select([number], [], [], 60)
        try:
            piece = os.read(number, 65536) if ready else b""
        except OSError:
            piece = b""
        if not piece:
            break
        shown += piece
        if waiting and re.search(rb": ?$", shown):
            os.write(number, waiting.pop(0).encode())
            shown += b" "
    os.close(number)
    os.waitpid(process, 0)
    return shown.decode()
