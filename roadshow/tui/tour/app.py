"""The program with a guide above each screen. It looks at what happened, so it hears of keys and mouse alike."""

from typing import Any, ClassVar

from textual import events
from textual.binding import BindingType, Keymap
from textual.widgets import Input

from roadshow.api import N_, _
from roadshow.tui.app import RoadshowApp
from roadshow.tui.areas import Area
from roadshow.tui.behind.desk import Desk
from roadshow.tui.keys import Act, bound, shipped, shown
from roadshow.tui.places import Place
from roadshow.tui.presentation.tour import sentence
from roadshow.tui.screens.area import AreaScreen
from roadshow.tui.tour.steps import Tour
from roadshow.tui.widgets.band import Band

LOOK = 0.2
"""Seconds between two looks at what was done."""


class TourApp(RoadshowApp):
    """The program on the copy of the example, with the next step of the tour always in view."""

    BINDINGS: ClassVar[list[BindingType]] = bound(
        Act("tour.skip", "skip_step", "", N_("Go on with the next step of the tour"), strong=True),
    )

    def __init__(self, desk: Desk, start: Place, *, keymap: dict[str, str] | None = None, **named: Any) -> None:
        self._tour = Tour()
        self._bands: list[Band] = []
        self._keys: dict[str, str] = dict(shipped())
        super().__init__(desk, start, keymap=keymap, **named)
        self._tour.begin(desk.office)

    def on_mount(self) -> None:
        """Begin the tour, and look from time to time how far one is."""
        self._show_step()
        self.set_interval(LOOK, self.look_at_step)

    async def on_event(self, event: events.Event) -> None:
        """See how things stand before a key or a click changes it: who is quick is ahead of the first look."""
        if isinstance(event, events.Key | events.MouseDown):
            self.look_at_step()
        await super().on_event(event)

    def set_keymap(self, keymap: Keymap) -> None:
        """Take over other keys, in the words of the tour too."""
        super().set_keymap(keymap)
        self._keys = {**shipped(), **keymap}
        self._show_step()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no tour inside the tour."""
        return False if action == "tour" else super().check_action(action, parameters)

    def action_look_for_commands(self) -> None:
        """Offer no commands of plugins: the tour knows nothing of them."""

    def action_skip_step(self) -> None:
        """Go on with the next step."""
        self._tour.skip(self._desk.office)
        self._show_step()

    def on_band_clicked(self, event: Band.Clicked) -> None:
        """Do what was clicked in the band."""
        if event.name == "skip":
            self.action_skip_step()
        else:
            self.action_leave()

    def look_at_step(self) -> None:
        """Go on where the step was done."""
        place = self.here()
        over = type(self.screen).__name__ if len(self.screen_stack) > 1 else ""
        typing = isinstance(self.focused, Input)
        if place is not None and self._tour.look(self._desk.office, place, over, typing=typing):
            self._show_step()

    def _maker(self, area: Area) -> Any:
        make = super()._maker(area)

        def guided() -> AreaScreen:
            screen: AreaScreen = make()
            band = Band()
            self._bands.append(band)
            screen.above = (band,)
            self._show_on(band)
            return screen

        return guided

    def _show_step(self) -> None:
        for band in self._bands:
            self._show_on(band)

    def _show_on(self, band: Band) -> None:
        tour = self._tour
        step = tour.step
        keys = {name: self._key(act) for name, act in step.keys.items()}
        title = _("Tour {number}/{count}: {title}").format(number=tour.number, count=len(tour), title=_(step.title))
        if tour.praised:
            title = f"✓ {title}"
        words = [(_("{key} end").format(key=self._key("app.quit_now")), "leave")]
        if not tour.last:
            words.insert(0, (_("{key} skip").format(key=self._key("tour.skip")), "skip"))
        band.show(title, sentence(_(step.text), keys), words)

    def _key(self, act: str) -> str:
        return shown(self._keys[act].split(",")[0])
