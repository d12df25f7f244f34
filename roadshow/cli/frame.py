"""What every command has: the workspace it works in, the shape of its answer, and commands that load when called."""

import gc
import os
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadshow.api import Change, Entry, RoadshowError, _, open_office, said, speak, workspace_path
from roadshow.cli import printing
from roadshow.cli.clickwords import Usage

if TYPE_CHECKING:
    from roadshow.api import Office


class Seat:
    """Where the user of this command sits: the workspace named, and the manner of answers. One for each run.

    `plain` asks for lines in place of a screen, `read_only` refuses every change.
    """

    def __init__(self) -> None:
        self.named: str | None = None
        self.json = False
        self.plain = False
        self.read_only = False
        self._office: Office | None = None

    @property
    def office(self) -> "Office":
        """The open workspace; opened when first needed."""
        if self._office is None:
            path = self.path
            self._office = open_office(path, given={"read_only": True} if self.read_only else None)
            if any(one != path.name and one.endswith(path.suffix) for one in _named_alike(path)):
                from roadshow.api import conflicts_told  # noqa: PLC0415  few have others beside them

                self._office.notices += conflicts_told(path)
            gc.freeze()
            gc.enable()
        return self._office

    @property
    def saved(self) -> Entry | None:
        """The last change that this command saved."""
        return self._office.saved if self._office is not None else None

    @property
    def path(self) -> Path:
        """The workspace that -w, the environment, the settings or the data folder name."""
        return workspace_path(os.environ, self.named)

    def do(self, change: Change, *, quiet: bool = False, what: str = "", **more: Any) -> Entry | None:
        """Save a change, say what was done and how to take it back."""
        entry = self.office.do(change)
        if not quiet:
            self.report(entry, what, **more)
        return entry

    def report(self, entry: Entry | None, what: str = "", **more: Any) -> None:
        """Say what a change did, as a sentence or as JSON.

        `what` is said instead of the label, which never names a person; `more` goes into the JSON.
        """
        if self.json:
            done = {} if entry is None else {"change": entry.number, "label": said(entry.label), "edits": entry.edits}
            printing.as_json({"changed": entry is not None} | done | more)
        elif entry is None:
            printing.say(_("Nothing changed."))
        else:
            printing.say(_("{what}. Take it back with: roadshow undo").format(what=what or said(entry.label)))
        self.tell_notices()

    def remark(self, sentence: str) -> None:
        """Say something beside the answer, where answers are sentences."""
        if not self.json:
            printing.say(sentence)

    def tell_notices(self) -> None:
        """Print what plugins left for the planner."""
        if self._office is not None:
            printing.notices(self._office.notices)
            self._office.notices.clear()

    def close(self) -> None:
        """Let go of the workspace."""
        if self._office is not None:
            self._office.close()
            self._office = None


def _named_alike(path: Path) -> list[str]:
    """Return what is beside a file and begins with its name."""
    try:
        return [one for one in os.listdir(path.absolute().parent) if one.startswith(path.stem)]  # noqa: PTH208  quick
    except OSError:
        return []


NEGATIVE = re.compile(r"-[0-9].*")
"""A number below nothing, which looks like an option."""

pass_seat = click.make_pass_decorator(Seat, ensure=True)


def _name_workspace(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Seat).named = value


def _choose_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  click calls it
    if value:
        context.ensure_object(Seat).json = True


def _speak(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        speak(value)


class Leaf(Usage, click.Command):
    """A command that takes -w and --json like all others, and shows an example in its help."""

    def __init__(self, *arguments: Any, example: str = "", **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.example = example
        self._spoken = click.Option(
            ["--language"],
            metavar="nl|en",
            expose_value=False,
            callback=_speak,
            is_eager=True,
            help=_("The language of the answers, this time."),
        )
        self.params += [
            click.Option(
                ["-w", "--workspace"],
                metavar="PATH",
                expose_value=False,
                callback=_name_workspace,
                help=_("The workspace to work in."),
            ),
            click.Option(
                ["--json"],
                is_flag=True,
                expose_value=False,
                callback=_choose_json,
                is_eager=True,
                help=_("Answer as JSON."),
            ),
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `-10` and `-5m` as values: no option of ours begins with a digit, and minutes may go back."""
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            if not NEGATIVE.fullmatch(error.option_name):
                raise
        ctx.ignore_unknown_options = True
        rest = super().parse_args(ctx, words)
        strange = next((word for word in _words_of(ctx) if word.startswith("-") and not NEGATIVE.match(word)), None)
        if strange is not None:
            raise click.NoSuchOption(strange, ctx=ctx)
        return rest

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters, with --language where the command has none of its own; for a shell, what they take."""
        params = super().get_params(ctx)
        if not any("--language" in param.opts for param in params):
            params = [*params[:-1], self._spoken, *params[-1:]]
        if not ctx.resilient_parsing:
            return params
        from roadshow.cli.completing import fitted  # noqa: PLC0415  only a shell that completes pays for it

        return fitted(params)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the example as it is typed."""
        if self.example:
            with formatter.section(_("Example")):
                formatter.write("".join(f"  {line}\n" for line in self.example.splitlines()))
        super().format_epilog(context, formatter)


def _words_of(context: click.Context) -> list[str]:
    """Return what was taken for arguments."""
    arguments = {param.name for param in context.command.params if isinstance(param, click.Argument)}
    held = [value for name, value in context.params.items() if name in arguments]
    return [str(word) for value in held for word in (value if isinstance(value, tuple) else (value,))]


class Group(Usage, click.Group):
    """A group of commands of one noun."""

    command_class = Leaf
    group_class = type


class LazyGroup(Usage, click.Group):
    """The root: it knows its commands by name and one line each, and imports one only when it is called."""

    def __init__(self, *arguments: Any, homes: Mapping[str, Mapping[str, tuple[str, str]]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._homes = homes
        self._flat = {name: home for section in homes.values() for name, home in section.items()}

    def list_commands(self, context: click.Context) -> list[str]:
        """Name all commands."""
        return [*self._flat, *super().list_commands(context)]

    def get_command(self, context: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; a word that is none is answered with the nearest."""
        home = self._flat.get(cmd_name)
        if home is None:
            return super().get_command(context, cmd_name)
        module, _summary = home
        command: click.Command = getattr(import_module(f"roadshow.cli.{module}"), re.sub("-", "_", cmd_name))
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and the nearest one for a word that is none."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError as error:
            import difflib  # noqa: PLC0415  only when something is misspelt

            near = difflib.get_close_matches(args[0], list(self._flat), n=1)
            if not near:
                raise
            raise click.UsageError(
                f"{error.message} " + _("Did you mean {near}?").format(near=near[0]), context
            ) from error

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's shape
        """Show the commands by section, without importing any."""
        for section, commands in self._homes.items():
            with formatter.section(_(section)):
                formatter.write_dl([(name, _(summary)) for name, (_module, summary) in commands.items()])


def guarded(action: Callable[[], int], seat: Seat) -> int:
    """Run a command; say what a person can mend in a sentence, and return the exit code."""
    try:
        return action()
    except RoadshowError as error:
        printing.error(error, plain_json=seat.json)
        return error.exit_code
    finally:
        try:
            seat.tell_notices()
        finally:
            seat.close()
