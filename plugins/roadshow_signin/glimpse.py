"""The first page of a list as text for a terminal."""

import unicodedata
from typing import Any

ROWS = 22
NAME = 36
ORGANISATION = 28


def first_page(sheet: dict[str, Any]) -> str:
    """Return head, first rows and foot of a sheet in plain text. Nothing in it steers a terminal."""
    head, words = sheet["head"], sheet["words"]
    lines = [
        *(head[part]["text"] for part in ("series", "meeting", "when", "where", "leaders") if head[part]["text"]),
        " · ".join(part for part in (head["expected"], head["as_of"]) if part),
        f"{words['code']} {head['code']}",
        "",
        _row("", words["number"], words["name"], _titles(sheet), " | ".join(sheet["columns"]["signatures"])),
    ]
    letter = ""
    for row in sheet["rows"][:ROWS]:
        lines.append(_guest(row, "" if row["letter"] == letter else row["letter"]))
        letter = row["letter"]
    hidden = len(sheet["rows"]) - ROWS
    lines += [f"… +{hidden}"] if hidden > 0 else []
    lines += ["", f"{words['walk_ins']} ({sheet['blanks']})", *sheet["foot"]]
    return "\n".join(line.rstrip() for line in lines)


def _titles(sheet: dict[str, Any]) -> str:
    register = sheet["columns"]["register"]
    organisation = sheet["words"]["organisation"] if sheet["columns"]["organisation"] else ""
    return " / ".join(part for part in (organisation, register) if part)


def _guest(row: dict[str, Any], letter: str) -> str:
    name = row["lead"] + row["rest"] if "lead" in row else row["name"]["text"]
    names = f"{name}  {row['other']['text']}" if "other" in row else name
    beside = " / ".join(_words(row[part]) for part in ("organisation", "register") if part in row)
    return _row(letter, row["number"], names, beside, "_" * 12)


def _words(part: Any) -> str:
    return str(part if isinstance(part, str) else part["text"])


def _row(letter: str, number: str, name: str, beside: str, sign: str) -> str:
    return f"{_filled(letter, 2)}{number:>5} {_filled(name, NAME)} {_filled(beside, ORGANISATION)} {sign}"


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
