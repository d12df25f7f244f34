"""The checker on the screen: once for each state of the workspace, in a process of its own where there is one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from roadshow.api import Edit, Gap, Office, Sifted, Stop
from roadshow.tui.behind.bench import Bench
from roadshow.tui.behind.outpost import Outpost

T = TypeVar("T")
P = ParamSpec("P")
PATIENCE = 1.0
"""Seconds without a change before the findings are counted again."""


class Watch:
    """What the checker finds."""

    def __init__(self, opener: Callable[[], Office], *, outpost: Outpost | None = None) -> None:
        self._outpost = outpost
        self._bench = Bench(opener, "checking")
        self._known: tuple[int, date, Sifted] | None = None
        self._gaps: tuple[int, date, Mapping[str, tuple[Gap, ...]]] | None = None

    async def ask(self, read: Callable[[Office], T]) -> T:
        """Do something in the checker's thread; the screen goes on meanwhile."""
        return await self._bench.run(read)

    async def sifted(self) -> Sifted:
        """Return the findings of the workspace as it is now. Raises RoadshowError for settings that cannot be read."""
        return await self.ask(self.check)

    def check(self, office: Office) -> Sifted:
        """Check, in the checker's thread, where anything changed since the last time."""
        number, today = office.store.last_number(), office.clock().astimezone().date()
        if self._known is None or self._known[:2] != (number, today):
            self._known = (number, today, self._asked(office, findings, today))
        return self._known[2]

    async def readiness(self) -> Mapping[str, tuple[Gap, ...]]:
        """Return what each stop to come still lacks, by id. Raises RoadshowError for settings that cannot be read."""
        return await self.ask(self.look)

    def look(self, office: Office) -> Mapping[str, tuple[Gap, ...]]:
        """Look, in the checker's thread, where anything changed; what is found counts for the findings too."""
        number, today = office.store.last_number(), office.clock().astimezone().date()
        if self._gaps is None or self._gaps[:2] != (number, today):
            sifted, gaps = self._asked(office, findings_and_gaps, today)
            self._known = (number, today, sifted)
            self._gaps = (number, today, gaps)
        return self._gaps[2]

    async def aftermath(self, edits: tuple[Edit, ...], stop: Stop) -> str:
        """Say in one line what a saved change to a stop brought about, empty where nothing. Raises as `sifted` does."""
        return await self.ask(lambda office: self._asked(office, aftermath, edits, stop))

    def renew(self) -> None:
        """Check anew with other settings, as soon as somebody asks."""
        self._bench.renew(self._forget)

    def close(self) -> None:
        """Let go of the workspace; what is still looked for is given up."""
        if self._outpost is not None:
            self._outpost.close()
        self._bench.close()

    def _forget(self) -> None:
        self._known = self._gaps = None
        if self._outpost is not None:
            self._outpost.renew()

    def _asked(self, office: Office, work: Callable[Concatenate[Office, P], T], *given: P.args, **named: P.kwargs) -> T:
        if self._outpost is not None:
            return self._outpost.call(work, *given, **named)
        return work(office, *given, **named)


def findings(office: Office, today: date) -> Sifted:
    """Check everything."""
    from roadshow.api import Checkup  # noqa: PLC0415  the rules are no part of the first picture

    return Checkup(office, today).findings()


def findings_and_gaps(office: Office, today: date) -> tuple[Sifted, Mapping[str, tuple[Gap, ...]]]:
    """Check everything, and say what each stop to come still lacks."""
    from roadshow.api import Checkup, all_gaps  # noqa: PLC0415  as above

    checkup = Checkup(office, today)
    sifted = checkup.findings()
    return sifted, all_gaps(checkup, sifted.open)


def aftermath(office: Office, edits: tuple[Edit, ...], stop: Stop) -> str:
    """Say what these edits brought about."""
    from roadshow.api import brought_about, in_a_line  # noqa: PLC0415  as above

    return in_a_line(brought_about(office, edits, stop))
