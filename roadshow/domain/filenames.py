"""File names that every system takes, made from text that anybody may have typed."""

import unicodedata
from pathlib import Path

LONGEST = 80
"""Characters of a name; with an ending and a counter it stays under the 255 bytes of common file systems."""

_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{digit}" for digit in range(10)), *(f"lpt{digit}" for digit in range(10))}
)
"""Names that Windows keeps for devices, with any ending (Microsoft, Naming Files, Paths, and Namespaces)."""


def safe_name(text: str, otherwise: str = "unnamed") -> str:
    """Return a file name without ending: letters and digits of any script, '-' and '_'; never empty, '.' or a device.

    The same text gives the same name. Two texts may give one name: the caller numbers its files.
    """
    kept: list[str] = []
    for sign in unicodedata.normalize("NFC", text):
        if sign.isalnum() or sign == "_":
            kept.append(sign)
        elif kept and kept[-1] != "-" and not unicodedata.combining(sign):
            kept.append("-")
    name = "".join(kept)[:LONGEST].strip("-")
    while len(name.encode()) > 2 * LONGEST:
        name = name[:-1]
    if not name:
        return otherwise
    return f"{name}-" if name.lower() in _DEVICES else name


def meant_path(text: str) -> Path:
    """Return the path that somebody typed, with ~ for a home; a ~ of somebody unknown stays as it stands, as in a shell."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
