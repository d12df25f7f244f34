"""What the shell completes from the workspace: stops, sessions, people, venues and so on.

A shell asks by the environment variable _ROADSHOW_COMPLETE (click's protocol). Nothing is printed but candidates: with a
broken workspace, or none, there are none.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, redirect_stderr
from dataclasses import replace
from itertools import islice

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from roadshow.api import (
    Clause,
    Office,
    Person,
    Query,
    Roadshow,
    RoadshowError,
    Room,
    Session,
    Stop,
    Task,
    Venue,
    _,
    choose_language,
    find_stop,
    find_venue,
    fold,
    guests_of,
    kits,
    load_settings,
    offered_commands,
    open_office,
    workspace_path,
)
from roadshow.cli import printing
from roadshow.cli.rows import clock, day

VARIABLE = "_ROADSHOW_COMPLETE"
MOST = 50
"""Candidates that are offered at once."""
LOOKED_AT = 2000
"""Candidates that are looked at: more stops than a person could plan, and no more."""

Pair = tuple[str, str]
"""A candidate, and what is said beside it."""
Source = Callable[[Office, click.Context, str], Iterable[Pair]]


def complete(root: Callable[[], click.Group]) -> int:
    """Answer a shell that asks for candidates; return the exit code."""
    shell, _part, _ask = os.environ[VARIABLE].partition("_")
    add_completion_class(Bash)
    kind = get_completion_class(shell)
    if kind is None:
        return 1
    answer = ""
    with redirect_stderr(io.StringIO()):
        try:
            choose_language(load_settings(os.environ), os.environ)
            answer = kind(root(), {}, "roadshow", VARIABLE).complete()
        except Exception:  # noqa: BLE001  whoever presses a key at a prompt must never get a traceback
            return 1
    if answer:
        printing.document(answer + "\n")
    return 0


def script(shell: str, root: click.Group) -> str:
    """Return the script that teaches a shell to ask."""
    add_completion_class(Bash)
    kind = get_completion_class(shell)
    if kind is None:
        raise LookupError(shell)
    return kind(root, {}, "roadshow", VARIABLE).source()


class FromWorkspace(click.ParamType[str]):
    """Text that the shell completes from the workspace."""

    name = "text"

    def __init__(self, source: Source) -> None:
        self._source = source

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the candidates, 50 at most. Nothing comes of a workspace that does not open."""
        before = ctx.params.get(param.name or "") if param.nargs == -1 else ()
        words = list(before) if isinstance(before, Sequence) and not isinstance(before, str) else []
        try:
            with closing(_office(ctx)) as office:
                return list(_items(self._source(office, ctx, incomplete), words, incomplete, param))
        except RoadshowError:
            return []


def fitted(params: list[click.Parameter]) -> list[click.Parameter]:
    """Give parameters what they complete from, by what they are called in the help."""
    for param in params:
        source = _source_of(param)
        if source is not None:
            param.type = FromWorkspace(source)
        elif param.metavar in FILES:
            param.type = click.Path(dir_okay=param.metavar == "DIR", file_okay=param.metavar != "DIR")
        elif param.metavar and "|" in param.metavar and param.type is click.STRING:
            param.type = click.Choice(param.metavar.split("|"), case_sensitive=False)
    return params


def _source_of(param: click.Parameter) -> Source | None:
    for flag in param.opts:
        if flag in BY_FLAG:
            return BY_FLAG[flag]
    if isinstance(param, click.Option):
        return None
    name = (param.metavar or param.name or "").strip("[].").upper()
    return BY_NAME.get(name)


def _office(context: click.Context) -> Office:
    named = context.find_root().params.get("workspace") or getattr(context.obj, "named", None)
    return open_office(workspace_path(os.environ, named))


