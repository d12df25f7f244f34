"""Rules about the people who make a stop: in two places at once, away, on the road, not sure yet."""

from collections.abc import Iterator
from datetime import timedelta
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from roadshow.domain.findings import Place, Weight
from roadshow.domain.places import Venue
from roadshow.domain.wording import N_, _
from roadshow.planning.checking.rule import Rule, Trouble, clock, person_place, session_place, stop_place
from roadshow.planning.checking.scene import Presence, Scene
from roadshow.planning.checking.settings import CheckSettings
from roadshow.planning.checking.sweep import clashes

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of WGS 84 (IUGG, 1980)."""


def person_double_booked(scene: Scene) -> Iterator[Trouble]:
    """Find somebody with a part in two sessions at once, or who must be at two stops at once.

    Two stops are one case, however many of their sessions meet: the first speaks for the others.
    """
    for person_id, rows in scene.by_person.items():
        for one, other in clashes(rows):
            if one.stop.id == other.stop.id and (one.session is None or other.session is None):
                continue
            who = person_place(scene, person_id)
            yield Trouble(
                (who, *(_pair(scene, one, other) if one.stop.id == other.stop.id else _stops(scene, one, other))),
                _("{person} is needed at “{one}” and “{other}” at once, at {time}.").format(
                    person=who.name, one=_what(one), other=_what(other), time=_begin(other)
                ),
            )


def team_split(scene: Scene) -> Iterator[Trouble]:
    """Find a team whose people are needed at two stops at once."""
    for team, people in scene.teams.items():
        rows = [_Member(row.begin, row.end, who, row) for who in people for row in scene.by_person.get(who, ())]
        rows.sort(key=lambda member: member[:3])
        for first, second in clashes(rows):
            one, other = first.row, second.row
            if one.stop.id == other.stop.id or first.person_id == second.person_id:
                continue
            name = team.removeprefix(scene.settings.team_tag)
            yield Trouble(
                (stop_place(scene, one.stop.id), stop_place(scene, other.stop.id), Place("team", team, name)),
                _("Team {team} is needed at {one} and {other} at once, at {time}.").format(
                    team=name, one=one.stop.title, other=other.stop.title, time=_begin(other)
                ),
            )


class _Member(NamedTuple):
    """Where somebody of a team must be."""

    begin: int
    end: int
    person_id: str
    row: Presence


def person_away(scene: Scene) -> Iterator[Trouble]:
    """Find somebody with a part or a role on a day on which they are away."""
    for person_id, rows in scene.by_person.items():
        person = scene.people.get(person_id)
        found = person.away if person is not None else ()
        if not found:
            continue
        who = person_place(scene, person_id)
        for row in rows:
            day = (row.session.start if row.session else row.stop.start).date()
            if any(period.covers(day) for period in found):
                yield Trouble(
                    (who, *_places(scene, row)),
                    _("{person} is away on {day} and is needed at “{what}”.").format(
                        person=who.name, day=day, what=_what(row)
                    ),
                )


def travel_too_short(scene: Scene) -> Iterator[Trouble]:
    """Find somebody who must be at two venues, and for whom the time between is shorter than the way.

    The way is the distance over the globe times the detour, at the speed of the settings, plus the changeover.
    Where coordinates are missing, only the changeover counts.
    """
    for person_id, rows in scene.by_person.items():
        last = None
        for row in rows:
            if last is not None and last.end <= row.begin and last.stop.id != row.stop.id:
                here, there = scene.by_id[last.stop.id].venue, scene.by_id[row.stop.id].venue
                need = travel_minutes(here, there, scene.settings)
                if row.begin - last.end < need:
                    who = person_place(scene, person_id)
                    text = _("{person} has {gap} minutes from {one} to {other}, and needs about {need}.")
                    sentence = text.format(
                        person=who.name, gap=row.begin - last.end, need=need, one=last.stop.title, other=row.stop.title
                    )
                    places = (who, stop_place(scene, last.stop.id), stop_place(scene, row.stop.id))
                    yield Trouble(places, sentence)
            if last is None or row.end >= last.end:
                last = row


def travel_minutes(here: Venue | None, there: Venue | None, settings: CheckSettings) -> int:
    """Return how long the way takes in whole minutes: 0 in one venue or where a venue is not known."""
    if here is None or there is None or here.id == there.id:
        return 0
    distance = kilometres(here, there)
    if distance is None or settings.speed <= 0:
        return settings.changeover
    return settings.changeover + round(distance * settings.detour / settings.speed * 60)


def kilometres(here: Venue, there: Venue) -> float | None:
    """Return the distance over the globe (haversine), or None where a coordinate is missing."""
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return None
    north, south = radians(here.latitude), radians(there.latitude)
    up = sin((south - north) / 2) ** 2
    along = sin(radians(there.longitude - here.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(up + cos(north) * cos(south) * along)))


def part_unconfirmed(scene: Scene) -> Iterator[Trouble]:
    """Find a part that nobody confirmed while its stop comes near."""
    near = scene.today + timedelta(days=scene.settings.confirming_days)
    for stop in scene.stops:
        if stop.stop.start.date() > near:
            continue
        for row in stop.sessions:
            for part in scene.parts_of.get(row.session.id, ()):
                if not part.confirmed:
                    who = person_place(scene, part.person_id)
                    yield Trouble(
                        (stop.place, session_place(row.session), who),
                        _("{person} has not confirmed “{session}” yet.").format(
                            person=who.name, session=session_place(row.session).name
                        ),
                    )


def _pair(scene: Scene, one: Presence, other: Presence) -> tuple[Place, ...]:
    return tuple(dict.fromkeys((*_places(scene, one), *_places(scene, other))))


def _places(scene: Scene, row: Presence) -> tuple[Place, ...]:
    stop = stop_place(scene, row.stop.id)
    return (stop, session_place(row.session)) if row.session else (stop,)


def _stops(scene: Scene, one: Presence, other: Presence) -> tuple[Place, ...]:
    return stop_place(scene, one.stop.id), stop_place(scene, other.stop.id)


def _what(row: Presence) -> str:
    return session_place(row.session).name if row.session else row.stop.title


def _begin(row: Presence) -> str:
    return clock(row.session.start if row.session else min(row.stop.doors or row.stop.start, row.stop.start))


RULES = (
    Rule("person-double-booked", Weight.BLOCK, N_("Somebody is needed in two places at once"),
         N_("Give one of the parts to somebody else, or move a session."), person_double_booked),
    Rule("team-split", Weight.WARN, N_("A team is needed at two stops at once"),
         N_("Move one of the stops, or let another team go."), team_split),
    Rule("person-away", Weight.BLOCK, N_("Somebody has a part on a day on which they are away"),
         N_("Give the part to somebody else, or mend when the person is away."), person_away),
    Rule("travel-too-short", Weight.WARN, N_("There is not enough time to travel between two stops"),
         N_("Start the second stop later, or give one of the parts to somebody else."), travel_too_short),
    Rule("part-unconfirmed", Weight.WARN, N_("A stop comes near and a part is not confirmed"),
         N_("Call and ask, then note the part as confirmed."), part_unconfirmed),
)  # fmt: skip
