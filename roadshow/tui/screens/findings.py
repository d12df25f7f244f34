"""What the checker found: grouped by stop, worst first; jump to the place, or waive with a reason."""

import os
from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from roadshow.api import N_, Change, Office, Query, Sifted, Stop, Weight, _, ngettext, waiving
from roadshow.tui import settled
from roadshow.tui.areas import AREAS
from roadshow.tui.keys import Act, bound, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation import findings
from roadshow.tui.presentation.cells import cell
from roadshow.tui.presentation.findings import FindingRow
from roadshow.tui.screens.asking import ask_until
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.screens.lists import ListScreen
from roadshow.tui.screens.offering import offer_places
from roadshow.tui.screens.settling import settle
from roadshow.tui.sources.steady import SteadySource
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.columns import Column
from roadshow.tui.widgets.listing import Listing
from roadshow.tui.widgets.rows import Rows
from roadshow.tui.work.leading import ABOUT_WAITING, place_of

COLUMNS = (
    Column("where", N_("Where"), findings.where, ("where",), least=22, share=2, most=50),
    Column("weight", N_("Weight"), findings.weight, ("weight",), least=8, share=1, most=14),
    Column("why", N_("What was found"), findings.why, ("why",), least=30, share=8, most=200),
    Column("code", N_("Rule"), findings.code, ("code",), least=16, rank=3),
)


