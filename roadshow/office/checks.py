"""The checker over an open workspace: what it looks at, what it finds, and what a change would do."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from roadshow.domain.asking import Query
from roadshow.domain.changes import Change, Edit, Trace
from roadshow.domain.errors import BadInputError
from roadshow.domain.filenames import meant_path
from roadshow.domain.findings import SAME_PERSON, Finding, Gap, Rule, Sifted, Waiver, Weight, sift
from roadshow.domain.guests import WAITING, GuestRole, Invitation
from roadshow.domain.nouns import Noun
from roadshow.domain.papers import Notice, Paper
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.plain import plain
from roadshow.domain.queues import Queue
from roadshow.domain.revising import MATERIAL_FIELDS
from roadshow.domain.tour import Part, Roadshow, Session, Stop, StopStatus, Task
from roadshow.domain.wording import _
from roadshow.office.live import Office
from roadshow.office.offered import checked_troubles
from roadshow.office.queues import queue_of, waiting_settings
from roadshow.planning.checking import (
    RULES,
    CheckSettings,
    Counting,
    GuestTally,
    Impact,
    Scene,
    SpecialDays,
    Stretch,
    after,
    arrange,
    check,
    find,
    narrow,
    readiness,
    ready_line,
    rule_weights,
    special_days,
    weigh,
)
from roadshow.settings.shipped import config_folder
from roadshow.store.base import Store

N = TypeVar("N", bound=Noun)
SECTION = "checks"
AT_ONCE = 500
"""Ids that one question to the store names."""
NEAR = timedelta(days=35)
"""Stops further off than this share no hour with a stop; the longest stop that is looked at takes 31 days."""
EVER = datetime.min.replace(tzinfo=UTC)
"""A record that was taken in from a file held what it was made with before it was here."""
CREW = tuple(role.value for role in GuestRole if role is not GuestRole.GUEST)


@dataclass(frozen=True, slots=True)
class Offered:
    """A rule of a plugin."""

    plugin: str
    rule: Rule


class Checkup:
    """One look at the workspace, on the day `today`. What it read once it does not read again: make a new one later."""

    def __init__(self, office: Office, today: date) -> None:
        self._office = office
        self.today = today
        self.settings = office.settings.section_options(SECTION, CheckSettings)
        self.weights = rule_weights(self.settings.weights)
        self._special: tuple[SpecialDays, ...] | None = None
        self._whole: Scene | None = None
        self._offered: tuple[Offered, ...] | None = None

    @property
    def scene(self) -> Scene:
        """All stops that are still to come."""
        if self._whole is None:
            stops = tuple(self._office.store.each(Query(Stop, order=("n",), limit=None)))
            self._whole = self._arranged(stops, self._to_come)
        return self._whole

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, those of plugins last."""
        return (*RULES, *(offered.rule for offered in self.offered))

    @property
    def offered(self) -> tuple[Offered, ...]:
        """The rules of plugins. One whose code is taken is left out, with a notice."""
        if self._offered is None:
            known = {rule.code for rule in RULES}
            found: list[Offered] = []
            for plugin, rule in self._office.plugins.rules().values():
                if rule.code in known:
                    sentence = _("Plugin {plugin} brings a rule “{code}”, which is there already; it is left out.")
                    self._office.notices.append(Notice(sentence.format(plugin=plugin, code=rule.code)))
                else:
                    known.add(rule.code)
                    found.append(Offered(plugin, rule))
            self._offered = tuple(found)
            self._tell_strange_weights(known)
        return self._offered

    def findings(self, stop: Stop | None = None) -> Sifted:
        """Check everything, or what concerns one stop; parted by what is waived."""
        scene = self.scene if stop is None else self._around(stop, (stop.start.date(),))
        found = tuple(self._found(scene, None if stop is None else stop.id))
        waivers = self._office.store.each(Query(Waiver, order=("n",), limit=None))
        sifted = sift(found, (waiver for waiver in waivers if waiver.code != SAME_PERSON))
        self._gather_notices()
        return sifted

    def gaps(self, stop: Stop, findings: Iterable[Finding]) -> tuple[Gap, ...]:
        """Return what keeps a stop from being ready; `findings` are those that stand open, of any stop."""
        named = {offered.rule.code: offered.rule.gap for offered in self.offered if offered.rule.gap}
        return readiness(self.scene, stop.id, (one for one in findings if concerns(one, stop)), named)

    def line(self, stop: Stop, gaps: Iterable[Gap]) -> str:
        """Say in one line how ready a stop is."""
        return ready_line(self.scene, stop.id, gaps)

    def impact(self, change: Change, stop: Stop, session: Session | None = None) -> Impact:
        """Tell what a change to a stop, or to one session of it, would do. The change's edits must be a tuple."""
        edits = tuple(change.edits)
        days = {stop.start.date(), *(edit.after.start.date() for edit in edits if isinstance(edit.after, Stop))}
        before = self._around(stop, tuple(days), self._venues_named(edits))
        papers = self._office.store.count(Query(Paper).where(stop_id=stop.id))
        return weigh(
            before,
            after(before, edits),
            stop.id,
            session_id=session.id if session else None,
            prints=papers,
            weights=self.weights,
        )

    def _found(self, scene: Scene, only: str | None) -> Iterator[Finding]:
        yield from check(scene, self.weights, only)
        stage = scene if only is None else narrow(scene, only)
        for plugin, rule in ((one.plugin, one.rule) for one in self.offered):
            weight = self.weights.get(rule.code, rule.weight)
            if weight is not None:
                yield from self._fenced(plugin, rule, stage, weight, only)

    def _fenced(self, plugin: str, rule: Rule, stage: Scene, weight: Weight, only: str | None) -> tuple[Finding, ...]:
        guarded = replace(rule, look=lambda scene: checked_troubles(rule.look(scene)))
        found = self._office.plugins.fence.ask(plugin, "rules", lambda: tuple(find(guarded, stage, weight, only)))
        return found or ()

    def _gather_notices(self) -> None:
        self._office.notices += self._office.plugins.notices
        self._office.plugins.notices.clear()

    def _tell_strange_weights(self, known: set[str]) -> None:
        for code in self.weights.keys() - known:
            self._office.notices.append(
                Notice(
                    _("There is no rule “{code}”, so its weight in the settings does nothing.").format(code=code),
                    _('See "roadshow config get checks.weights".'),
                )
            )

    def _to_come(self, stop: Stop) -> bool:
        return stop.status not in {StopStatus.CANCELLED, StopStatus.HELD} and stop.end.date() >= self.today

    def _around(self, stop: Stop, days: Sequence[date], venues: Iterable[Noun] = ()) -> Scene:
        """Arrange one stop, and the others that are near it on any of these days."""
        query = Query(Stop, order=("n",), limit=None)
        near = {stop.id: stop}
        for day in days:
            window = query.from_on("start", (day - NEAR).isoformat()).up_to("start", (day + NEAR).isoformat())
            near |= {other.id: other for other in self._office.store.each(window)}
        return self._arranged(
            tuple(near.values()), lambda other: other.id == stop.id or self._to_come(other), only=stop, more=venues
        )

    def _arranged(
        self, stops: Sequence[Stop], looked_at: Any, *, only: Stop | None = None, more: Iterable[Noun] = ()
    ) -> Scene:
        store = self._office.store
        live = tuple(stop.id for stop in stops if looked_at(stop))
        nouns = _nouns(store, stops, live, only)
        return arrange(
            (*more, *nouns),
            today=self.today,
            settings=self.settings,
            special=self._special_days(),
            tallies=Tallies(store, {stop.id: stop for stop in stops}, live if only is None else (), self._queue),
        )

    def _venues_named(self, edits: Iterable[Edit]) -> list[Noun]:
        """Return the venues that a stop goes to by these edits, with their rooms."""
        store = self._office.store
        ids = {edit.after.venue_id for edit in edits if isinstance(edit.after, Stop) and edit.after.venue_id}
        found: list[Noun] = [venue for key in sorted(ids) if (venue := store.get(Venue, key))]
        return [*found, *_among(store, Room, "venue_id", sorted(ids))]

    def _queue(self, stop: Stop) -> Queue:
        return queue_of(self._office.store, stop, waiting_settings(self._office.settings).rule, self.today)

    def _special_days(self) -> tuple[SpecialDays, ...]:
        if self._special is None:
            own = self.settings.holidays
            path = meant_path(own) if own else config_folder() / "holidays.toml"
            try:
                self._special = special_days(tomllib.loads(path.read_text(encoding="utf-8-sig")))
            except (OSError, ValueError) as error:
                raise BadInputError(
                    _("{path} cannot be read: {reason}.").format(path=path, reason=error),
                    _("Mend it, or take it out: roadshow config set checks.holidays"),
                ) from error
        return self._special


