"""The lines of the form in which a session is changed."""

from roadshow.api import _, whenever
from roadshow.tui.presentation.agenda import EVERYWHERE, KINDS, Entry, Plan
from roadshow.tui.screens.form import Field


def session_fields(plan: Plan, entry: Entry) -> list[Field]:
    """Return what stands in a session, each on a line, with what is offered while one types."""
    session = entry.session
    rooms = tuple(lane.title for lane in plan.lanes if lane.room)
    kinds = tuple(_(words) for words in KINDS.values())
    room = "" if entry.lane == EVERYWHERE or not plan.lanes[entry.lane].room else plan.lanes[entry.lane].title
    return [
        Field("title", _("title"), session.title),
        Field("start", _("start"), f"{session.start:%H:%M}"),
        Field("length", _("length"), whenever.minutes_typed(session.length)),
        Field("kind", _("kind"), _(KINDS[session.session_kind]), kinds),
        Field("room", _("room"), room, rooms, _("empty for none")),
        Field("fixed", _("fixed start"), _("yes") if session.fixed else _("no"), (_("yes"), _("no"))),
        Field("materials", _("materials"), ", ".join(session.materials), hint=_("with commas between them")),
        Field("description", _("description"), session.description),
    ]
