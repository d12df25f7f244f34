"""The report of a crash: where in the code and on what system, and nothing of the plan or of the people in it.

What an error says may hold a name, and so may the value of any variable. So a report has neither: of an error it
keeps the type, of each step the file, the line and the function.
"""

import errno
import os
import platform
import sqlite3
import sys
import traceback
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import CodeType, TracebackType

from roadshow import __version__
from roadshow.domain.errors import RoadshowError
from roadshow.office.exchange import write
from roadshow.office.plugins import found_plugins
from roadshow.settings.clock import moment
from roadshow.settings.folders import state_folder

LIBRARIES = ("textual", "rich", "click", "pluggy", "typst", "textual-serve")
ENDS = 40
"""Steps that are kept of each end of a long way; what recursion puts between them is counted."""
KEPT = 20
"""Reports that are kept; older ones go."""


def report_crash(error: BaseException, doing: str, environment: Mapping[str, str]) -> Path | None:
    """Write a report that only the user can read; return where it is, None where it could not be written.

    `doing` says what was running: the screen, or the name of a command without what was typed behind it.
    """
    now = moment()
    folder = state_folder(environment) / "crashes"
    path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write(path, report(error, doing, now.isoformat(timespec="seconds")).encode(), private=True)
        for old in sorted(folder.glob("crash-*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except (OSError, RoadshowError):
        return None
    return path


def report(error: BaseException, doing: str, when: str) -> str:
    """Return the report as text."""
    about = {
        "roadshow": __version__,
        "when": when,
        "doing": doing,
        "python": f"{platform.python_version()} ({platform.python_implementation()})",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "terminal": os.environ.get("TERM", "?"),
        "sqlite": sqlite3.sqlite_version,
        **{name: _version(name) for name in LIBRARIES},
        "plugins in it": ", ".join(_plugins_in(error)),
    }
    head = "\n".join(f"{name}: {value}" for name, value in about.items() if value)
    body = "\n\n".join("\n".join(_told(one)) for one in _chain(error))
    return f"A crash of roadshow. This report holds no names and nothing of the plan.\n\n{head}\n\n{body}\n"


def _plugins_in(error: BaseException) -> Iterator[str]:
    """Name the plugins whose own code stands in the way to the error, none of ours."""
    files = {code.co_filename for one in _chain(error) for code, _line in _steps(one.__traceback__)}
    for name, entry in sorted(found_plugins().items()):
        module = sys.modules.get(entry.module)
        places = [Path(place) for place in getattr(module, "__path__", ())]
        own = {getattr(module, "__file__", None)}
        if any(file in own or any(place in Path(file).parents for place in places) for file in files):
            yield name


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error and those that led to it, each once, members of groups included."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = list(one.exceptions) if isinstance(one, BaseExceptionGroup) else []
        waiting += [*inner, *(led for led in (one.__cause__, one.__context__) if led is not None)]


def _told(error: BaseException) -> Iterator[str]:
    kind = type(error)
    detail = _detail(error)
    yield f"{kind.__module__}.{kind.__qualname__}" + (f" [{detail}]" if detail else "")
    steps = [f"  {_file(code.co_filename)}:{line} in {code.co_qualname}" for code, line in _steps(error.__traceback__)]
    if len(steps) > 2 * ENDS:
        steps[ENDS:-ENDS] = [f"  … {len(steps) - 2 * ENDS} more steps"]
    yield from steps


def _steps(trace: TracebackType | None) -> Iterator[tuple[CodeType, int]]:
    for frame, line in traceback.walk_tb(trace):
        yield frame.f_code, line


def _detail(error: BaseException) -> str:
    """Return what can be told of an error without its words: a code, or a name that stands in our own code."""
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", ""))
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, "")
    if isinstance(error, ImportError):
        return error.name or ""
    name = error.args[0] if isinstance(error, KeyError) and error.args else getattr(error, "name", None)
    steps = list(_steps(error.__traceback__))
    ours = {*steps[-1][0].co_names, *steps[-1][0].co_consts} if steps else set()
    return name if isinstance(name, str) and name in ours else ""


def _file(name: str) -> str:
    """Return the name of a file of code without the folders above it, which may bear a user's name."""
    path, home = Path(name), Path.home()
    if path.suffix != ".py":
        return f"<{path.suffix or 'made'}>"
    above = [Path(entry) for entry in sys.path if entry and Path(entry) in path.parents]
    fitting = [entry for entry in above if entry != home and entry not in home.parents]
    if not fitting:
        return path.name
    return path.relative_to(max(fitting, key=lambda entry: len(entry.parts))).as_posix()
