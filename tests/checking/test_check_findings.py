"""Findings have an identity that outlives names, and waivers hold as long as it does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from roadshow.domain.errors import BadInputError
from roadshow.domain.findings import Finding, Place, Waiver, Weight, place_texts, sift, weight_from

MOMENT = datetime(2027, 1, 4, 9, tzinfo=UTC)
ROOM = Place("room", "k1", "Zaal")
ONE, OTHER = Place("session", "x1", "Deel 1"), Place("session", "x2", "Deel 2")
FINDING = Finding("room-double-booked", Weight.BLOCK, (ROOM, ONE, OTHER), "Zaal is taken twice.", "Move one.")


def waived(finding, reason):
    return Waiver(id="w1", code=finding.code, places=place_texts(finding), reason=reason, by="Noor", moment=MOMENT)


def test_names_sentences_weight_and_order_are_not_the_identity():
    """A waiver would lapse when somebody mends a typing error or changes the language."""
    same = Finding(FINDING.code, Weight.HINT, (OTHER, ROOM._replace(name="Grote zaal"), ONE), "Anders.")
    assert same.identity == FINDING.identity
    assert same.mark == FINDING.mark


def test_another_place_or_rule_is_another_finding():
    """A waiver for one pair of sessions would cover all that ever meet in that room."""
    assert replace(FINDING, places=(ROOM, ONE)).identity != FINDING.identity
    assert replace(FINDING, code="room-closed").identity != FINDING.identity
    assert replace(FINDING, places=(ROOM, ONE)).mark != FINDING.mark


def test_the_mark_never_changes():
    """A mark in somebody's notes would mean another finding after an update."""
    assert FINDING.mark == "91adf7a4"
    assert len(FINDING.mark) == 8


def test_waived_findings_are_kept_apart_with_their_reason():
    """A waived finding would vanish without a trace, or stay among the open ones."""
    waiver = waived(FINDING, "De deur staat open.")
    stands = replace(FINDING, places=(ROOM, ONE))
    sifted = sift([FINDING, stands], [waiver])
    assert sifted.open == (stands,)
    assert sifted.waived == ((FINDING, waiver),)
    assert waiver.reason == "De deur staat open."
    assert sifted.idle == ()


def test_a_waiver_whose_finding_is_gone_is_told():
    """Old waivers would pile up and cover the same mistake when it comes back."""
    waiver = waived(FINDING, "mag")
    assert sift([], [waiver]).idle == (waiver,)


@pytest.mark.parametrize(
    ("text", "weight"), [("block", Weight.BLOCK), (" WARN ", Weight.WARN), ("hint", Weight.HINT), ("off", None)]
)
def test_weights_are_read_as_people_type_them(text, weight):
    """A setting in capitals would be refused."""
    assert weight_from(text) is weight


@pytest.mark.parametrize("text", ["", "error", "0"])
def test_another_word_is_no_weight(text):
    """A slip in the settings would switch a rule off without a word."""
    with pytest.raises(BadInputError):
        weight_from(text)
