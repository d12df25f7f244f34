"""The first page of a list as text for a terminal."""

import unicodedata
from collections.abc import Iterable
from typing import Any

ROWS = 22
NAME = 36
"""Most columns of a name, and below of an organisation; both take no more than the longest of these rows needs."""
ORGANISATION = 28


def first_page(sheet: dict[str, Any]) -> str:
    """Return head, first rows and foot of a sheet in plain text. Nothing in it steers a terminal."""
    head, words = sheet["head"], sheet["words"]
    shown = sheet["rows"][:ROWS]
    wide = (
        _widest(NAME, [words["name"], *map(_names, shown)]),
        _widest(ORGANISATION, [_titles(sheet), *map(_beside, shown)]),
    )
    lines = [
        *(head[part]["text"] for part in ("series", "meeting", "when", "where", "leaders") if head[part]["text"]),
        " · ".join(part for part in (head["expected"], head["as_of"]) if part),
        f"{words['code']} {head['code']}",
        "",
        _row(
            f"  {words['number']:>5}", (words["name"], _titles(sheet)), " | ".join(sheet["columns"]["signatures"]), wide
        ),
    ]
    letter = ""
    for row in shown:
        lines.append(_guest(row, "" if row["letter"] == letter else row["letter"], wide))
        letter = row["letter"]
    hidden = len(sheet["rows"]) - ROWS
    lines += [f"… +{hidden}"] if hidden > 0 else []
    lines += ["", f"{words['walk_ins']} ({sheet['blanks']})", *sheet["foot"]]
    return "\n".join(line.rstrip() for line in lines)


def _titles(sheet: dict[str, Any]) -> str:
    register = sheet["columns"]["register"]
    organisation = sheet["words"]["organisation"] if sheet["columns"]["organisation"] else ""
    return " / ".join(part for part in (organisation, register) if part)


def _guest(row: dict[str, Any], letter: str, wide: tuple[int, int]) -> str:
    return _row(f"{_filled(letter, 2)}{row['number']:>5}", (_names(row), _beside(row)), "_" * 12, wide)


def _names(row: dict[str, Any]) -> str:
    name = str(row["lead"] + row["rest"] if "lead" in row else row["name"]["text"])
    return f"{name}  {row['other']['text']}" if "other" in row else name


def _beside(row: dict[str, Any]) -> str:
    return " / ".join(_words(row[part]) for part in ("organisation", "register") if part in row)


def _widest(most: int, texts: Iterable[str]) -> int:
    return min(most, max(sum(map(_cells, text)) for text in texts))


def _words(part: Any) -> str:
    return str(part if isinstance(part, str) else part["text"])


def _row(number: str, texts: tuple[str, str], sign: str, wide: tuple[int, int]) -> str:
    return f"{number} {_filled(texts[0], wide[0])}  {_filled(texts[1], wide[1])}  {sign}"


def _filled(text: str, cells: int) -> str:
    kept = ""
    used = 0
    for sign in text:
        wide = _cells(sign)
        if used + wide > cells:
            kept = kept[:-1] + "…"
            break
        kept += sign
        used += wide
    return kept + " " * (cells - used)


def _cells(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
