"""A backup that is put back on the screen: a real terminal, and the workspace as it was when it comes back."""

from contextlib import closing

from screens import example
from terminals import Terminal

from roadshow.api import Query, addressing, open_office
from roadshow.domain.people import Person


def people(path):
    with closing(open_office(path)) as office:
        return office.store.count(Query(Person))


def test_a_backup_is_put_back_after_a_question_and_the_screen_comes_back(tmp_path):
    path = example(tmp_path)
    with closing(open_office(path)) as office:
        office.keep("load")
        office.do(addressing.add_person(office.pen(), given="Zomaar", surname="Iemand"))
    before = people(path)
    terminal = Terminal("-w", str(path))
    terminal.until("Crooswijk")
    terminal.type("7")
    terminal.until("added")
    terminal.type("r")
    terminal.until("before a plan file")
    terminal.type("1")
    terminal.until("Put it back")
    terminal.type("y")
    terminal.until("is put back")
    terminal.type("\x11")
    assert terminal.ended() == 0
    assert people(path) == before - 1
