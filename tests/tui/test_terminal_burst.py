"""A whole burst in one write, as from a slow line, a paste or quick fingers: every key does what it was meant for."""

import pytest
from screens import example, opener

from roadshow.api import Person, Query, Session

pytest.importorskip("pty")

from terminals import Terminal


def names(path):
    with opener(path)() as office:
        return {person.name for person in office.store.each(Query(Person, limit=None))}


def burst(path, keys, *arguments, size=(100, 30)):
    """Write all keys at once as soon as the first picture stands; the last of them leaves."""
    terminal = Terminal("-w", str(path), *arguments, size=size)
    terminal.until("Crooswijk")
    terminal.type(keys + "q")
    assert terminal.ended() == 0
    terminal.restored()


def test_a_name_typed_at_once_behind_the_key_that_asks_for_it_is_that_name(tmp_path):
    path = example(tmp_path)
    before = names(path)
    burst(path, "3nXanti Quuxdijk\r")
    assert names(path) == before | {"Xanti Quuxdijk"}


def test_one_name_after_another_without_a_pause(tmp_path):
    path = example(tmp_path)
    before = names(path)
    several = {f"Nieuw Mens{letter}" for letter in "abcdef"}
    burst(path, "3" + "".join(f"n{name}\r" for name in sorted(several)))
    assert names(path) == before | several


def test_what_follows_a_filter_is_done_to_what_the_filter_found(tmp_path):
    path = example(tmp_path)
    before = names(path)
    gone = next(name for name in sorted(before) if "Soumaya" in name)
    burst(path, f"3/{gone.lower()}\rx")
    assert before - names(path) == {gone}


def test_a_place_typed_in_the_line_for_going_takes_the_next_keys(tmp_path):
    path = example(tmp_path)
    before = names(path)
    burst(path, ":people\rnXanti Quuxdijk\r:people soumaya\rx")
    after = names(path)
    assert "Xanti Quuxdijk" in after
    assert len(before - after) == 1
    assert "Soumaya" in next(iter(before - after))


def test_the_palette_takes_what_is_typed_before_it_stands(tmp_path):
    path = example(tmp_path)
    before = names(path)
    burst(path, "3\x10Add somebody\rXanti Quuxdijk\r")
    assert names(path) - before == {"Xanti Quuxdijk"}


def test_a_cell_is_edited_with_the_first_keys_on_a_list_that_was_never_shown(tmp_path):
    path = example(tmp_path)
    with opener(path)() as office:
        first = next(iter(office.store.each(Query(Person, limit=1))))
    burst(path, "3eDe Buurtkamer\r")
    with opener(path)() as office:
        assert office.store.get(Person, first.id).organisation == "De Buurtkamer"


def test_a_session_is_typed_at_once_behind_the_key(tmp_path):
    path = example(tmp_path)
    burst(path, "4n21:00 30m Napraten\r")
    with opener(path)() as office:
        titles = [row.title for row in office.store.each(Query(Session, limit=None, order=("n",)))]
        assert "Napraten" in titles
