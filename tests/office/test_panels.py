"""Panels of plugins: what they may show, about what, and that one that fails stops nobody."""

from types import SimpleNamespace

import pytest
import roadshow_signin

from roadshow.api import Panel, Person, Query, Stop, Weight, attending, hookimpl, panels
from roadshow.testing import check_panels, open_plan, sure


def answering(answer):
    return SimpleNamespace(panels=hookimpl(answer))


def opened(tmp_path, **plugins):
    return open_plan(tmp_path / "plan.roadshow", plugins=plugins)


def stop_of(office) -> Stop:
    return next(office.store.each(Query(Stop, limit=1)))


def sara(office) -> Person:
    return sure(next((one for one in office.store.each(Query(Person)) if one.given == "Sara"), None))


def test_a_plugin_is_asked_about_a_stop_a_person_and_the_whole(tmp_path) -> None:
    """A panel of a stop on the page of a person, or of every stop on that of one, would tell the planner nonsense."""
    asked = []

    def answer(programme, about):
        asked.append((about, [visit.stop.slug for visit in programme.visits()]))
        return [Panel("Coffee", (("cups", "12"), "Order early."))]

    with opened(tmp_path, coffee=answering(answer)) as office:
        stop, person = stop_of(office), sara(office)
        for about in (stop, person, None):
            assert ("coffee", Panel("Coffee", (("cups", "12"), "Order early."))) in panels(office, about)
    assert asked == [(stop, ["crooswijk"]), (person, ["crooswijk"]), (None, ["crooswijk"])]


def test_the_heaviest_panel_stands_first(tmp_path) -> None:
    """A warning below the fold is not read."""
    several = [Panel("plain"), Panel("hint", (), Weight.HINT), Panel("block", (), Weight.BLOCK)]
    with opened(tmp_path, several=answering(lambda: several)) as office:
        titles = [shown.panel.title for shown in panels(office, None)]
    assert titles == ["block", "hint", "plain"]


@pytest.mark.parametrize(
    "wrong",
    [[("no", "panel")], [Panel("", ())], [Panel("x", ((1, 2),))], [Panel("x", "text")], [Panel("x", (), "heavy")], 7,
     [Panel("x", (("one",),))]],
)  # fmt: skip
def test_what_is_no_panel_is_a_notice_with_the_plugin_and_the_others_are_shown(tmp_path, wrong) -> None:
    """One sloppy plugin would take the screen down, or take the panels of the others with it."""
    with opened(tmp_path, bad=answering(lambda: wrong), good=answering(lambda: [Panel("Good")])) as office:
        assert [shown.plugin for shown in panels(office, None)] == ["good"]
        assert "bad" in office.notices[0].message
        assert office.plugins.notices == []


def test_one_that_raises_while_it_makes_its_panels_is_behind_the_fence_too(tmp_path) -> None:
    """A generator fails only when it is read, which is after the hook has returned."""

    def answer(about):
        yield Panel("First")
        raise ZeroDivisionError(about)

    with opened(tmp_path, bad=answering(answer)) as office:
        assert panels(office, None) == ()
        assert "ZeroDivisionError" in office.notices[0].message


def test_a_plugin_that_never_ends_is_cut(tmp_path) -> None:
    """An endless answer would hold the thread for ever."""

    def answer():
        while True:
            yield Panel("More", tuple(str(number) for number in range(1000)))

    with opened(tmp_path, endless=answering(answer)) as office:
        found = panels(office, None)
    assert len(found) == 8
    assert all(len(shown.panel.lines) == 40 for shown in found)


def test_our_own_panel_counts_who_came(office) -> None:
    """The planner would read at the door of one stop what was noted at another, or names on a shared screen."""
    stop, person = stop_of(office), sara(office)
    assert check_panels(roadshow_signin.panels, office) == []
    pen = office.pen()
    for counter, who in ((1, {"person_id": person.id}), (2, {"walk_in": "Piet Jansen"})):
        office.do(attending.sign_in(pen, stop, "A", counter, **who))
    beside_stop, beside_person = check_panels(roadshow_signin.panels, office)
    assert dict(beside_stop.lines) == {"came in": "2", "still inside": "2", "not on the list": "2", "tables": "A 2"}
    assert beside_person.lines == ("came to 1 stop", ("2027-04-13", "Samen in Crooswijk"))
    assert "Piet" not in str(beside_stop)
