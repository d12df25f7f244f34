"""Commands of plugins: which there are, and doing one, behind the fence."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError, NotFoundError, PluginError, ReadOnlyError, RoadshowError
from roadshow.domain.papers import Notice
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _
from roadshow.hooks.offers import Command
from roadshow.office.answering import checked_answer
from roadshow.office.live import Office
from roadshow.office.panels import stops_about

HOOK = "commands"
MOST = 50
"""Commands of one plugin; what is beyond is left out."""
AT_ONCE = 200
"""People that a command is done for at a time; each is a call of the plugin."""
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ABOUTS = (Stop, Person, None)
About = Stop | Person | None


class Offered(NamedTuple):
    """A command as it was when it was offered, and the plugin that it comes from."""

    plugin: str
    key: str
    title: str
    about: type[Stop] | type[Person] | None
    binding: str
    only_tells: bool
    question: str
    command: Command

    @property
    def name(self) -> str:
        """The plugin and the word, as keys.toml names it."""
        return f"{self.plugin}.{self.key}"


class Done(NamedTuple):
    """What a command came to: a change that is still to be saved, or None; and what it has to tell."""

    change: Change | None
    told: tuple[str, ...] = ()


def offered_commands(office: Office) -> tuple[Offered, ...]:
    """Return the commands of all plugins. One whose key is taken is left out; `office.notices` names both plugins."""
    known: dict[str, Offered] = {}
    plugins = office.plugins
    for plugin, answer in plugins.ask(HOOK):
        for one in plugins.fenced(plugin, HOOK, partial(checked_commands, answer, plugin)) or ():
            other = known.setdefault(one.key, one)
            if other is not one:
                sentence = _("The plugins {one} and {other} both offer “{key}”; it is that of {one}.")
                hint = _("Switch one off: roadshow plugins disable {plugin}.").format(plugin=plugin)
                office.notices.append(Notice(sentence.format(one=other.plugin, other=plugin, key=one.key), hint))
    _gather(office)
    return tuple(known.values())


def find_command(office: Office, key: str) -> Offered:
    """Return the command of this word, or say which there are."""
    known = {one.key: one for one in offered_commands(office)}
    if key in known:
        return known[key]
    near = difflib.get_close_matches(key, known, n=1)
    if near:
        hint = _("Did you mean {near}?").format(near=near[0])
    elif known:
        hint = _("There are: {names}.").format(names=", ".join(known))
    else:
        hint = _("No plugin that is on brings commands.")
    raise NotFoundError(_("There is no command “{key}”.").format(key=key), hint, tuple(known))


def run_command(office: Office, offered: Offered, abouts: Sequence[About], text: str = "") -> Done:
    """Ask a command what it does with each of these; what it changes becomes one change, which nobody saved yet.

    `text` answers its question, where it has one.

    Raises RoadshowError as the command does, and then nothing is to be saved; PluginError where it fails, and
    ReadOnlyError where it might change a workspace that is open for reading only.
    """
    if office.settings.core.read_only and not offered.only_tells:
        raise ReadOnlyError(
            _("“{title}” is not done here: the workspace is open for reading only.").format(title=_(offered.title)),
            _("Open it without --read-only."),
        )
    if len(abouts) > AT_ONCE:
        raise BadInputError(
            _("“{title}” is done for {most} people at most, and these are {count}.").format(
                title=_(offered.title), most=AT_ONCE, count=f"{len(abouts):,}"
            ),
            _("Mark fewer of them."),
        )
    pen = office.pen()
    given = {"text": text} if offered.question else {}
    answers = [_answer(office, offered, about, pen, given) for about in abouts]
    changes = [one for one in answers if isinstance(one, Change)]
    told = tuple(dict.fromkeys(one for one in answers if isinstance(one, str) and one.strip()))
    return Done(_together(offered, changes, pen), told)


def checked_commands(answer: Iterable[Any], plugin: str) -> tuple[Offered, ...]:
    """Return what a plugin offered, read once. Raises TypeError where something is no command."""
    return tuple(_offered(one, plugin) for one in islice(answer, MOST))


def _offered(one: Any, plugin: str) -> Offered:
    key, title, about, binding = one.key, one.title, one.about, one.binding
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise TypeError(f"the key {key!r} of a command is not a word of small letters, digits and hyphens")
    if not isinstance(title, str) or not title.strip():
        raise TypeError(f"the command {key} has no title")
    if about not in ABOUTS:
        raise TypeError(f"the command {key} is about {about!r}, and not about Stop, Person or None")
    if not isinstance(binding, str) or not callable(one.run):
        raise TypeError(f"the command {key} has a binding that is no text, or no run()")
    question = getattr(one, "question", "")
    if not isinstance(question, str):
        raise TypeError(f"the question of the command {key} is no text")
    only_tells = getattr(one, "only_tells", False) is True
    return Offered(plugin, key, title, about, binding.strip(), only_tells, question.strip(), one)


def _answer(office: Office, offered: Offered, about: About, pen: Pen, given: Mapping[str, str]) -> Change | str:
    """Call the command behind the fence; what a person can mend passes it, and is no failure of the plugin."""
    programme = office.programme(stops_about(office, about))

    def called() -> Change | str | RoadshowError:
        try:
            answer = offered.command.run(programme, about, pen, **given)
            return checked_answer(answer, pen, about, only_tells=offered.only_tells)
        except RoadshowError as error:
            return error

    answer = office.plugins.fenced(offered.plugin, offered.key, called)
    if answer is None:
        raise _failure(office, offered)
    office.notices += programme.notices
    _gather(office)
    if isinstance(answer, RoadshowError):
        raise answer
    return answer


def _failure(office: Office, offered: Offered) -> PluginError:
    """Return what the fence left as a notice, which names the plugin; one that is off leaves none."""
    notices = office.plugins.notices
    if notices:
        message, hint = notices.pop()
    else:
        message = _("Plugin {name} failed too often and is off until you start again.").format(name=offered.plugin)
        hint = _('See "roadshow plugins list".')
    _gather(office)
    return PluginError(message, hint, plugin=offered.plugin, hook=HOOK)


def _together(offered: Offered, changes: Sequence[Change], pen: Pen) -> Change | None:
    """Make one change of several, so that one undo takes them back."""
    if len(changes) < 2:
        return changes[0] if changes and changes[0].edits else None
    edits = tuple(_disjoint(offered, changes))
    if not edits:
        return None
    first = changes[0]
    if all(one.label == first.label for one in changes):
        return Change(first.id, first.label, pen.author, pen.moment, edits)
    return pen.change(N_("{title}, for {count} people"), edits, title=_(offered.title), count=len(changes))


def _disjoint(offered: Offered, changes: Iterable[Change]) -> Iterator[Edit]:
    touched: set[tuple[str, str]] = set()
    for change in changes:
        for edit in change.edits:
            record = (edit.noun.kind, edit.noun.id)
            if record in touched:
                raise BadInputError(
                    _("“{title}” changes the same thing for several of them.").format(title=_(offered.title)),
                    _("Do it for one at a time."),
                )
            touched.add(record)
            yield edit


def _gather(office: Office) -> None:
    office.notices += office.plugins.notices
    office.plugins.notices.clear()


def every_about(office: Office, kind: type[Stop] | type[Person], ids: Iterable[str]) -> list[Stop | Person]:
    """Return the stops or the people of these ids as they are now; those that are gone are left out."""
    found = (office.store.get(kind, one) for one in ids)
    return [one for one in found if one is not None]
