"""The press: one typst run in a process of its own, which ends with it and gives its memory back.

Started as `python -m roadshow_signin.press`. It reads a line of JSON from standard input: `template` (typst text),
`fonts` (folders), `root` (an empty folder), `tagged`, and `memory` (MiB, 0 for no bound). With that it makes itself
ready. Then come a line with Unix seconds for the dates in the file, and the sheet, which is JSON that the template
finds in sys.inputs.sheet. It writes the PDF to standard output and ends with 0; or, where the template is wrong, JSON
with `message`, `line` and `column` (both from 1, or 0 where the place is not known) and ends with 3.

Nothing of roadshow is imported here, so that it starts quickly.
"""

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typst import Fonts

WRONG_TEMPLATE = 3
PLACE = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")


def main() -> int:
    """Print what stands on standard input."""
    job = json.loads(sys.stdin.buffer.readline())
    bound_memory(job["memory"])
    import typst  # noqa: PLC0415  the bound on memory comes first

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"])
    stamp = int(sys.stdin.buffer.readline())
    sheet = sys.stdin.buffer.read().decode()
    try:
        paper = pressed(job, fonts, sheet, stamp)
    except typst.TypstError as error:
        sys.stdout.write(json.dumps(fault(error)))
        return WRONG_TEMPLATE
    sys.stdout.buffer.write(paper)
    return 0


def pressed(job: dict[str, Any], fonts: "Fonts", sheet: str, stamp: int) -> bytes:
    """Return the PDF. Only the fonts given are used, so that every machine prints alike."""
    import typst  # noqa: PLC0415  as above

    compiled: bytes = typst.compile(
        job["template"].encode(),
        root=job["root"],
        font_paths=fonts,
        package_path=job["root"],
        package_cache_path=job["root"],
        sys_inputs={"sheet": sheet},
        timestamp=stamp,
        pdf_tags=job["tagged"],
        format="pdf",
    )
    return compiled


def fault(error: Any) -> dict[str, Any]:
    """Return what is wrong with a template and where; typst counts columns from 0 in its own picture."""
    place = PLACE.search(error.diagnostic or "")
    line, column = (int(place[1]), int(place[2]) + 1) if place else (0, 0)
    return {"message": str(error.message), "line": line, "column": column}


def bound_memory(mebibytes: int) -> None:
    """Bound the memory of this process where the system can (not on Windows and not on every macOS)."""
    if sys.platform == "win32" or not mebibytes:
        return
    import resource  # noqa: PLC0415  not there on Windows

    try:
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 2**20, mebibytes * 2**20))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    sys.exit(main())
