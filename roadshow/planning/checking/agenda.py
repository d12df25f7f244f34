"""Rules about the agenda of one stop: inside its hours, without holes, with breaks, and every session complete."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from roadshow.domain.findings import Weight
from roadshow.domain.moments import to_wall
from roadshow.domain.tour import PartRole, Session, SessionKind
from roadshow.domain.wording import N_, _, ngettext
from roadshow.planning.checking.rule import Rule, Trouble, clock, session_place
from roadshow.planning.checking.scene import Scene, TimedSession, TimedStop
from roadshow.planning.checking.settings import shortest_minutes
from roadshow.planning.checking.sweep import clashes, holes, merged, without

RESTS = frozenset({SessionKind.BREAK, SessionKind.MEAL})
ARRIVALS = frozenset({SessionKind.WELCOME, SessionKind.NETWORKING, SessionKind.BREAK, SessionKind.MEAL})
"""What may happen between the doors and the start: people come in."""
LED = frozenset({SessionKind.TALK, SessionKind.CASE_DISCUSSION, SessionKind.WORKSHOP, SessionKind.EVALUATION})
LEADERS = frozenset({PartRole.SPEAKER, PartRole.FACILITATOR, PartRole.HOST})
HOUSED = frozenset(SessionKind) - {SessionKind.BREAK, SessionKind.NETWORKING}

SHORT_FOR_KIND = N_("“{session}” takes {length} minutes; its kind needs at least {need}.")
SHORT_FOR_SPEAKERS = N_("“{session}” takes {length} minutes; its speakers need {need}.")
SHORT_FOR_STEPS = N_("“{session}” takes {length} minutes; its steps add up to {need}.")

_STEP = re.compile(r"^[\s\-*•]*(\d{1,3})\s*(?:min\b|minuten\b|minutes\b|['’′])", re.IGNORECASE)


def session_before_doors(scene: Scene) -> Iterator[Trouble]:
    """Find a session that starts before the doors open; setting up is of kind other and may be some hours earlier."""
    for stop in scene.stops:
        if stop.stop.doors is None:
            continue
        for row in stop.sessions:
            if row.begin < stop.doors and not _team_work(scene, stop, row):
                yield Trouble(
                    (stop.place, session_place(row.session)),
                    _("“{session}” starts at {time}, before the doors open at {doors}.").format(
                        session=session_place(row.session).name, time=clock(row.session.start),
                        doors=clock(stop.stop.doors),
                    ),
                )  # fmt: skip


def session_outside_stop(scene: Scene) -> Iterator[Trouble]:
    """Find a session that starts before its stop or ends after it.

    Between the doors and the start people may be welcomed and fed. Setting up and clearing, of kind other, may lie
    some hours around it.
    """
    for stop in scene.stops:
        for row in stop.sessions:
            if _team_work(scene, stop, row):
                continue
            if row.end > stop.end:
                text = _("“{session}” ends {number} minutes after {stop} has ended.")
                number = row.end - stop.end
            elif row.begin < stop.begin and not _arrival(stop, row):
                text = _("“{session}” starts {number} minutes before {stop} does.")
                number = stop.begin - row.begin
            else:
                continue
            sentence = text.format(session=session_place(row.session).name, number=number, stop=stop.place.name)
            yield Trouble((stop.place, session_place(row.session)), sentence)


def _team_work(scene: Scene, stop: TimedStop, row: TimedSession) -> bool:
    """Say whether a session is what the team does around the stop: from opening the door to handing back the key.

    An evaluation that starts when the guests have gone is the team's own.
    """
    kind, around = row.session.session_kind, scene.settings.around
    early, late = min(stop.doors, stop.begin) - around, stop.end + around
    own = kind is SessionKind.OTHER or (kind is SessionKind.EVALUATION and row.begin >= stop.end)
    return own and early <= row.begin and row.end <= late


def _arrival(stop: TimedStop, row: TimedSession) -> bool:
    if stop.stop.doors is None:
        return False
    early = row.begin < stop.doors
    return early or row.session.session_kind in ARRIVALS


def session_too_short(scene: Scene) -> Iterator[Trouble]:
    """Find a session shorter than its kind needs, its speakers need, or the steps in its description add up to.

    A step is a line that begins with its minutes, such as “10 min questions of fact”. Sessions of one kind that
    follow each other in one room, such as the steps of a case discussion, are as long as all of them together.
    """
    least = shortest_minutes(scene.settings.shortest)
    for stop in scene.stops:
        whole = _run_lengths(stop)
        for row in stop.sessions:
            shortest = least.get(row.session.session_kind, 1)
            need, why = (shortest, SHORT_FOR_KIND) if whole[row.key] < shortest else _need(scene, row.session)
            if row.session.length < need:
                place = session_place(row.session)
                sentence = _(why).format(session=place.name, length=row.session.length, need=need)
                yield Trouble((stop.place, place), sentence)


def _run_lengths(stop: TimedStop) -> dict[str, int]:
    """Return, by session id, the minutes from begin to end of the run it is in: same kind, same room, touching."""
    running: dict[tuple[str | None, SessionKind], list[int]] = {}
    run_of: dict[str, list[int]] = {}
    for row in stop.sessions:
        group = row.session.room_id, row.session.session_kind
        run = running.get(group)
        if run is None or row.begin > run[1]:
            running[group] = run = [row.begin, row.end]
        run[1] = max(run[1], row.end)
        run_of[row.key] = run
    return {key: end - begin for key, (begin, end) in run_of.items()}


def _need(scene: Scene, session: Session) -> tuple[int, str]:
    """Return the minutes that speakers or steps need, and the sentence that says so, not yet translated."""
    need, why = 0, SHORT_FOR_SPEAKERS
    parts = scene.parts_of.get(session.id, ())
    each = scene.settings.minutes_per_speaker
    if len(parts) * each > session.length:
        need = sum(part.role is PartRole.SPEAKER for part in parts) * each
    if session.description:
        steps = sum(int(match[1]) for line in session.description.splitlines() if (match := _STEP.match(line)))
        need, why = max((need, why), (steps, SHORT_FOR_STEPS))
    return need, why


def agenda_overlap(scene: Scene) -> Iterator[Trouble]:
    """Find two sessions of a stop that overlap and do not each have a room of their own. Breaks count too."""
    for stop in scene.stops:
        for one, other in clashes(stop.sessions):
            if one.session.room_id and other.session.room_id:
                continue
            yield Trouble(
                (stop.place, session_place(one.session), session_place(other.session)),
                _("“{one}” still runs when “{other}” starts at {time}, and they have no two rooms.").format(
                    one=session_place(one.session).name, other=session_place(other.session).name,
                    time=clock(other.session.start),
                ),
            )  # fmt: skip


def agenda_gap(scene: Scene) -> Iterator[Trouble]:
    """Find a stretch between start and end of a stop, longer than the settings allow, in which nothing happens."""
    for stop in scene.stops:
        spans = merged(stop.sessions)
        if not spans:
            continue
        ending = {row.end: row for row in stop.sessions}
        for begin, end in holes(spans, stop.begin, stop.end):
            if end - begin <= scene.settings.gap:
                continue
            before = ending.get(begin)
            place = () if before is None else (session_place(before.session),)
            wall = to_wall(datetime.fromtimestamp(begin * 60, UTC), stop.stop.zone)
            yield Trouble(
                (stop.place, *place),
                _("Nothing is planned for {number} minutes from {time}.").format(number=end - begin, time=clock(wall)),
            )


def no_break(scene: Scene) -> Iterator[Trouble]:
    """Find a stretch longer than the settings allow without a break, a meal or a pause of some minutes."""
    for stop in scene.stops:
        work = merged(stop.sat)
        rests = merged(row for row in stop.sessions if row.session.session_kind in RESTS)
        stretches = _joined(list(without(work, rests)), rests, scene.settings.rest)
        for begin, end in stretches:
            if end - begin <= scene.settings.without_break:
                continue
            first = next(row for row in stop.sat if row.end > begin)
            text = ngettext(
                "From “{session}” on there is no break for {number} minute.",
                "From “{session}” on there is no break for {number} minutes.",
                end - begin,
            )
            sentence = text.format(session=session_place(first.session).name, number=end - begin)
            yield Trouble((stop.place, session_place(first.session)), sentence)


def _joined(work: list[tuple[int, int]], rests: list[tuple[int, int]], rest: int) -> Iterator[tuple[int, int]]:
    """Join stretches of work with less than `rest` minutes between them, unless a break lies there."""
    breaks = {begin for begin, _end in rests}
    cursor: tuple[int, int] | None = None
    for begin, end in work:
        if cursor is not None and begin - cursor[1] < rest and cursor[1] not in breaks:
            cursor = (cursor[0], end)
            continue
        if cursor is not None:
            yield cursor
        cursor = (begin, end)
    if cursor is not None:
        yield cursor


def session_no_room(scene: Scene) -> Iterator[Trouble]:
    """Find a session without a room. Breaks and networking need none; neither does a stop without a venue."""
    for stop in scene.stops:
        if stop.venue is None:
            continue
        for row in stop.sessions:
            if row.session.room_id is None and row.session.session_kind in HOUSED:
                yield _lack(stop, row, _("“{session}” has no room."))


def session_no_leader(scene: Scene) -> Iterator[Trouble]:
    """Find a talk, case discussion, workshop or evaluation without a speaker, facilitator or host."""
    for stop in scene.stops:
        for row in stop.sessions:
            if row.session.session_kind in LED:
                parts = scene.parts_of.get(row.session.id, ())
                if not any(part.role in LEADERS for part in parts):
                    yield _lack(stop, row, _("Nobody leads “{session}”."))


def session_no_title(scene: Scene) -> Iterator[Trouble]:
    """Find a session without a title."""
    for stop in scene.stops:
        for row in stop.sessions:
            if not row.session.title.strip():
                text = _("The session of {time} has no title.")
                yield Trouble((stop.place, session_place(row.session)), text.format(time=clock(row.session.start)))


def _lack(stop: TimedStop, row: TimedSession, text: str) -> Trouble:
    place = session_place(row.session)
    return Trouble((stop.place, place), text.format(session=place.name))


RULES = (
    Rule("session-before-doors", Weight.WARN, N_("A session starts before the doors open"),
         N_("Open the doors earlier, or start the session later."), session_before_doors),
    Rule("session-outside-stop", Weight.WARN, N_("A session starts before its stop or ends after it"),
         N_("Move or shorten the session, or change the hours of the stop."), session_outside_stop),
    Rule("session-too-short", Weight.WARN, N_("A session is too short for its content"),
         N_("Make it longer, or take something out."), session_too_short),
    Rule("agenda-overlap", Weight.WARN, N_("Two sessions of a stop overlap without two rooms"),
         N_("Give each its own room, or move one."), agenda_overlap),
    Rule("agenda-gap", Weight.HINT, N_("Nothing is planned for a while"),
         N_("Fill it, call it a break, or move what follows."), agenda_gap),
    Rule("no-break", Weight.HINT, N_("People sit too long without a break"),
         N_("Put in a break of ten minutes."), no_break),
    Rule("session-no-room", Weight.HINT, N_("A session has no room"),
         N_("Choose a room of the venue."), session_no_room),
    Rule("session-no-leader", Weight.WARN, N_("Nobody leads a session"),
         N_("Ask a speaker, a facilitator or a host."), session_no_leader),
    Rule("session-no-title", Weight.HINT, N_("A session has no title"),
         N_("Give it a title: it stands on the agenda and on the time card."), session_no_title),
)  # fmt: skip
