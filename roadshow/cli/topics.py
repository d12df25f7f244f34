"""roadshow help: the pages of the manual, as plain text."""

from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from roadshow.api import N_, RULES, NotFoundError, _, docs_folder, spoken
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat
from roadshow.cli.pages import as_text

TOPICS = {
    "planfile": N_("The plan as a text file: dump, load, diff, edit."),
    "findings": N_("What the checker looks for, and what helps."),
    "times": N_("How to type days, times and lengths."),
    "asking": N_("How to search people and guests."),
    "screen": N_("The screen: its areas, every key, the mouse."),
    "people": N_("People in and out of files, doubles, and what is kept of whom."),
    "files": N_("Backups and copies of a workspace, and what to look out for."),
    "plugins": N_("How to write a plugin of your own."),
}


class TopicNames(click.ParamType[str]):
    """A topic, or a command; the shell completes it."""

    name = "text"

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002  click's shape
        param: click.Parameter,  # noqa: ARG002  as above
        incomplete: str,
    ) -> list[CompletionItem]:
        """Return the topics whose name begins so."""
        found = [name for name in TOPICS if name.startswith(incomplete)]
        return [CompletionItem(name, help=_(TOPICS[name])) for name in found]


@click.command(
    "help",
    cls=Leaf,
    help=_("Show a page of the manual, or the help of a command. Without a TOPIC: which pages there are."),
    example="roadshow help times\nroadshow help stop move",
)
@click.argument("words", metavar="[TOPIC]", nargs=-1, type=TopicNames())
@click.pass_context
@pass_seat
def help(seat: Seat, context: click.Context, /, *, words: tuple[str, ...]) -> None:  # noqa: A001  the word that is typed
    """Show a page."""
    if not words:
        _list(seat)
    elif len(words) == 1 and words[0].lower() in TOPICS:
        text = page(words[0].lower())
        if seat.json:
            printing.as_json({"topic": words[0].lower(), "text": text})
        else:
            printing.document(as_text(text, printing.window_width()))
    else:
        _command_help(seat, context, words)


def _list(seat: Seat) -> None:
    if seat.json:
        printing.as_json({name: _(summary) for name, summary in TOPICS.items()})
        return
    printing.facts((name, _(summary)) for name, summary in TOPICS.items())
    printing.say()
    printing.say(_("Show one: roadshow help times. Of a command: roadshow help stop move"))


def page(topic: str) -> str:
    """Return a page as Markdown, in the language in use where it is there."""
    if topic == "findings" and spoken() != "en":
        return "\n".join(_findings())
    folder = docs_folder()
    path = folder / f"{topic}.{spoken()}.md"
    path = path if path.is_file() else folder / f"{topic}.md"
    return _read(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise NotFoundError(
            _("The page {path} is not there.").format(path=path), _("Install the program again.")
        ) from error


def _findings() -> Iterator[str]:
    """Write the page about findings from the rules themselves, whose sentences are in the catalogue."""
    yield "# " + _("Findings")
    yield ""
    yield (
        _("The checker reads a plan and names what may go wrong. It never stops you.")
        + " "
        + _("A finding has a code that never changes, a weight, the places involved, why it is one, and what helps.")
    )
    yield ""
    yield "- " + _("block: this cannot work.")
    yield "- " + _("warn: look at it.")
    yield "- " + _("hint: good to know.")
    yield ""
    yield _("Give a rule another weight: roadshow config set checks.weights no-break=off,ramadan=warn")
    yield ""
    yield _('Let one finding be, with a reason: roadshow waive 1a2b3c4d --reason "…"')
    yield ""
    yield "## " + _("All rules")
    for rule in RULES:
        yield ""
        yield f"### {rule.code} ({_(rule.weight.value)})"
        yield ""
        yield _(rule.title) + ". " + (_(rule.help) if rule.help else "")


def _command_help(seat: Seat, context: click.Context, words: tuple[str, ...]) -> None:
    """Show the help of a command, as --help does."""
    root = context.find_root()
    command: click.Command | None = root.command
    inner = root
    for word in words:
        command = command.get_command(inner, word) if isinstance(command, click.Group) else None
        if command is None:
            raise NotFoundError(
                _("There is no page and no command “{words}”.").format(words=" ".join(words)),
                _("Pages: {names}.").format(names=", ".join(TOPICS)),
            )
        inner = click.Context(command, parent=inner, info_name=word)
    if seat.json:
        printing.as_json({"command": " ".join(words), "text": inner.get_help()})
    else:
        printing.document(inner.get_help() + "\n")
