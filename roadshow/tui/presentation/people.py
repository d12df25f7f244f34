"""People as a list shows them."""

from roadshow.api import Person, _, listed_name, ngettext
from roadshow.tui.presentation.cells import Cell, cell


def name(person: Person) -> Cell:
    """The name as a sorted list shows it, and in the person's own script behind it."""
    own = f" ({person.display_name})" if person.display_name and person.display_name != person.name else ""
    return cell(listed_name(person) + own)


def needs(person: Person) -> Cell:
    """Diet, access, interpreter and childcare, in one text."""
    return cell(", ".join(part for part in (person.diet, person.access, person.interpreter, person.childcare) if part))


def listed(values: tuple[str, ...]) -> Cell:
    """Several words, parted by commas."""
    return cell(", ".join(values))


def counted(total: int, asked: bool) -> list[Cell]:  # noqa: FBT001  one of two sentences
    """Say how many people there are, or answer."""
    if asked:
        return [cell(ngettext("{count} person fits", "{count} people fit", total).format(count=f"{total:,}"), "strong")]
    return [cell(ngettext("{count} person", "{count} people", total).format(count=f"{total:,}"), "strong")]


def said_name(person: Person) -> str:
    """The name as it is said, safe to show; a dash where there is none."""
    return cell(person.name or _("somebody")).text
