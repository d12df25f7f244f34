"""The name of somebody out of what a file says of it: in parts, as a whole, beside an address, or not at all."""

import html
import re
from typing import Any, NamedTuple

from roadshow_addressbook.door import Flag, fold, split_name, split_surname
from roadshow_addressbook.flagging import flag

_NUMBER_BEGINS = frozenset("+(0123456789")
_SIGNS = re.compile(r"[\d(/&+]")
"""Signs of what is no name, of two people in one cell, and of something beside a name."""

Values = dict[str, Any]


class Clues(NamedTuple):
    """What may be the name where a file says no better. `family`: its name stands beside a first name."""

    initials: str = ""
    beside_address: str = ""
    family: bool = False


NO_CLUES = Clues()


def give_name(values: Values, flags: list[Flag], clues: Clues) -> None:
    """Put given name, particle, surname and the name in its own script in their places, and point out what is doubtful."""
    if clues is not NO_CLUES and _used(values, clues):
        return
    if "surname" in values or "given" in values:
        _named_in_parts(values)
    else:
        middle = values.pop("middle", None)
        whole = values.pop("name", middle)
        if whole is not None and not _is_reach(whole, values):
            _split(values, flags, whole)


def _used(values: Values, clues: Clues) -> bool:
    """Use what may be the name, and say whether nothing is left to do."""
    if clues.initials:
        values["given"] = clues.initials
    if clues.beside_address and not any(part in values for part in ("name", "given", "surname")):
        values["name"] = clues.beside_address
    if clues.family and "given" in values and "name" in values and "surname" not in values:
        _part_family(values, values.pop("name"))
        if "middle" in values:
            _place_middle(values, values.pop("middle"))
        return True
    return False


def _named_in_parts(values: Values) -> None:
    surname = values.get("surname")
    if "middle" in values:
        _place_middle(values, values.pop("middle"))
    if surname is not None and "particle" not in values and not surname.isalpha():
        _part_surname(values, surname)
    whole = values.pop("name", None)
    if whole is not None and not whole.isascii() and fold(whole) not in fold(" ".join(_spoken(values))):
        parts = split_name(whole)
        if parts.display_name:
            values.setdefault("display_name", parts.display_name)
    if surname is None and _is_reach(values.get("given", ""), values):
        del values["given"]


def _spoken(values: Values) -> list[str]:
    return [values[part] for part in ("given", "particle", "surname") if part in values]


def _is_reach(name: str, values: Values) -> bool:
    """Say whether a name is no more than the number or the address, which a telephone shows for want of a name."""
    if "@" in name:
        return name.lower() == str(values.get("email", "")).lower()
    if name[:1] not in _NUMBER_BEGINS:
        return False
    return [sign for sign in name if sign.isdigit()] == [sign for sign in values.get("phone", "") if sign.isdigit()]


def _part_family(values: Values, whole: str) -> None:
    """Take what stands beside a first name: the surname alone, or the whole name once more."""
    given = values["given"]
    if set(fold(given).split()) <= set(fold(whole.replace(",", " ")).split()):
        parts = split_name(whole)
        if parts.surname and fold(whole) != fold(given):
            values["surname"] = parts.surname
            if parts.particle:
                values.setdefault("particle", parts.particle)
        return
    values["surname"] = whole
    if "particle" not in values and not whole.isalpha():
        _part_surname(values, whole)


def _split(values: Values, flags: list[Flag], whole: str) -> None:
    parts = split_name(whole)
    if parts.given:
        values["given"] = parts.given
    if parts.particle:
        values["particle"] = parts.particle
    if parts.surname:
        values["surname"] = parts.surname
    if parts.display_name:
        values.setdefault("display_name", parts.display_name)
    sign = _SIGNS.search(html.unescape(whole) if "&" in whole else whole)
    if sign and sign[0].isdigit():
        flags.append(flag("odd-name", "name", whole))
    elif not parts.sure or (sign and not (sign[0] == "(" and parts.display_name)) or _is_turned_round(whole):
        flags.append(flag("guessed-name", "name", whole))
    if parts.left_out:
        flags.append(flag("title-left-out", "name", parts.left_out))


def _is_turned_round(whole: str) -> bool:
    """Say whether a name likely begins with the surname, as in JANSEN Piet."""
    if not whole[1:3].isupper():
        return False
    first, *rest = whole.split()
    return (
        len(first) > 2
        and first.isalpha()
        and first.isupper()
        and any(len(word) > 1 and word[0].isupper() and not word.isupper() for word in rest)
    )


def _place_middle(values: Values, middle: str) -> None:
    """Put a middle name where it belongs: Dutch people write their particle there."""
    particle, core = split_surname(f"{middle} X")
    if core == "X" and particle and "particle" not in values:
        values["particle"] = middle
    else:
        values["given"] = f"{values['given']} {middle}" if "given" in values else middle


def _part_surname(values: Values, surname: str) -> None:
    core, comma, behind = surname.partition(",")
    if comma:
        particle, rest = split_surname(f"{behind.strip()} X")
        if rest == "X" and particle:
            values.update(particle=particle, surname=core.strip())
        return
    particle, core = split_surname(surname)
    if particle:
        values.update(particle=particle, surname=core)
