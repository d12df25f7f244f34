"""The program on a real terminal while its file is replaced, moved or thrown away: what it says when it has been left."""

import shutil

import pytest
from screens import example, opener

from roadshow.api import Edit, Person, Query, new_id

pytest.importorskip("pty")

from terminals import Terminal


def everybody(path):
    with opener(path)() as office:
        assert office.store.problems() == ()
        return str(list(office.store.each(Query(Person, limit=None))))


def put_over(path):
    draft = path.with_name("incoming.part")
    shutil.copy(path, draft)
    with opener(draft)() as office:
        office.do(office.pen().change("theirs", (Edit(None, Person(id=new_id(), given="Koekoek")),)))
    draft.replace(path)


def write_over(path):
    draft = path.with_name("incoming.part")
    shutil.copy(path, draft)
    with opener(draft)() as office:
        office.do(office.pen().change("theirs", (Edit(None, Person(id=new_id(), given="Koekoek")),)))
    path.write_bytes(draft.read_bytes())


def move(path):
    path.rename(path.with_name("elsewhere.roadshow"))


@pytest.mark.parametrize(("way", "word"), [(put_over, "replaced"), (write_over, "replaced"), (move, "moved")])
def test_what_was_saved_is_found_where_the_last_words_say(tmp_path, way, word):
    path = example(tmp_path)
    terminal = Terminal("-w", str(path))
    terminal.until("Crooswijk")
    terminal.type("3")
    terminal.until("Soumaya")
    terminal.type("e")
    terminal.until("as it was")
    terminal.type("Zwaluw\r")
    terminal.until("undoes")
    way(path)
    terminal.until("Leave")
    terminal.type("\x11")
    assert terminal.ended() == 4
    terminal.restored()
    said = terminal.after()
    assert f"was {word}" in said
    kept = path.with_name("elsewhere.roadshow") if way is move else next(path.parent.glob("*(kept*.roadshow"))
    assert kept.name in said
    assert "Zwaluw" in everybody(kept)
    assert way is move or "Koekoek" in everybody(path)