class FindingsScreen(ListScreen):
    """The findings of all that is still to come."""

    NAME = "findings"
    CSS_PATH = "findings.tcss"
    BINDINGS: ClassVar = bound(
        Act("findings.jump", "lead", N_("go there"), N_("Go to where this can be mended")),
        Act("findings.offer", "offer", "", N_("Offer the places of this finding to who is next on the waiting list")),
        Act("findings.waive", "waive", N_("waive"), N_("Let these findings be, for a reason")),
        Act("findings.again", "again", N_("bring back"), N_("Show this finding again: take its waiver away")),
        Act("findings.weight", "weight", N_("weight"), N_("Say how much this rule matters: block, warn, hint or off")),
        Act("findings.waived", "waived", N_("show waived"), N_("Show what was waived as well, or leave it out")),
    )

    def body(self) -> ComposeResult:
        """Yield the list, and one finding in full."""
        self._every = False
        self._sifted = Sifted((), (), ())
        self._source: SteadySource[FindingRow] = SteadySource(
            self.desk.watch,
            COLUMNS,
            self._load,
            lambda row: row.finding.mark,
            findings.words,
            empty=N_("Nothing was found: all is well."),
            sorts={
                "where": lambda row: (row.stop is not None, row.stop.start.isoformat() if row.stop else ""),
                "weight": lambda row: (row.waiver is not None, list(Weight).index(row.finding.weight)),
            },
            count=findings.counted,
        )
        self.listing = Listing(self._source)
        self.listing.filter.placeholder = _("/ to filter: a stop, a word, a rule, block, warn, hint")
        self._finding = Blocks(id="finding")
        self._finding.can_focus = False
        with Container(id="sides"):
            yield self.listing
            yield self._finding

    def arrive(self, place: Place) -> None:
        """Show the list, with the cursor on a finding."""
        self.heading.show(_("Findings"))
        if place.text:
            self.listing.text = place.text
        if place.row:
            self.listing.ask(self._source.number(place.row))
        self.listing.rows.focus()

    def here(self) -> Place:
        """Return the filter and the finding under the cursor."""
        row = self.listing.rows.row
        return Place("findings", text=self.listing.text, row=row.finding.mark if row else "")

    def menu(self) -> tuple[Option, ...]:
        """Offer what can be done with findings."""
        return (
            Option("g", _("Go there"), "screen.lead"),
            Option("p", _("Offer places to who is next"), "screen.offer"),
            Option("w", _("Waive, for a reason …"), "screen.waive"),
            Option("b", _("Bring back"), "screen.again"),
            Option("t", _("How much this rule matters …"), "screen.weight"),
        )

    def who(self, count: int) -> str:
        """Return how many findings."""
        return ngettext("{count} finding", "{count} findings", count).format(count=count)

    def on_rows_opened(self, event: Rows.Opened) -> None:  # type: ignore[override]
        """Go there, in place of the menu."""
        event.prevent_default()
        self.action_lead()

    def on_rows_moved(self) -> None:
        """Show the finding under the cursor."""
        self._show()

    def on_listing_answered(self) -> None:
        """Show the finding that is under the cursor now."""
        self._show()

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show()

    def action_lead(self) -> None:
        """Go to where it can be mended."""
        row = self.listing.rows.row
        if row is not None:
            self.journey.go(place_of(row.finding, self.desk.office))

    def action_offer(self) -> None:
        """Offer what is free at the stop of this finding."""
        row = self.listing.rows.row
        if row is not None and row.finding.code in ABOUT_WAITING and row.stop is not None:
            offer_places(self, row.stop)
        else:
            self.tell(_("This finding is not about a waiting list."))

    def action_waive(self) -> None:
        """Ask for a reason, and let them be."""
        rows = self._source.rows(self.listing.rows.chosen())
        if not rows:
            return
        waivers = [*(waiver for _finding, waiver in self._sifted.waived), *self._sifted.idle]

        def reasoned(reason: str) -> bool:
            said = _("{what} waived").format(what=self.who(len(rows)))
            done = self.run(
                lambda office: _joined(
                    office,
                    [waiving.waive(office.pen(), row.finding, reason, waivers) for row in rows],
                    N_("Findings waived"),
                ),
                said,
            )
            if done:
                self.listing.rows.action_mark_none()
            return done

        title = _("Why may this stay as it is?") + "  " + (cell(rows[0].finding.why).text if len(rows) == 1 else "")
        ask_until(self, title.strip(), reasoned, hint=_("The door between the rooms stands open."))

    def action_again(self) -> None:
        """Take waivers away."""
        waivers = [row.waiver for row in self._source.rows(self.listing.rows.chosen()) if row.waiver is not None]
        if not waivers:
            self.tell(_("This finding is not waived."))
            return
        self.run(
            lambda office: _joined(
                office,
                [waiving.bring_back(office.pen(), waiver) for waiver in waivers],
                N_("Findings no longer waived"),
            )
        )

    def action_weight(self) -> None:
        """Ask how much a rule matters, in this plan and all others of this user."""
        row = self.listing.rows.row
        rule = settled.rule_row(self.desk.office, row.finding.code) if row is not None else None
        if rule is None:
            return
        options = [Option(word[0], findings.weight_said(word), word) for word in settled.CHOICES]
        now = _("Now: {weight}. Shipped: {shipped}.").format(
            weight=findings.weight_said(rule.setting.value), shipped=findings.weight_said(rule.entry.default)
        )

        def chosen(word: str | None) -> None:
            if word is not None:
                said = _("“{rule}”: {weight}.").format(rule=_(rule.entry.meaning), weight=findings.weight_said(word))
                settle(
                    self,
                    lambda losing: settled.write(rule, word, os.environ, losing=losing),
                    lambda path: self._weighed(f"{said} " + _("Written to {path}.").format(path=path)),
                )

        self.app.push_screen(Choice(_(rule.entry.meaning), options, lines=[now]), chosen)

    def _weighed(self, said: str) -> None:
        self.tell(said)
        self.refreshed()
        self.count_findings()

    def action_waived(self) -> None:
        """Show what was waived as well, or not."""
        self._every = not self._every
        self.listing.ask()

    def _load(self, office: Office) -> Sequence[FindingRow]:
        """Check, in the checker's own thread."""
        sifted = self.desk.watch.check(office)
        self._sifted = sifted
        stops = {stop.id: stop for stop in office.store.each(Query(Stop, order=("start",), limit=None))}
        return findings.rows(sifted, stops, waived=self._every)

    def _show(self) -> None:
        row = self.listing.rows.row
        self._finding.show(findings.detail(row, self._finding.size.width - 3, self._lead(row)) if row else [])

    def _lead(self, row: FindingRow) -> str:
        """Say which key leads where this is mended."""
        area = AREAS[place_of(row.finding, self.desk.office).area]
        return _("{key}: go there, {area}").format(key=shown(self.app_keys("findings.jump")), area=_(area.title))


def _joined(office: Office, changes: Sequence[Change], text: str) -> Change:
    if len(changes) == 1:
        return changes[0]
    return office.pen().change(text, tuple(edit for change in changes for edit in change.edits))
