"""An update draws only what shows: whatever it leaves out must not be missing on the screen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from screens import example, play, press
from textual._compositor import Compositor
from textual.geometry import Region

from roadshow.tui.engine.compositor import FrugalCompositor

SIZE = (100, 30)
REGIONS = st.lists(
    st.builds(Region, st.integers(0, 99), st.integers(0, 29), st.integers(1, 100), st.integers(1, 30)), min_size=1
)


def written(compositor, kind, regions):
    """Return what an update of these places writes, cell by cell."""
    cells = {}
    screen = compositor.size.region
    crop = Region.from_union(regions).intersection(screen)
    spans = list(compositor._regions_to_spans([one.intersection(screen) for one in regions]))
    chops = kind._render_chops(compositor, crop, {y for y, _x, _end in spans}.__contains__)
    for y, begin, end in spans:
        for x, strip in chops[y].items():
            at = x
            for segment in strip or ():
                for sign in segment.text:
                    if begin <= at < end:
                        cells[at, y] = (sign, segment.style)
                    at += 1
    return cells


@pytest.mark.parametrize("area", ["programme", "guests", "agenda", "venues"])
def test_an_update_of_any_places_writes_what_textual_would(tmp_path, area):
    async def story(pilot, app):
        await press(pilot, "down", "tab")
        compositor = app.screen._compositor
        assert isinstance(compositor, FrugalCompositor)

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(REGIONS)
        def same(regions):
            assert written(compositor, FrugalCompositor, regions) == written(compositor, Compositor, regions)

        same()

    play(example(tmp_path), story, area, SIZE)


def test_what_is_covered_or_beside_the_change_is_not_asked_for_its_lines(tmp_path):
    async def story(_pilot, app):
        compositor = app.screen._compositor
        asked = []
        for widget in compositor.visible_widgets:
            real = widget.render_lines
            widget.render_lines = lambda crop, widget=widget, real=real: asked.append(widget) or real(crop)
        rows = app.screen.query_one("#rows")
        x, y, width, _height = rows.region
        compositor._render_chops(Region(x, y + 3, width, 1), {y + 3}.__contains__)
        assert asked == [rows]

    play(example(tmp_path), story, "guests", SIZE)
