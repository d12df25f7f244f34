"""Regular expressions in questions: folded as names are, told plainly where wrong, and none that could run for ever."""

import sqlite3
import time
from contextlib import closing

import pytest

from roadshow.api import BadInputError, guest_fields, understand
from roadshow.domain.folding import facet_terms
from roadshow.domain.patterns import LONGEST, finder, readable
from roadshow.store.matching import NAME, Matching


@pytest.mark.parametrize(
    ("written", "tried"),
    [
        ("^van ", "^van "),
        ("YILMAZ", "yilmaz"),
        ("Yılmaz|Żak", "yilmaz|zak"),
        ("O'Brien", "obrien"),
        ("el-amrani", "el amrani"),
        (r"\S+@\S+\.NL$", r"\S+@\S+\.nl$"),
        ("[A-Zé]{2}", "[a-ze]{2}"),
        ("(de |het )?huis", "(de |het )?huis"),
    ],
)
def test_a_pattern_is_folded_as_the_words_are(written, tried):
    assert readable(written) == tried


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("name:/(a+)+$/", "repeats what repeats"),
        ("name:/(a|aa)*$/", "repeats what repeats"),
        ("name:/((x*))*/", "repeats what repeats"),
        ("name:/.*a.*b.*c.*d/", "too many repeats"),
        ("name:/" + "a?" * 12 + "/", "too many repeats"),
        ("name:/" + "x" * (LONGEST + 1) + "/", "100 signs"),
        ("name:/(?=a)/", "(?"),
        (r"name:/(a)\1/", r"\1"),
        ("name:/[ab/", "[ab"),
        ("name:/a)b/", ")b"),
        ("name:/^va", "between two slashes"),
        ("name:/^van ", "between two slashes"),
        ("name://", "nothing between"),
        ("state:/a/", "state"),
        ("colour:/a/", "colour"),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_it(wrong, named):
    with pytest.raises(BadInputError) as caught:
        understand(wrong, guest_fields())
    assert named in caught.value.message
    assert "\n" not in caught.value.message


def test_other_pieces_stand_beside_a_pattern_and_slashes_may_be_in_it():
    wish = understand(r'"de brug" -name:/^van / naam:/a\/b c/ -has:email')
    assert [clause.name for clause in wish.clauses] == ["name", "name", "", "email"]
    assert [clause.negated for clause in wish.clauses] == [True, False, False, True]
    assert [clause.values for clause in wish.clauses[:2]] == [("^van ",), ("a/b c",)]
    assert wish.clauses[2].whole == {"de brug"}


def test_only_the_words_of_its_field_are_tried():
    terms = facet_terms([("name", "Jan"), ("name", "van der Berg"), ("organisation", "Van Hall"), ("town", "Zaandam")])
    assert finder("name", "^jan van der berg$")(terms)
    assert finder("name", "^berg$")(terms)
    assert finder("organisation", "^van hall$")(terms)
    assert not finder("organisation", "^hall")(terms)
    assert not finder("name", "hall")(terms)
    assert not finder("email", ".")(terms)
    assert finder("town", "^zaandam$")(terms)


def test_the_worst_pattern_that_is_taken_needs_a_moment_for_one_row():
    """One row would hold the whole program up: nothing can stop Python within one search."""
    terms = facet_terms([("name", "a" * 5000)])
    begun = time.process_time()
    assert not finder("name", readable("^a*a*a*b?c"))(terms)
    assert time.process_time() - begun < 2


def test_a_statement_that_spends_too_long_on_patterns_is_stopped_with_a_sentence():
    matching = Matching()
    matching.patience = -1.0
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.create_function(NAME, 3, matching, deterministic=True)
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT matches('x', 'name', 'a')").fetchall()
    with pytest.raises(BadInputError, match="takes too long"):
        matching.refuse_stopped()
    matching.begin()
    matching.refuse_stopped()
