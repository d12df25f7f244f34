"""roadshow do: the commands that plugins bring, listed or done."""

import shlex
from typing import Any

import click

from roadshow.api import (
    BadInputError,
    Offered,
    Person,
    Stop,
    _,
    find_command,
    find_person,
    find_stop,
    kind_word,
    offered_commands,
    run_command,
)
from roadshow.cli import printing
from roadshow.cli.frame import Leaf, Seat, pass_seat


@click.command(
    "do",
    cls=Leaf,
    help=_(
        "Do what a plugin has a command for: with a stop, with a person, or with the whole. Without a KEY: list them."
    ),
    example="roadshow do\nroadshow do remind crooswijk",
)
@click.argument("key", metavar="[KEY]", default="")
@click.argument("who", metavar="[STOP|PERSON]", nargs=-1)
@click.option("--text", default="", help=_("What the command asks for, where it asks for something."))
@pass_seat
def do(seat: Seat, /, *, key: str, who: tuple[str, ...], text: str) -> None:
    """List the commands, or do one."""
    if key:
        _done(seat, find_command(seat.office, key), " ".join(who), text.strip())
    else:
        _list(seat, offered_commands(seat.office))


def _list(seat: Seat, known: tuple[Offered, ...]) -> None:
    if seat.json:
        printing.as_json([_plain(one) for one in known])
        return
    if not known:
        printing.say(_("No plugin that is on brings commands."))
        return
    heads = (_("command"), _("what it does"), _("works on"), _("proposed key"), _("plugin"))
    rows = [(one.key, _(one.title), about_word(one), one.binding, one.plugin) for one in known]
    printing.table(heads, rows)


def _plain(one: Offered) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": _(one.title),
        "about": one.about.kind if one.about else None,
        "binding": one.binding,
        "only_tells": one.only_tells,
        "question": _(one.question) if one.question else None,
        "plugin": one.plugin,
    }


def about_word(one: Offered) -> str:
    """Say what a command works on."""
    return kind_word(one.about.kind) if one.about else _("everything")


def _done(seat: Seat, offered: Offered, name: str, text: str) -> None:
    """Do it, and say what was done and how to take it back; what it tells is told."""
    about = _about(seat, offered, name)
    if offered.question and not text:
        words = f"do {offered.key} {shlex.join(name.split())}".rstrip()
        raise BadInputError(
            _("“{title}” asks: {question}").format(title=_(offered.title), question=_(offered.question)),
            _("Answer it: {command}").format(command=f"roadshow {words} --text TEXT"),
        )
    if text and not offered.question:
        raise BadInputError(_("“{title}” asks for nothing.").format(title=_(offered.title)), _("Leave out --text."))
    done = run_command(seat.office, offered, (about,), text)
    if done.change is None and done.told:
        if seat.json:
            printing.as_json({"changed": False, "command": offered.key, "told": done.told})
        else:
            for told in done.told:
                printing.say(told)
        return
    entry = None if done.change is None else seat.office.do(done.change)
    seat.report(entry, command=offered.key, told=done.told)


def _about(seat: Seat, offered: Offered, name: str) -> Stop | Person | None:
    key, title = offered.key, _(offered.title)
    if offered.about is None:
        if name:
            raise BadInputError(
                _("“{title}” works on everything, and not on “{name}”.").format(title=title, name=name),
                _("Say: {command}").format(command=f"roadshow do {key}"),
            )
        return None
    if offered.about is Stop:
        if not name:
            raise BadInputError(
                _("“{title}” works on one stop.").format(title=title),
                _("Name it: {command}").format(command=f"roadshow do {key} STOP"),
            )
        return find_stop(seat.office.store, name)
    if not name:
        raise BadInputError(
            _("“{title}” works on one person.").format(title=title),
            _("Name them: {command}").format(command=f"roadshow do {key} PERSON"),
        )
    return find_person(seat.office.store, name)
