"""Another file at the path of the workspace that is open: the screen tells it, keeps what is typed, and leaves with the truth."""

import shutil

import pytest
from screens import example, opener, play, press, seen, settled, told, until

from roadshow.api import Edit, Person, Query, ReplacedError, new_id
from roadshow.store.sqlite import SqliteStore


def everybody(path):
    with SqliteStore(path) as store:
        assert store.problems() == ()
        return {str(person) for person in store.each(Query(Person, limit=None))}


def replaced(path):
    """Put a version with one person more over the workspace, as a client that synchronises does."""
    draft = path.with_name("incoming.part")
    shutil.copy(path, draft)
    with opener(draft)() as office:
        office.do(office.pen().change("theirs", (Edit(None, Person(id=new_id(), given="Theirs")),)))
    draft.replace(path)


def kept_beside(path):
    (kept,) = path.parent.glob("*(kept*.roadshow")
    return kept


def test_a_change_is_refused_the_text_stays_and_leaving_says_it_again(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        app.screen.listing.rows.focus()
        await press(pilot, "f2", *"Zwaluw", "enter")
        replaced(path)
        await press(pilot, "down", "f2", *"Merel", "enter")
        assert told(app).count("was replaced by another file") == 1
        assert "Merel" in seen(app), "what was typed must stay"
        await settled(pilot)

    with pytest.raises(ReplacedError) as leaving:
        play(path, story, "people")
    kept = kept_beside(path)
    assert leaving.value.kept == kept
    assert any("Zwaluw" in name for name in everybody(kept))
    assert any("Theirs" in name for name in everybody(path))
    assert not path.with_name(path.name + "-wal").exists()


def test_it_is_told_while_nobody_changes_anything(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        replaced(path)
        await until(pilot, lambda: "was replaced by another file" in told(app))

    with pytest.raises(ReplacedError):
        play(path, story)
    assert not any("Theirs" in name for name in everybody(kept_beside(path)))


def test_a_copy_of_an_open_workspace_has_what_was_saved_a_moment_ago(tmp_path):
    path = example(tmp_path)

    async def story(pilot, app):
        app.screen.listing.rows.focus()
        await press(pilot, "f2", *"Zwaluw", "enter")
        await until(pilot, lambda: path.with_name(path.name + "-wal").stat().st_size == 0)
        shutil.copy(path, tmp_path / "copy.roadshow")

    play(path, story, "people")
    assert any("Zwaluw" in name for name in everybody(tmp_path / "copy.roadshow"))