class Tallies(Mapping[str, GuestTally]):
    """The guest lists in numbers, each counted when it is first asked for; those of `together` all at once."""

    def __init__(
        self, store: Store, stops: Mapping[str, Stop], together: Sequence[str], queue: Callable[[Stop], Queue]
    ) -> None:
        self._store = store
        self._queue = queue
        self._stops = stops
        self._together = frozenset(together)
        self._counted: dict[str, GuestTally] = {}

    def __getitem__(self, key: str) -> GuestTally:
        if key not in self._counted:
            several = tuple(sorted(self._together)) if key in self._together else (key,)
            for start in range(0, len(several), AT_ONCE):
                self._count(several[start : start + AT_ONCE])
        return self._counted[key]

    def _count(self, keys: Sequence[str]) -> None:
        told = self._store.revisions(Stop, keys)
        lists = {
            key: Counting(tuple(untrue_stretches(self._store, self._stops[key])) if told[key].sequence else ())
            for key in keys
        }
        waited_for: set[str] = set()
        for some in self._store.answers(keys):
            lists[some.stop_id].answer(some)
            if some.state in WAITING:
                waited_for.add(some.stop_id)
        for guest in self._store.notable_guests(keys):
            lists[guest.invitation.stop_id].person(guest.invitation.state, guest.person)
        for key, counting in lists.items():
            queue = self._queue(self._stops[key]) if key in waited_for else None
            self._counted[key] = replace(counting.done(), queue=queue)

    def __iter__(self) -> Iterator[str]:
        return iter(self._stops)

    def __len__(self) -> int:
        return len(self._stops)


