"""What plugins see of the plan."""

from dataclasses import replace
from datetime import timedelta

from roadshow.api import Edit, Query, Session, SessionKind, Stop, new_id
from roadshow.testing import write_plan


def test_guests_see_no_setting_up_and_no_clearing_away(office) -> None:
    (stop,) = office.store.each(Query(Stop, limit=None))
    (inloop, *_rest) = office.store.each(Query(Session, order=("start",), limit=None))
    for title, start, kind in (
        ("Setting up", stop.doors - timedelta(minutes=45), SessionKind.OTHER),
        ("Clearing away", stop.end, SessionKind.OTHER),
        ("Childcare", stop.doors, SessionKind.OTHER),
        ("Too early by mistake", stop.doors - timedelta(minutes=10), SessionKind.TALK),
    ):
        write_plan(office, replace(inloop, id=new_id(), title=title, start=start, session_kind=kind))
    (visit,) = office.programme([stop.id]).visits()
    titles = {session.title for session in visit.open_sessions}
    assert titles == {"Inloop", "Casuïstiek", "Werkplaats", "Afsluiting", "Childcare", "Too early by mistake"}
    assert len(visit.sessions) == 8


def test_a_whole_roadshow_is_known_from_a_part_of_it(office) -> None:
    (stop,) = office.store.each(Query(Stop, limit=None))
    assert office.programme([stop.id]).is_whole(stop.roadshow_id)
    office.do(office.pen().change("x", (Edit(None, replace(stop, id=new_id(), slug="other")),)))
    assert not office.programme([stop.id]).is_whole(stop.roadshow_id)
