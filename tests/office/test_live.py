"""The office: changes are done, told, taken back and done again."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from roadshow.api import NotFoundError, Notice, Query, Stop, hookimpl, touring
from roadshow.testing import MOMENT, open_plan


def only_stop(office) -> Stop:
    (stop,) = office.store.each(Query(Stop, limit=None))
    return stop


def test_a_change_that_changes_nothing_is_not_saved(office) -> None:
    stop = only_stop(office)
    before = office.store.last_number()
    assert office.do(touring.amend(office.pen(), stop, title=stop.title)) is None
    assert office.store.last_number() == before


def test_undo_and_redo_go_all_the_way_and_say_so(office) -> None:
    stop = only_stop(office)
    office.do(touring.amend(office.pen(), stop, title="Other"))
    entry = office.undo()
    assert only_stop(office) == stop
    assert "Undone" in entry.label.text
    office.redo()
    assert only_stop(office).title == "Other"
    with pytest.raises(NotFoundError):
        office.redo()


def test_a_change_of_long_ago_can_be_taken_back_by_its_number(office) -> None:
    stop = only_stop(office)
    first = office.do(touring.amend(office.pen(), stop, title="Other"))
    office.do(touring.amend(office.pen(), only_stop(office), district="Elsewhere"))
    office.undo(first.number)
    assert (only_stop(office).title, only_stop(office).district) == (stop.title, "Elsewhere")
    with pytest.raises(NotFoundError):
        office.undo(999)


def test_plugins_are_told_after_the_change_is_saved_and_may_leave_a_notice(tmp_path) -> None:
    told = []

    def announce(programme, entry):
        told.append((entry.number, [visit.stop.title for visit in programme.visits()]))
        return [Notice("Seen.")]

    with open_plan(tmp_path / "p.roadshow", plugins={"ear": SimpleNamespace(announce=hookimpl(announce))}) as office:
        entry = office.do(touring.amend(office.pen(), only_stop(office), title="Other"))
        assert told == [(entry.number, ["Other"])]
        assert Notice("Seen.") in office.notices
        office.undo()
        assert told[-1][1] == ["Samen in Crooswijk"]


def test_a_plugin_that_fails_to_listen_cannot_veto(tmp_path) -> None:
    def announce(entry):
        raise ValueError(entry.number)

    with open_plan(tmp_path / "p.roadshow", plugins={"deaf": SimpleNamespace(announce=hookimpl(announce))}) as office:
        office.do(touring.amend(office.pen(), only_stop(office), title="Other"))
        assert only_stop(office).title == "Other"
        assert "deaf" in office.notices[0].message


def test_two_offices_on_one_file_one_wins_and_one_is_told(office, tmp_path) -> None:
    from roadshow.api import Edit, StaleError, open_office

    stop = only_stop(office)
    with open_office(tmp_path / "plan.roadshow", {"ROADSHOW_CONFIG": str(tmp_path)}, clock=lambda: MOMENT) as other:
        other.do(other.pen().change("x", (Edit(stop, replace(stop, title="Theirs")),)))
        with pytest.raises(StaleError):
            office.do(office.pen().change("x", (Edit(stop, replace(stop, title="Mine")),)))
    assert only_stop(office).title == "Theirs"
