"""Click's own words, so that they stand in our catalogue; and click told where that is.

Click asks the standard library's default domain for a word whenever it says one (gettext.gettext, gettext.ngettext).
So nothing of click is replaced: the domain is pointed at our catalogue while a command runs.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from roadshow.api import LOCALE, N_, _, ngettext, spoken

WORDS = (
    # help
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("(dynamic)"),
    N_("env var: {var}"),
    N_("required"),
    # what is typed wrongly
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Missing {param_type}"),
    N_("Missing parameter: {param_name}"),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    # files
    N_("Could not open file {filename!r}: {message}"),
    N_("unknown error"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
    # questions
    N_("Aborted!"),
    N_("Do you want to continue?"),
    N_("Error: invalid input"),
    N_("Press any key to continue..."),
)
PIECES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."), N_("[COMMAND] [ARGS]..."))
"""What click writes into a line of usage as it is, so that it has to be translated by the command itself."""


def counted(count: int) -> tuple[str, ...]:
    """Return click's sentences that have a number in them, in the language in use."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", count),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", count),
        ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", count),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
    )


class Usage:
    """A command whose line of usage is in the language in use; a mixin before click's class."""

    def collect_usage_pieces(self, context: Any) -> list[str]:
        """Return click's pieces, its own words among them translated."""
        pieces: list[str] = super().collect_usage_pieces(context)  # type: ignore[misc] # click's class comes after
        return [_(piece) if piece in PIECES else piece for piece in pieces]


@contextmanager
def speaking() -> Iterator[None]:
    """Let click speak the language in use; afterwards its domain and the environment are as they were.

    LANGUAGE goes before all other variables that name a language (Python docs, gettext.find).
    """
    domain, named = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("roadshow", str(LOCALE))
    gettext.textdomain("roadshow")
    os.environ["LANGUAGE"] = spoken()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if named is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = named
