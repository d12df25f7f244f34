"""The code of a sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from roadshow_signin.codes import check_letter, checked_code, sheet_code

from roadshow.api import BadInputError

digits = st.text("0123456789", min_size=5, max_size=5)


@given(digits, st.integers(0, 4), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_taken_for_another_list(code, place, digit):
    wrong = code[:place] + digit + code[place + 1 :]
    assert (check_letter(wrong) == check_letter(code)) == (wrong == code)


@given(digits, st.integers(0, 4), st.integers(0, 4))
def test_two_digits_exchanged_are_taken_for_another_list(code, one, other):
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    assert (check_letter("".join(signs)) == check_letter(code)) == (signs == list(code))


def test_a_list_with_other_rows_has_the_same_code():
    code = sheet_code("stop", ["a", "b"])
    assert code == sheet_code("stop", ["a", "b"])
    assert len({code, sheet_code("stop", ["b", "a"]), sheet_code("stop", ["a"]), sheet_code("other", ["a", "b"])}) == 4


@given(digits)
def test_a_code_as_people_type_it_is_refused(code):
    letter = check_letter(code)
    for typed in (f"{code}-{letter}", f" {code}{letter.lower()} ", f"{code} {letter}"):
        assert checked_code(typed) == f"{code}-{letter}"


@pytest.mark.parametrize("typed", ["", "12345", "1234-A", "x", "12345-Ä", "１２３４５-A"])
def test_what_is_no_code_is_accepted(typed):
    with pytest.raises(BadInputError):
        checked_code(typed)
