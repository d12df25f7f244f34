"""People as a list shows them."""

from roadshow.api import Person, called, listed_name, ngettext
from roadshow.tui.presentation.cells import Cell, Counts, cell


def name(person: Person) -> Cell:
    """Show the name as a sorted list has it, and in the person's own script behind it."""
    own = f" ({person.display_name})" if person.display_name and person.display_name != person.name else ""
    return cell(listed_name(person) + own)


def needs(person: Person) -> Cell:
    """Diet, access, interpreter and childcare, in one text."""
    return cell(", ".join(part for part in (person.diet, person.access, person.interpreter, person.childcare) if part))


def listed(values: tuple[str, ...]) -> Cell:
    """Several words, parted by commas."""
    return cell(", ".join(values))


def counted(total: int, *, asked: bool) -> Counts:
    """Say how many people there are, or answer."""
    text = (
        ngettext("{count} person fits", "{count} people fit", total)
        if asked
        else ngettext("{count} person", "{count} people", total)
    )
    return Counts((cell(text.format(count=f"{total:,}"), "strong"),))


def said_name(person: Person) -> str:
    """Return the name as it is said, safe to show."""
    return cell(called(person)).text
