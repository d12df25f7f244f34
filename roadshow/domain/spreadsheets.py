"""Texts in a table that a spreadsheet opens: what it would calculate, and what it would take for a number or a day."""

import re

_SIGNS = "=+\\-@\t\r＝＋－＠"
_GUARDED = re.compile(f"'+[{_SIGNS}]")
_NUMBER = re.compile(r"[+-][\d .,()]*")
_PLUS = re.compile(r"\+\s*(\d)")
_AREA = re.compile(r"(06|0[89]00|0(?:1[0358]|2[03-6]|3[03568]|4[0356]|5[0358]|7\d|8[458])|00\d\d|0\d\d\d)(\d{4,})")
"""How much of a number stands before the hyphen: 06, an area code of two or three figures behind its 0 (Dutch national
numbering plan), or a country."""


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet would calculate a cell with this text. A number with its sign it takes as it is."""
    first = text.lstrip(" \n")[:1]
    if not first or first not in "=+-@\t\r＝＋－＠":
        return False
    return _NUMBER.fullmatch(text.strip()) is None


def guarded(text: str) -> str:
    """Return the text of a cell, with an apostrophe in front where it would be calculated (OWASP, “CSV Injection”)."""
    return f"'{text}" if is_formula(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Return a cell without the apostrophe that `guarded` put in front of it."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def dialled(phone: str) -> str:
    """Return a number without a plus, as Dutch people dial it: 06 …, 0032 …."""
    text = phone.strip()
    if not _PLUS.match(text):
        return text
    digits = _PLUS.sub(r"\1", text, count=1)
    if digits.startswith("31"):
        rest = digits[2:].lstrip(" -").removeprefix("(0)").lstrip(" -")
        return rest if rest.startswith("0") else f"0{rest}"
    return f"00{digits}"


def kept_as_text(phone: str) -> str:
    """Return a number as a cell that no spreadsheet takes for a sum of money: 06-12345678, 0032-470123456."""
    text = dialled(phone)
    found = _AREA.fullmatch(text)
    return f"{found[1]}-{found[2]}" if found else text
