"""The code of a sheet: five digits and a check letter, so that what is typed from paper finds the right list.

The digits follow from who stands on which row. The letter is the weighted sum of the digits modulo 23; the weights
differ and 23 is prime, so that one wrong digit, or two digits exchanged, never fits.
"""

import re
from collections.abc import Iterable
from hashlib import sha256

from roadshow.api import BadInputError, _

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZU"
"""Twenty-three letters; I, L and O are not among them, since they are read as digits."""

WEIGHTS = (2, 3, 5, 7, 11)


def sheet_code(stop_id: str, rows: Iterable[str]) -> str:
    """Return the code of a list, such as 48213-K: the same for the same rows in the same order."""
    seal = sha256(stop_id.encode())
    for row in rows:
        seal.update(b"\n" + row.encode())
    digits = f"{int.from_bytes(seal.digest()[:8]) % 100_000:05d}"
    return f"{digits}-{check_letter(digits)}"


def check_letter(digits: str) -> str:
    """Return the letter that belongs to five digits."""
    return LETTERS[sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % len(LETTERS)]


def checked_code(typed: str) -> str:
    """Return a code as it is printed, from what somebody typed, or refuse one whose letter does not fit."""
    found = re.fullmatch(r"\s*([0-9]{5})[-\s]*([A-Za-z])\s*", typed)
    if not found or check_letter(found[1]) != found[2].upper():
        raise BadInputError(
            _("“{code}” is not the code of a list.").format(code=typed),
            _("The code stands at the top of each page: five digits and a letter."),
        )
    return f"{found[1]}-{found[2].upper()}"
