"""Having a sheet printed: a template that anybody may have changed, run where it can do no harm.

The child process gets an empty folder as its root, a bound on memory and time, and no way to the network: typst
would download packages, so its only proxy is a door that is always shut.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Any

from roadshow.api import BadInputError, _, scratch_folder
from roadshow_signin.glyphs import font_folders
from roadshow_signin.press import WRONG_TEMPLATE

SHUT_DOOR = "http://127.0.0.1:0"
PACKAGE = re.compile(r"[\"']@[\w-]+/")
SECONDS = 30
ROWS_A_SECOND = 100
MEMORY = 6144
"""MiB of address space. A list of 10,000 names takes half a gibibyte; typst reserves more than it uses."""


@contextmanager
def pressing(name: str, template: str, *, tagged: bool) -> Iterator["Pressing"]:
    """Start a press with a template; `name` is for messages. It ends with the block, whatever happens in it.

    The press gets ready while the rows of the sheet are still made. Raises BadInputError where the template imports
    a package.
    """
    refuse_packages(name, template)
    with scratch_folder() as root:
        job = {
            "template": template,
            "fonts": [str(folder) for folder in font_folders()],
            "root": str(root),
            "tagged": tagged,
            "memory": MEMORY,
        }
        with subprocess.Popen(
            [sys.executable, "-P", "-m", "roadshow_signin.press"],
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            cwd=root,
            env=surroundings(),
        ) as child:
            try:
                started = Pressing(name, child)
                started.tell(job)
                yield started
            finally:
                child.kill()  # does nothing where it has ended


@dataclass(frozen=True, slots=True)
class Pressing:
    """A press that has its template and waits for a sheet."""

    name: str
    child: "subprocess.Popen[bytes]"

    def tell(self, job: Mapping[str, Any]) -> None:
        """Give the press its first line. One that has ended already is told of when its paper is asked for."""
        with suppress(OSError):
            if self.child.stdin:
                self.child.stdin.write(json.dumps(job).encode() + b"\n")
                self.child.stdin.flush()

    def printed(self, sheet: Mapping[str, Any], *, stamp: int) -> bytes:
        """Return the PDF of a sheet, which is what the template finds as its input; `stamp` is the date in the file.

        Raises BadInputError with line and column where the template is wrong, or takes too long.
        """
        told = f"{stamp}\n" + json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))
        seconds = SECONDS + len(sheet["rows"]) / ROWS_A_SECOND
        try:
            paper, _complaints = self.child.communicate(told.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _endless(self.name, seconds) from None
        if self.child.returncode == WRONG_TEMPLATE:
            raise _wrong(self.name, json.loads(paper))
        if self.child.returncode or not paper.startswith(b"%PDF"):
            raise BadInputError(
                _("The template {name} could not be printed: the typesetter broke off.").format(name=self.name),
                _("It may have needed too much memory. Try again with the template that came with the program."),
            )
        return paper


def refuse_packages(name: str, template: str) -> None:
    """Refuse a template that imports a typst package, before anything is run."""
    found = PACKAGE.search(template)
    if found:
        line = template.count("\n", 0, found.start()) + 1
        raise _package_refused(name, line)


def _package_refused(name: str, line: int) -> BadInputError:
    return BadInputError(
        _("Line {line} of the template {name} asks for a typst package. Sheets are printed without packages.").format(
            line=line, name=name
        ),
        _("Copy what you need from the package into the template itself."),
    )


def _endless(name: str, seconds: float) -> BadInputError:
    return BadInputError(
        _("The template {name} was stopped after {seconds} seconds.").format(name=name, seconds=round(seconds)),
        _("Look in your copy for a loop that does not end."),
    )


def _wrong(name: str, fault: dict[str, Any]) -> BadInputError:
    message = " ".join(str(fault["message"]).split())
    if "package" in message:
        return _package_refused(name, fault["line"])
    if not fault["line"]:
        return BadInputError(_("The template {name} cannot be printed: {message}.").format(name=name, message=message))
    return BadInputError(
        _("The template {name} is wrong at line {line}, column {column}: {message}.").format(
            name=name, line=fault["line"], column=fault["column"], message=message
        ),
        _("Mend that line in your copy, or take the copy away to get the original back."),
    )


def surroundings() -> dict[str, str]:
    """Return the environment of the press: what Python and the system need, and no network."""
    kept = {key: value for key, value in os.environ.items() if key.upper() in _NEEDED}
    shut = dict.fromkeys(
        ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"), SHUT_DOOR
    )
    return {
        **kept,
        **shut,
        "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path),
        "PYTHONUTF8": "1",
    }


_NEEDED = frozenset(
    ["PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "LD_LIBRARY_PATH"]
)
