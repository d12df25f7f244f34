"""The command line: the root group, the language, and what becomes of an error."""

import contextlib
import os
import signal
import sys
import threading
from typing import NoReturn

import click

from roadshow import __version__
from roadshow.api import N_, BadInputError, RoadshowError, _, choose_language, load_settings, said
from roadshow.cli import clickwords, printing
from roadshow.cli.frame import LazyGroup, Seat, guarded

COMMANDS = {
    N_("Start"): {
        "demo": ("demo", N_("Make the example programme: calendars, letters and sign-in sheets.")),
        "tour": ("touring", N_("A guided tour of two minutes on the screen.")),
        "new": ("workspaces", N_("Make an empty workspace.")),
        "template": ("kits", N_("Starter kits: begin a roadshow from one, save one.")),
    },
    N_("Plan"): {
        "roadshow": ("roadshows", N_("The roadshows: add, edit, list, show.")),
        "stop": ("stops", N_("The stops of a roadshow: add, move, cancel, copy, list, show.")),
        "session": ("sessions", N_("The sessions of a stop, and who has a part in them.")),
        "agenda": ("agenda", N_("The agenda of a stop, minute by minute.")),
        "venue": ("venues", N_("The venues, and bookings of them.")),
        "room": ("rooms", N_("The rooms of a venue.")),
        "task": ("tasks", N_("What must be done, and when.")),
        "edit": ("editing", N_("Change a stop as text in your editor.")),
        "do": ("doing", N_("The commands that plugins bring: list them, do one.")),
    },
    N_("People"): {
        "person": ("people", N_("The people: add, edit, find, show.")),
        "people": ("peoplefiles", N_("People from files and to files, doubles, and what is kept of whom.")),
        "guest": ("guests", N_("The guest list of a stop.")),
        "invite": ("invite", N_("Put people on the guest list of a stop.")),
        "reply": ("guests", N_("Note an answer.")),
        "offer": ("offering", N_("Who waits for a place, and offering what is free.")),
        "signin": ("door", N_("Sign somebody in at the door.")),
        "checkin": ("checkin", N_("A desk at the door, line by line.")),
        "attendance": ("attendance", N_("Who is here, who left, who did not come.")),
    },
    N_("Check"): {
        "check": ("checks", N_("What may go wrong: findings, block, warn or hint.")),
        "ready": ("checks", N_("What each stop still lacks, in one line.")),
        "waive": ("checks", N_("Let one finding be, for a reason.")),
        "waivers": ("checks", N_("What was waived, why and by whom.")),
    },
    N_("Make"): {
        "export": ("exporting", N_("Calendars, letters and sign-in sheets.")),
        "dump": ("planfiles", N_("Write the plan as a text file.")),
        "load": ("planfiles", N_("Load a plan file, as one change.")),
        "diff": ("planfiles", N_("Show how a plan file differs from the workspace.")),
    },
    N_("History"): {
        "log": ("history", N_("What was changed, by whom and when.")),
        "undo": ("history", N_("Take back the last change.")),
        "redo": ("history", N_("Do again what was taken back.")),
    },
    N_("Program"): {
        "serve": ("serving", N_("Show the screen in a browser.")),
        "plugins": ("plugging", N_("Plugins: list, switch on or off, write your own.")),
        "copy": ("backups", N_("Write a whole copy of the workspace.")),
        "backups": ("backups", N_("Backups that the program makes by itself: list them, put one back.")),
        "config": ("configuring", N_("Settings, and where each value comes from.")),
        "doctor": ("doctor", N_("Check the program and the workspace.")),
        "completion": ("completion", N_("Let your shell complete commands, stops and people.")),
        "help": ("topics", N_("Pages of the manual: planfile, findings, times, asking, screen, files, plugins.")),
    },
}


OWN_LANGUAGE = frozenset({"roadshow", "export"})
"""Commands behind which --language may be that of a letter or a roadshow, and not of the answers."""


def root() -> LazyGroup:
    """Build the root group, in the language in use."""

    @click.group(
        cls=LazyGroup,
        homes=COMMANDS,
        invoke_without_command=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=_("Plan a touring series of meetings: stops, agendas, venues, guests, and the papers for the door."),
        epilog=_("Begin with: roadshow demo --out demo"),
    )
    @click.version_option(__version__, "-V", "--version", prog_name="roadshow", message="%(prog)s %(version)s")
    @click.option("-w", "--workspace", metavar="PATH", help=_("The workspace to work in."))
    @click.option("--json", "as_json", is_flag=True, help=_("Answer as JSON."))
    @click.option("--plain", is_flag=True, help=_("Lines in place of a screen, as a screen reader wants them."))
    @click.option("--read-only", is_flag=True, help=_("Look at everything; every change is refused."))
    @click.option("--language", metavar="nl|en", expose_value=False, help=_("The language of the answers, this time."))
    @click.pass_context
    def roadshow(
        context: click.Context, /, *, workspace: str | None, as_json: bool, plain: bool, read_only: bool
    ) -> None:
        seat = context.ensure_object(Seat)
        seat.named = workspace
        printing.speak_of(workspace, (name for section in COMMANDS.values() for name in section))
        seat.json = as_json
        seat.plain = plain
        seat.read_only = read_only
        if context.invoked_subcommand is None:
            _begin(context, seat)

    return roadshow


