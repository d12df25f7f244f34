"""Commands of plugins: which there are, and doing one, behind the fence."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadshow.domain.changes import Change, Edit, Pen
from roadshow.domain.errors import BadInputError, NotFoundError, ReadOnlyError
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.domain.wording import N_, _
from roadshow.office.answering import checked_answer
from roadshow.office.live import Office
from roadshow.office.offered import Offered
from roadshow.office.panels import stops_about

AT_ONCE = 200
"""People that a command is done for at a time; each is a call of the plugin."""
About = Stop | Person | None


class Done(NamedTuple):
    """What a command came to: a change that is still to be saved, or None; and what it has to tell."""

    change: Change | None
    told: tuple[str, ...] = ()


def offered_commands(office: Office) -> tuple[Offered, ...]:
    """Return the commands of all plugins. One whose key is taken is left out; `office.notices` names both plugins."""
    known = office.plugins.commands()
    _gather(office)
    return tuple(offered for _plugin, offered in known.values())


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


def _answer(office: Office, offered: Offered, about: About, pen: Pen, given: Mapping[str, str]) -> Change | str:
    """Call the command behind the fence; what a person can mend passes it, and is no failure of the plugin."""
    programme = office.programme(stops_about(office, about))

    def called() -> Change | str:
        answer = offered.command.run(programme, about, pen, **given)
        return checked_answer(answer, pen, about, only_tells=offered.only_tells)

    try:
        return office.plugins.fence.demand(offered.plugin, offered.key, called)
    finally:
        office.notices += programme.notices
        _gather(office)


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
