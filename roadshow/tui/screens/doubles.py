"""Who may be there twice: pairs, both people side by side, and one person made of two, or the two told apart."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from roadshow.api import N_, Person, RoadshowError, _, doubles, likeness, merge_persons, told_apart, waiving
from roadshow.tui.behind.exporting import Running, StoppedError
from roadshow.tui.engine.modal import Modal
from roadshow.tui.keys import Act, bound
from roadshow.tui.presentation import doubles as words
from roadshow.tui.presentation.people import said_name
from roadshow.tui.presentation.under_way import under_way
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.screens.choice import Choice, Option
from roadshow.tui.widgets.blocks import Blocks
from roadshow.tui.widgets.footer import KeyLine
from roadshow.tui.widgets.line import Line

TICK = 0.2
LISTED = 200
"""Pairs that are listed; who put those together sees the next."""


class DoublesScreen(Modal[None]):
    """Pairs of people who may be one. With `pair`, only these two, by id."""

    CSS_PATH = "doubles.tcss"
    BINDINGS: ClassVar = bound(
        Act("doubles.merge", "merge", N_("make one"), N_("Make one person of these two; undo parts them again")),
        Act("doubles.apart", "apart", N_("not the same"), N_("They are two people: do not propose them again")),
        Act("doubles.swap", "swap", N_("other way"), N_("Let the other one stay, with the values that stand there")),
        Act("doubles.choose", "choose", "", N_("Keep the other value of this field")),
        Act("doubles.other", "other", N_("fields"), N_("To the fields, and back to the pairs")),
        Act("doubles.undo", "undo", N_("undo"), N_("Take back the last change")),
        Act("doubles.leave", "leave", N_("back"), N_("Back to where you were")),
    )

    def __init__(self, area: AreaScreen, pair: tuple[str, str] | None = None) -> None:
        super().__init__()
        self._area = area
        self._bench = area.desk.bench("doubles")
        self._asked = Running()
        self._found: list[likeness.Likeness] | None = None if pair is None else [likeness.Likeness(*pair, 0, ())]
        self._pairs: list[tuple[likeness.Likeness, Person, Person]] = []
        self._theirs: set[str] = set()
        self._swapped = False
        self._shown = ""
        self._less_sure = False

    def compose(self) -> ComposeResult:
        """How many, the pairs, why, the two beside each other, keys."""
        self._sum = Line(id="sum")
        self._list = Blocks(id="pairs")
        self._why = Static("", id="why", markup=False)
        self._fields = Blocks(once=True, id="fields")
        with Vertical(id="box"):
            yield Static(_("Who may be there twice"), id="title", markup=False)
            yield self._sum
            yield self._list
            yield self._why
            yield self._fields
            yield KeyLine()

    def on_mount(self) -> None:
        """Look for pairs, unless two people were given."""
        self._list.focus()
        if self._found is None:
            self.set_interval(TICK, self._tick)
            self._tick()
            self.run_worker(self._look(), group="doubles")
        else:
            self._fields.focus()
            self._show()

    def on_unmount(self) -> None:
        """Stop looking, and let the office go."""
        self._asked.stop()
        self._bench.close()

    def on_blocks_moved(self, event: Blocks.Moved) -> None:
        """Show another pair."""
        if event.blocks is self._list:
            self._show_pair()

    def on_blocks_chosen(self, event: Blocks.Chosen) -> None:
        """Go from a pair to its fields; of a field keep the other value."""
        event.stop()
        if event.blocks is self._list and event.key == words.LESS_SURE:
            self._less_sure = not self._less_sure
            self._show()
        elif event.blocks is self._list:
            self._fields.focus()
        else:
            self._turn(event.key)

    def on_blocks_widened(self) -> None:
        """Write the lines for another width."""
        self._show_list()
        self._show_fields()

    def on_blocks_menu_asked(self, event: Blocks.MenuAsked) -> None:
        """Offer what can be done with a pair."""
        event.stop()
        options = (
            Option("m", _("Make one person of these two"), "screen.merge"),
            Option("n", _("They are not the same"), "screen.apart"),
            Option("s", _("Let the other one stay"), "screen.swap"),
            Option("u", _("Take back the last change"), "screen.undo"),
        )

        async def chosen(action: str | None) -> None:
            if action:
                await self.run_action(action)

        self.app.push_screen(Choice(_("Who may be there twice"), options, at=(event.x, event.y)), chosen)

    def action_other(self) -> None:
        """Go from the pairs to the fields and back."""
        (self._fields if self._list.has_focus else self._list).focus()

    def action_choose(self) -> None:
        """Keep the other value of the field under the cursor."""
        self._turn(self._fields.key)

    def action_swap(self) -> None:
        """Let the other one stay; the values that were chosen stay chosen."""
        at = self._at()
        if at is not None:
            kept, gone = self._sides(at)
            self._theirs = set(likeness.merged(kept, gone).conflicts) - self._theirs
            self._swapped = not self._swapped
            self._show_fields()

    def action_merge(self) -> None:
        """Make one person of the two."""
        at = self._at()
        if at is None:
            return
        kept, gone = self._sides(at)
        theirs = frozenset(self._theirs)
        said = _("{name} is one person now").format(name=said_name(kept))
        if self._area.run(lambda office: merge_persons(office, kept, gone, theirs)[0], said):
            self._show()

    def action_apart(self) -> None:
        """Note that they are two people."""
        at = self._at()
        if at is None:
            return
        _pair, one, other = at
        said = _("{one} and {other} are not proposed again").format(one=said_name(one), other=said_name(other))
        if self._area.run(lambda office: waiving.tell_apart(office.pen(), one, other), said):
            self._show()

    async def action_undo(self) -> None:
        """Take back the last change, of here or of before."""
        await self._area.undo()
        self._show()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    def _turn(self, field: str) -> None:
        at = self._at()
        if at is not None and field in likeness.merged(*self._sides(at)).conflicts:
            self._theirs ^= {field}
            self._show_fields()

    def _at(self) -> tuple[likeness.Likeness, Person, Person] | None:
        key = self._list.key
        return next((at for at in self._pairs if f"{at[0].one} {at[0].other}" == key), None)

    def _sides(self, at: tuple[likeness.Likeness, Person, Person]) -> tuple[Person, Person]:
        _pair, one, other = at
        return (other, one) if self._swapped else (one, other)

    async def _look(self) -> None:
        running = self._asked
        try:
            self._found = await self._bench.run(lambda office: doubles(office.store, running.going, likeness.LESS_SURE))
        except StoppedError:
            return
        except RoadshowError as error:
            self._area.refuse(error)
            self.dismiss()
            return
        self._show()

    def _tick(self) -> None:
        if self._found is None:
            at = self._asked
            self._sum.show(under_way(_("Comparing"), at.done, at.total, at.spent, "esc"))

    def _show(self) -> None:
        """List the pairs that still stand: of the others one is gone, or they were told apart."""
        if self._found is None:
            return
        store = self._area.desk.office.store
        apart = told_apart(store)
        self._pairs, total = [], 0
        for pair in self._found:
            one, other = store.get(Person, pair.one), store.get(Person, pair.other)
            if one and other and one.id == pair.one and other.id == pair.other and {one.id, other.id} not in apart:
                total += 1
                if len(self._pairs) < LISTED:
                    self._pairs.append((pair, one, other))
        self._sum.show(words.counted(total, len(self._pairs)).long)
        self._show_list()
        self._shown = ""
        self._show_pair()

    def _show_list(self) -> None:
        self._list.show(words.pair_blocks(self._pairs, self._list.wide, less_sure=self._less_sure))

    def _show_pair(self) -> None:
        if self._list.key != self._shown or not self._pairs:
            self._shown = self._list.key
            self._theirs, self._swapped = set(), False
        at = self._at()
        if at is None:
            nobody = self._found is not None and not self._pairs
            self._why.update(_("Nobody seems to be there twice.") if nobody else "")
        else:
            self._why.update(words.reasons(at[1], at[2]))
        self._show_fields()

    def _show_fields(self) -> None:
        at = self._at()
        blocks = [] if at is None else words.field_blocks(*self._sides(at), self._theirs, self._fields.wide)
        self._fields.show(blocks)


def show_doubles(area: AreaScreen, pair: tuple[str, str] | None = None) -> None:
    """Show who may be there twice, or two people beside each other."""
    area.app.push_screen(DoublesScreen(area, pair))
