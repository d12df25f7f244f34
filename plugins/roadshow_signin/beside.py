"""What the plugin shows beside a stop and beside a person: who was at the door. Only counts, never a name."""

from collections import Counter
from collections.abc import Iterator

from roadshow.api import Panel, Person, Programme, Stop, _, attending, ngettext


def beside(programme: Programme, about: Stop | Person | None) -> Iterator[Panel]:
    """Give the panel of a stop or of a person where the door has noted something."""
    if isinstance(about, Stop):
        yield from _of_stop(programme, about)
    elif isinstance(about, Person):
        yield from _of_person(programme, about)


def _of_stop(programme: Programme, stop: Stop) -> Iterator[Panel]:
    facts = tuple(programme.sign_ins(stop.id))
    if not facts:
        return
    folded = attending.attendance(facts, (guest.invitation for guest in programme.guests(stop.id)))
    came = sum(row.first_in is not None for row in folded.rows)
    desks = Counter(desk for row in folded.rows for desk in row.desks)
    lines = [
        (_("came in"), f"{came:,}"),
        (_("still inside"), f"{folded.present:,}"),
        (_("not on the list"), f"{folded.walk_ins:,}"),
        (_("tables"), ", ".join(f"{desk} {count:,}" for desk, count in sorted(desks.items()))),
    ]
    yield Panel(_("At the door"), tuple(lines))


def _of_person(programme: Programme, person: Person) -> Iterator[Panel]:
    stops = []
    for visit in programme.visits():
        own = [fact for fact in programme.sign_ins(visit.stop.id) if fact.person_id == person.id]
        if any(row.first_in is not None for row in attending.attendance(own).rows):
            stops.append(visit.stop)
    if stops:
        count = ngettext("came to {count} stop", "came to {count} stops", len(stops)).format(count=len(stops))
        days = tuple((f"{stop.start:%Y-%m-%d}", stop.title) for stop in stops)
        yield Panel(_("At the door"), (count, *days))
