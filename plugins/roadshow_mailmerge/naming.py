"""File names for letters: readable, the same on every system, and never a way out of the folder."""

from roadshow.api import safe_name, slug_for

LONGEST = 40


class Folders:
    """Gives every stop a folder of its own: two roadshows may have a stop of one name."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def folder(self, slug: str) -> str:
        """Return a folder name for a stop; calling it twice gives two."""
        name = slug_for(slug[:200], self._taken, otherwise="stop")
        self._taken.add(name)
        return safe_name(name)


def letter_name(folder: str, number: int, total: int, name: str) -> str:
    """Return the name of a letter, such as crooswijk/007-jan-de-vries.eml. The number keeps devices and twins apart."""
    width = max(3, len(str(total)))
    safe = slug_for(name[:200], otherwise="guest")[:LONGEST].strip("-")
    return f"{folder}/{number:0{width}}-{safe}.eml"
