"""Every field of every noun has a word that a user can read."""

from dataclasses import fields

from roadshow.api import KINDS
from roadshow.domain.fieldwords import FIELD_WORDS, KIND_WORDS


def test_every_field_has_a_word_and_no_word_is_left_over() -> None:
    assert set(FIELD_WORDS) == {field.name for noun in KINDS.values() for field in fields(noun)}


def test_every_kind_has_a_word() -> None:
    assert set(KIND_WORDS) == set(KINDS)
