"""The office at work: one store, one author, changes done, taken back and done again, and told to plugins."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from roadshow.domain.changes import Change, Entry, Pen, Phrase, Turn
from roadshow.domain.errors import BadInputError, NotFoundError
from roadshow.domain.ids import new_id
from roadshow.domain.wording import N_, _, spoken
from roadshow.settings.clock import moment
from roadshow.settings.layers import Settings

if TYPE_CHECKING:
    from roadshow.domain.nouns import Noun
    from roadshow.domain.papers import Notice
    from roadshow.office.fence import Sent, Strikes
    from roadshow.office.plugins import Plugins
    from roadshow.office.programme import LiveProgramme
    from roadshow.store.base import Store

Clock = Callable[[], datetime]
WORDED = frozenset({"state", "role", "channel", "status"})
"""Values in labels that are words of ours."""
TOLD_AT_MOST = 2000
"""Edits up to which plugins are told which stops a change touched; a larger one is an import or a load."""


class Office:
    """An open workspace and what may be done with it. Notices of plugins gather in `notices`.

    `saved` is the last change that was saved here. `waits` is how many seconds a change waits for plugins that are told
    of it; those that take longer are heard by `gather`. None waits for all of them, up to their limit. `backups` is the
    folder of backups where the settings name none; None makes none.
    """

    def __init__(
        self,
        store: "Store",
        settings: Settings,
        *,
        author: Callable[[], str],
        clock: Clock = moment,
        own_templates: tuple[Path, ...] = (),
        extra_plugins: dict[str, Any] | None = None,
        strikes: "Strikes | None" = None,
        backups: Path | None = None,
    ) -> None:
        self.store = store
        self.settings = settings
        self._author = author
        self.clock = clock
        self.notices: list[Notice] = []
        self._own_templates = own_templates
        self._extra_plugins = extra_plugins
        self._strikes = strikes
        self._plugins: Plugins | None = None
        self.backups = backups
        self._kept_day: date | None = None
        self._told: list[Sent] = []
        self.saved: Entry | None = None
        self.waits: float | None = None

    @property
    def plugins(self) -> "Plugins":
        """The plugins that are on; found when first asked for."""
        if self._plugins is None:
            from roadshow.office.plugins import Plugins  # noqa: PLC0415  listing stops needs no plugins

            self._plugins = Plugins(self.settings.core.disabled, self._extra_plugins, strikes=self._strikes)
        return self._plugins

    @property
    def author(self) -> str:
        """Who signs changes."""
        return self._author()

    def pen(self) -> Pen:
        """Return what verbs write with: this author, now, and fresh ids."""
        return Pen(self.author, self.clock(), new_id)

    def do(self, change: Change) -> Entry | None:
        """Save a change and tell the plugins; None where it would change nothing."""
        if change.edits == ():
            return None
        self._keep_daily()
        self.saved = entry = self.store.commit(change)
        self._announce(entry)
        return entry

    def keep(self, reason: str) -> None:
        """Make a backup before something large; one that cannot be made is told and stops nothing."""
        if self.backups is not None and not self.settings.core.read_only:
            from roadshow.office.backups import kept  # noqa: PLC0415  most changes are small

            self.notices += kept(self, reason)

    def _keep_daily(self) -> None:
        """Make a backup before the first change of a day."""
        day = self.clock().astimezone().date()
        if self.backups is None or self._kept_day == day:
            return
        self._kept_day = day
        last = self.store.last_moment()
        if last is not None and last.astimezone().date() != day:
            self.keep("daily")

    def undo(self, number: int | None = None) -> Entry:
        """Take back a change, the newest that still stands where none is named."""
        entry = self.store.to_undo() if number is None else self._entry(number)
        if entry is None:
            raise NotFoundError(_("There is nothing to undo."), _('See "roadshow log".'))
        if entry.turn is Turn.NOTE:
            raise BadInputError(
                _("Change {number} notes what happened, and that cannot be taken back.").format(number=entry.number),
                _("The files are outside the program: throw them away yourself.")
                if entry.label.text.startswith("Exported")
                else _("What was let go then is not kept anywhere, so it cannot come back."),
            )
        turn = Turn.UNDO if entry.turn is not Turn.UNDO else Turn.REDO
        return self._reverse(entry, turn)

    def redo(self) -> Entry:
        """Do again what was taken back last."""
        entry = self.store.to_redo()
        if entry is None:
            raise NotFoundError(_("There is nothing to redo."), _("Only what was just undone can be done again."))
        return self._reverse(entry, Turn.REDO)

    def programme(self, stop_ids: Iterable[str], going: Callable[[int, int], None] | None = None) -> "LiveProgramme":
        """Return these stops as plugins read them."""
        return self._programme(self.store, tuple(stop_ids), going)

    def _programme(
        self, store: "Store", stop_ids: tuple[str, ...], going: Callable[[int, int], None] | None = None
    ) -> "LiveProgramme":
        from roadshow.office.programme import LiveProgramme  # noqa: PLC0415  only what talks to plugins needs it
        from roadshow.office.templates import Templates  # noqa: PLC0415  as above

        return LiveProgramme(
            store,
            stop_ids,
            plugins=self.plugins,
            templates=Templates(self._own_templates),
            language=spoken(),
            author=self.author,
            moment=self.clock(),
            going=going,
        )

    def close(self) -> None:
        """Let go of the workspace."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _entry(self, number: int) -> Entry:
        entry = self.store.entry(number)
        if entry is None:
            raise NotFoundError(_("There is no change {number}.").format(number=number), _('See "roadshow log".'))
        return entry

    def _reverse(self, entry: Entry, turn: Turn) -> Entry:
        from roadshow.planning.undoing import reversal  # noqa: PLC0415  most commands take nothing back

        pen = self.pen()
        text = N_("Undone: {label}") if turn is Turn.UNDO else N_("Done again: {label}")
        label = Phrase(text, {"label": said(first_of(self.store, entry).label)})
        traces = self.store.traces(entry.number, backwards=True)
        edits = reversal(traces, self._current)
        self._keep_daily()
        change = Change(pen.new_id(), label, pen.author, pen.moment, edits, turn, entry.number)
        self.saved = made = self.store.commit(change)
        self._announce(made)
        return made

    def _current(self, kind: str, noun_id: str) -> "Noun | None":
        from roadshow.domain.kinds import KINDS  # noqa: PLC0415  as above

        return self.store.get(KINDS[kind], noun_id)

    def gather(self, wait: float = 0) -> None:
        """Take in what plugins left for the planner; wait so many seconds at most for those that are told of a change."""
        until = monotonic() + wait
        self._told = [sent for sent in self._told if not self._heard(sent, max(0, until - monotonic()))]
        self.notices += self.plugins.notices
        self.plugins.notices.clear()

    def _announce(self, entry: Entry) -> None:
        stops = tuple(self._touched_stops(entry)) if entry.edits <= TOLD_AT_MOST else ()
        if not stops:
            return
        fence = self.plugins.fence
        for plugin, function, wanted in self.plugins.asked("announce"):
            if not fence.strikes.are_out(plugin):
                self._told.append(fence.send(plugin, "announce", partial(self._tell, function, wanted, stops, entry)))
        self.gather(fence.limits.told if self.waits is None else self.waits)

    def _tell(
        self, function: Callable[..., Any], wanted: tuple[str, ...], stops: tuple[str, ...], entry: Entry
    ) -> "list[Notice]":
        from roadshow.office.offered import checked_notices  # noqa: PLC0415  as above

        with self.store.again() as store:  # a connection belongs to the thread that opened it
            given = {"programme": self._programme(store, stops), "entry": entry}
            return checked_notices(function(*(given[name] for name in wanted)) or ())

    def _heard(self, sent: "Sent", wait: float) -> bool:
        is_over, notices = self.plugins.fence.received(sent, wait)
        self.notices += notices or ()
        return is_over

    def _touched_stops(self, entry: Entry) -> set[str]:
        from roadshow.domain.asking import Query  # noqa: PLC0415
        from roadshow.domain.tour import Stop  # noqa: PLC0415

        stops: set[str] = set()
        for trace in self.store.traces(entry.number):
            if trace.kind == "stop" and trace.after is not None:
                stops.add(trace.id)
            elif trace.kind == "venue":
                stops |= {stop.id for stop in self.store.each(Query(Stop, limit=None).where(venue_id=trace.id))}
        return stops


def first_of(store: "Store", entry: Entry) -> Entry:
    """Return the change that this one takes back or does again, however often it went to and fro."""
    while entry.reverses is not None:
        former = store.entry(entry.reverses)
        if former is None:
            return entry
        entry = former
    return entry


def said(phrase: Phrase) -> str:
    """Say a label in the language in use; the names of fields and states in it become words."""
    values = {name: _(str(held)) if name in WORDED and held else held for name, held in phrase.values.items()}
    if "fields" in values:
        from roadshow.domain.fieldwords import field_word  # noqa: PLC0415  few labels name fields

        values["fields"] = ", ".join(field_word(name) for name in str(values["fields"]).split(", "))
    return _(phrase.text).format_map(_Kept(values))


class _Kept(dict[str, str | int]):
    """Values of a phrase; one that is missing shows as its name, since an old journal may lack it."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"
