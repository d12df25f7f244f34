"""The screen served on this machine, for tests that come in by the network."""

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Served:
    """`roadshow serve` on a free port of the loopback; `address` is the one that works once."""

    def __init__(self, workspace, *words, **environment):
        path = os.pathsep.join((str(ROOT), str(ROOT / "plugins")))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "roadshow", "-w", str(workspace), "serve", *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **environment},
        )  # fmt: skip
        self.address = self.next_address()

    def next_address(self):
        """Wait until the server prints an address."""
        for line in self.process.stdout:
            found = re.search(r"http://\S+", line)
            if found:
                return found[0]
        raise AssertionError(f"it never said an address: {self.process.stderr.read()}")

    @property
    def base(self):
        return self.address.partition("/?")[0]

    def children(self):
        """Name the programs that the server started (Linux)."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if int(stat.read_text().rpartition(")")[2].split()[1]) == self.process.pid:
                    found.append(int(stat.parent.name))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        if self.process.poll() is None:
            self.process.terminate()
        self.out, self.err = self.process.communicate(timeout=30)
