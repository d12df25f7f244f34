"""A table for a spreadsheet: nothing in it is a formula, in wide signs neither."""

import pytest

from roadshow.api import table_bytes, visible


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1-1", "-a", "@a", "＝1+1", "＋1", "－1", "＠a", " =1", "'=1"])
def test_a_cell_that_would_be_calculated_gets_an_apostrophe(text):
    assert f"'{text}" in b"".join(table_bytes(("a",), [(text,)])).decode("utf-8-sig")


def test_signs_that_nobody_sees_say_nothing_on_a_terminal():
    assert visible("Jan\U000e0041\U000e007f Jansen") == "Jan Jansen"


@pytest.mark.parametrize("text", ["+31 6 12345678", "-5", "+3,5", "a=1", "'t Hof", "", "- "])
def test_what_is_only_a_number_or_a_word_stays_as_it_is(text):
    assert f"\r\n{text}\r\n" in b"".join(table_bytes(("a",), [(text,)])).decode("utf-8-sig").replace('""', "")