def _items(
    pairs: Iterable[Pair], words: list[str], incomplete: str, param: click.Parameter
) -> Iterator[CompletionItem]:
    """Choose the pairs that go on where the user stopped; of a name in several words only what is still to come.

    What begins as it was typed goes before what only has a word that does, since a shell fills in what all share.
    """
    joined = bool(words) and (param.metavar or "").strip("[]").endswith("PERSON")
    typed = fold(" ".join([*words, incomplete]) if joined else incomplete)
    skip = len(" ".join(words).split()) if joined else 0
    fitting = [pair for pair in islice(pairs, LOOKED_AT) if pair[0].isprintable() and (joined or pair[0] not in words)]
    chosen = [pair for pair in fitting if fold(pair[0]).startswith(typed)]
    for value, beside in (chosen if joined else chosen or fitting)[:MOST]:
        rest = " ".join(value.split()[skip:])
        if rest:
            yield CompletionItem(rest if skip else value, help=beside if beside.isprintable() and beside else None)


def _begins(typed: str, *names: str) -> bool:
    """Say whether one of the names, or a word of it, begins so."""
    wanted = fold(typed)
    return not wanted or any(fold(name).startswith(wanted) or f" {wanted}" in f" {fold(name)}" for name in names)


def roadshows(office: Office, _context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer roadshows by slug."""
    for one in office.store.each(Query(Roadshow, order=("n",), limit=None)):
        if _begins(typed, one.slug, one.name):
            yield one.slug, one.name


def stops(office: Office, _context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer stops by slug; where two have one slug, with that of the roadshow before it."""
    every = list(office.store.each(Query(Stop, order=("start",), limit=None)))
    slugs = [one.slug for one in every]
    shows = {one.id: one.slug for one in office.store.each(Query(Roadshow, order=("n",), limit=None))}
    for one in every:
        whole = f"{shows.get(one.roadshow_id, '')}/{one.slug}"
        if "/" in typed:
            if whole.startswith(typed):
                yield whole, f"{day(one.start)} {one.title}"
        elif _begins(typed, one.slug, one.title):
            yield (whole if slugs.count(one.slug) > 1 else one.slug), f"{day(one.start)} {one.title}"


def venues(office: Office, _context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer venues by name."""
    for one in office.store.each(Query(Venue, limit=None)):
        if _begins(typed, one.name):
            yield one.name, ", ".join(part for part in (one.street, one.town) if part)


def rooms(office: Office, context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer the rooms of the venue that was named, or of the venue of the stop."""
    named = _first_word(context)
    try:
        venue_id = find_venue(office.store, named).id if _of_venue(context) else find_stop(office.store, named).venue_id
    except RoadshowError:
        return
    for one in office.store.each(Query(Room, limit=None).where(venue_id=venue_id)):
        if _begins(typed, one.name):
            yield one.name, "" if one.capacity is None else str(one.capacity)


def _first_word(context: click.Context) -> str:
    """Return the stop or venue that was named; click leaves it among the rest where an option still lacks its value."""
    named = context.params.get("which") or context.params.get("stop_name") or next(iter(context.args), "")
    return named if isinstance(named, str) else ""


def _of_venue(context: click.Context) -> bool:
    return any(param.name == "which" and "VENUE" in (param.metavar or "") for param in context.command.params)


def sessions(office: Office, context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer the sessions of the stop that was named, by title; two of one title by their numbers."""
    stop = find_stop(office.store, _first_word(context))
    found = list(office.store.each(Query(Session, order=("start", "room_id"), limit=None).where(stop_id=stop.id)))
    titles = [fold(one.title) for one in found]
    for number, one in enumerate(found, 1):
        if _begins(typed, one.title, str(number)):
            unclear = not one.title or titles.count(fold(one.title)) > 1 or one.title.isdecimal()
            value = str(number) if unclear or (typed and str(number).startswith(typed)) else one.title
            yield value, f"{clock(one.start)} {one.title}"


def people(office: Office, context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer people whose name begins so, or any word of it: a window of 50, however many there are."""
    if "@" in typed:
        for one in _found(office, context, (Clause("email", (fold(typed),), facet=True),)):
            yield one.email, one.name
        return
    before = context.params.get("who") or ()
    words = fold(" ".join([*before, typed])).split() if isinstance(before, tuple) else fold(typed).split()
    clauses = tuple(Clause("name", (word,), facet=True) for word in words)
    rows = _found(office, context, clauses)
    names = [fold(one.name) for one in rows]
    for one in rows:
        clear = names.count(fold(one.name)) == 1 or not one.email or before
        yield (one.name if clear else one.email), one.organisation or one.district or one.name


def _found(office: Office, context: click.Context, clauses: tuple[Clause, ...]) -> list[Person]:
    """Return the people of whom a command can be said: its guests; at the door somebody else may come too."""
    words = context.command_path.split()[-2:]
    guests_only = words[-1] in {"reply", "offer"} or (words[0] == "guest" and words[-1] in OF_GUESTS)
    if guests_only or words[-1] == "signin":
        try:
            stop = find_stop(office.store, _first_word(context))
        except RoadshowError:
            return []
        query = replace(guests_of(stop.id), clauses=(*guests_of(stop.id).clauses, *clauses), limit=MOST)
        on_list = [guest.person for guest in office.store.guests(query).rows]
        if on_list or guests_only:
            return on_list
    return list(office.store.window(Query(Person, clauses, limit=MOST)).rows)


def tasks(office: Office, _context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer tasks that are not done, by title."""
    for one in office.store.each(Query(Task, order=("n",), limit=None).where(done=0)):
        if _begins(typed, one.title):
            yield one.title, one.owner


def commands(office: Office, _context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer the commands of plugins."""
    for one in offered_commands(office):
        if _begins(typed, one.key):
            yield one.key, _(one.title)


def what_a_command_works_on(office: Office, context: click.Context, typed: str) -> Iterator[Pair]:
    """Offer stops or people, as the command that was named works on; a person may be named in several words."""
    known = {one.key: one for one in offered_commands(office)}
    chosen = known.get(context.params.get("key") or "")
    if chosen is None or chosen.about is None:
        return
    if chosen.about is Person:
        yield from people(office, context, typed)
    elif not context.params.get("who"):
        yield from stops(office, context, typed)


BY_NAME: dict[str, Source] = {
    "STOP": stops,
    "ROADSHOW": roadshows,
    "VENUE": venues,
    "ROOM": rooms,
    "SESSION": sessions,
    "PERSON": people,
    "TASK": tasks,
    "KEY": commands,
    "STOP|PERSON": what_a_command_works_on,
}
BY_FLAG: dict[str, Source] = {
    "--stop": stops,
    "--to": stops,
    "--roadshow": roadshows,
    "--venue": venues,
    "--room": rooms,
    "--person": people,
}
OF_GUESTS = frozenset({"edit", "withdraw", "remove", "invited"})
"""What is done with a guest; of all others on the address book it cannot be said."""
FILES = frozenset({"PATH", "FILE", "DIR"})


class KitNames(click.ParamType[str]):
    """The name of a kit, which the shell completes."""

    name = "text"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  click's shape
        """Return the kits whose name begins so."""
        return [CompletionItem(name) for name in kits() if name.startswith(incomplete)]


class Bash(BashComplete):
    """Bash as click has it, with names of more than one word set in quotes, and without a start of bash of its own."""

    source_template = r"""
%(complete_func)s() {
    local cur="${COMP_WORDS[COMP_CWORD]}" kind value line
    COMPREPLY=()
    while IFS= read -r line; do
        kind="${line%%%%,*}"
        value="${line#*,}"
        case "$kind" in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain)
                case "$cur" in
                    [\"\']*)
                        case "$value" in *[\"\$\`\\\']*) continue ;; esac
                        COMPREPLY+=("$value")
                        ;;
                    *)
                        printf -v value '%%q' "$value"
                        COMPREPLY+=("$value")
                        ;;
                esac
                ;;
        esac
    done < <(IFS=$'\n'; COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" \
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s 2>/dev/null || complete -F %(complete_func)s %(prog_name)s
"""

    def source(self) -> str:
        """Return the script."""
        return self.source_template.lstrip() % self.source_vars()