def _begin(context: click.Context, seat: Seat) -> None:
    """Open the screen where there is one to open it on; show the help where there is none."""
    browser = os.environ.get("TEXTUAL_DRIVER", "").endswith("WebDriver")
    if seat.plain or not (browser or (sys.stdout.isatty() and sys.stdin.isatty())):
        click.echo(context.get_help())
        return
    if os.environ.get("TERM") == "dumb" and not browser:
        raise BadInputError(
            _("This terminal calls itself TERM=dumb, and the screen needs one with a cursor that moves."),
            _(
                'Every command works here, see "roadshow --help", and the door does: roadshow --plain checkin STOP. '
                "If your terminal can do more, say so: TERM=xterm roadshow"
            ),
        )
    from roadshow.tui.starting import open_screen  # noqa: PLC0415  commands do not pay for the screen

    try:
        open_screen(seat.named, read_only=seat.read_only)
    except RoadshowError:
        raise
    except Exception as error:
        from roadshow.cli.crashing import BrokenScreenError  # noqa: PLC0415  most screens end well

        raise BrokenScreenError from error


class _Ended(KeyboardInterrupt):
    """The system wants the program to end: the terminal was closed, or somebody logs out."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def _listen() -> None:
    """Take the end that the system wishes as ctrl+c, so that nothing half is left behind."""

    def end(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_IGN)  # one is enough, and cleaning up is not to be broken off
        raise _Ended(number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


def run(arguments: list[str] | None = None) -> None:
    """Run one command and leave with its exit code (architecture: 0 done, 1 findings, 2 usage, 3, 4, 5)."""
    if "_ROADSHOW_COMPLETE" in os.environ:
        from roadshow.cli.completing import complete  # noqa: PLC0415  only a shell that completes pays for it

        sys.exit(complete(root))
    _listen()
    _leave(answer(sys.argv[1:] if arguments is None else arguments))


def _leave(code: int) -> NoReturn:
    """End with this exit code, also where a thread that a plugin began goes on: Python would wait for it for ever."""
    if any(one is not threading.main_thread() and not one.daemon for one in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def answer(arguments: list[str]) -> int:
    """Run one command; return the exit code."""
    seat = Seat()
    printing.speak_of(None, ())
    if arguments[:1] == ["-w"]:
        arguments = ["--workspace", *arguments[1:]]  # click looks for words near a short flag first, which is slow
    try:
        given = _given_language(arguments)
        choose_language(load_settings(os.environ, given=given), os.environ)
    except RoadshowError as error:
        printing.error(error)
        return error.exit_code
    with clickwords.speaking():
        try:
            return guarded(lambda: _command(arguments, seat), seat)
        except Exception as error:
            if os.environ.get("ROADSHOW_TRACEBACK"):
                raise
            from roadshow.cli.crashing import crashed  # noqa: PLC0415  most runs end well

            known = {name for section in COMMANDS.values() for name in section}
            return crashed(error, seat, next((word for word in arguments if word in known), "roadshow"))


def _command(arguments: list[str], seat: Seat) -> int:
    try:
        outcome = root().main(arguments, prog_name="roadshow", obj=seat, standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt) as error:
        with contextlib.suppress(OSError):  # the terminal may be gone
            printing.warn(_stopped(seat))
        return getattr(_cause(error), "code", 130)
    except BrokenPipeError:
        _silence_pipe()
        return 0
    except OSError as error:
        printing.warn(_("The answer cannot be written: {reason}.").format(reason=error.strerror or error))
        _silence_pipe()
        return 4
    return outcome if isinstance(outcome, int) else 0


def _cause(error: BaseException) -> BaseException:
    """Return what lies under an Abort: click makes one of every KeyboardInterrupt."""
    under = error.__cause__ or error.__context__
    return under if isinstance(under, _Ended) else error


def _stopped(seat: Seat) -> str:
    """Say what is saved where somebody stops a command: what was confirmed stands, whatever came after it."""
    saved = seat.saved
    if saved is None:
        return _("Stopped. What was not finished was not saved.")
    return _("Stopped. Saved before that: {label}. Take it back with: {command}").format(
        label=said(saved.label), command="roadshow undo"
    )


def _given_language(arguments: list[str]) -> dict[str, str]:
    """Look for --language before anything is said, since help is said while arguments are read."""
    for place, word in enumerate(arguments):
        if word == "--" or word in OWN_LANGUAGE:
            break
        if word == "--language" and place + 1 < len(arguments):
            return {"language": arguments[place + 1]}
        if word.startswith("--language="):
            return {"language": word.partition("=")[2]}
    return {}


def _silence_pipe() -> None:
    """Let the interpreter close a broken standard output without a complaint (Python docs, SIGPIPE)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
