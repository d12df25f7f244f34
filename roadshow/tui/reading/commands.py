"""Commands of plugins: which there are, and what one would do. Ask in a thread nobody waits for: a plugin may take long."""

from collections.abc import Sequence

from roadshow.api import Done, Notice, Offered, Office, every_about, offered_commands, run_command


def offered(office: Office) -> tuple[tuple[Offered, ...], tuple[Notice, ...]]:
    """Return the commands of all plugins, and what plugins complain of."""
    found = offered_commands(office)
    return found, _noted(office)


def done(command: Offered, ids: Sequence[str], text: str, office: Office) -> tuple[Done, tuple[Notice, ...]]:
    """Ask a command what it does with these, or with the whole for none; `text` answers its question.

    Raises RoadshowError; nothing is saved here.
    """
    abouts = every_about(office, command.about, ids) if command.about else [None]
    answer = run_command(office, command, abouts, text)
    return answer, _noted(office)


def _noted(office: Office) -> tuple[Notice, ...]:
    notices = tuple(office.notices)
    office.notices.clear()
    return notices