def untrue_stretches(store: Store, stop: Stop) -> Iterator[Stretch]:
    """Give the stretches in which a stop had another time or place than now: who was told then must be told again."""
    venue = store.get(Venue, stop.venue_id) if stop.venue_id else None
    for noun in (stop, venue):
        if noun is not None:
            values = plain(noun)
            now = {name: values[name] for name in MATERIAL_FIELDS[type(noun)]}
            yield from _other(store.past(noun.kind, noun.id), now)


def _other(past: Iterable[tuple[datetime, Trace]], now: Mapping[str, Any]) -> Iterator[Stretch]:
    value = dict(now)
    until: datetime | None = None
    for moment, trace in past:
        if until is not None and value != now:
            yield EVER if trace.before is None else moment, until
        if trace.before is None:
            return
        value |= {name: old for name, old in trace.before.items() if name in now}
        until = moment


def concerns(finding: Finding, stop: Stop) -> bool:
    """Say whether a finding is about a stop: it names the stop, or no stop but its roadshow."""
    stops = finding.at("stop")
    if stops:
        return any(place.id == stop.id for place in stops)
    return any(place.id == stop.roadshow_id for place in finding.at("roadshow"))


def _nouns(store: Store, stops: Sequence[Stop], live: Sequence[str], only: Stop | None) -> Iterator[Noun]:
    yield from stops
    sessions = tuple(_among(store, Session, "stop_id", live))
    yield from sessions
    parts = tuple(_among(store, Part, "session_id", [session.id for session in sessions]))
    yield from parts
    crew = tuple(_among(store, Invitation, "stop_id", live, Query(Invitation).among("role", CREW)))
    yield from crew
    people = {part.person_id for part in parts} | {invitation.person_id for invitation in crew}
    yield from _among(store, Person, "id", sorted(people))
    yield from _among(store, Booking, "stop_id", live)
    if only is None:
        for kind in (Roadshow, Venue, Room, Task):
            yield from _all(store, kind)
        return
    venues = sorted({stop.venue_id for stop in stops if stop.venue_id})
    yield from _among(store, Venue, "id", venues)
    rooms = {session.room_id for session in sessions if session.room_id}
    yield from _among(store, Room, "venue_id", venues)
    yield from _among(store, Room, "id", sorted(rooms))
    yield from store.each(Query(Task, order=("n",), limit=None).where(stop_id=only.id))
    roadshow = store.get(Roadshow, only.roadshow_id)
    if roadshow is not None:
        yield roadshow


def _all(store: Store, kind: type[N]) -> Iterator[N]:
    return store.each(Query(kind, order=("n",), limit=None))


def _among(
    store: Store, kind: type[N], column: str, values: Sequence[str], query: Query[N] | None = None
) -> Iterator[N]:
    base = (query or Query(kind)).by("n").page(None)
    for start in range(0, len(values), AT_ONCE):
        yield from store.each(base.among(column, tuple(values[start : start + AT_ONCE])))
