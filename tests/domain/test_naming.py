"""Whole names taken apart by Dutch rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadshow.domain.indexing import search_terms
from roadshow.domain.matchkeys import keys_of
from roadshow.domain.names import listed_name, salutation_surname
from roadshow.domain.naming import split_name, split_surname
from roadshow.domain.people import Person

PARTICLES = ["van", "de", "van der", "van den", "van 't", "'t", "ter", "in 't", "op de", "von", "dos"]


@pytest.mark.parametrize(
    ("whole", "given_name", "particle", "surname"),
    [
        ("Jan de Vries", "Jan", "de", "Vries"),
        ("Vries, Jan de", "Jan", "de", "Vries"),
        ("de Vries, Jan", "Jan", "de", "Vries"),
        ("Vries, de, Jan", "Jan", "de", "Vries"),
        ("Jan Van Dijk", "Jan", "Van", "Dijk"),
        ("JAN DE VRIES", "JAN", "DE", "VRIES"),
        ("Van der Ven-van Dijk", "", "Van der", "Ven-van Dijk"),
        ("Anna de Vries-van den Berg", "Anna", "de", "Vries-van den Berg"),
        ("Maria Jansen-de Boer", "Maria", "", "Jansen-de Boer"),
        ("Maria Jansen - de Boer", "Maria", "", "Jansen - de Boer"),
        ("Jan Willem de Groot", "Jan Willem", "de", "Groot"),
        ("Anne Marie Jansen", "Anne Marie", "", "Jansen"),
        ("Mohamed El Amrani", "Mohamed", "", "El Amrani"),
        ("Fatima Ait Ben Haddou", "Fatima", "", "Ait Ben Haddou"),
        ("Ben Jansen", "Ben", "", "Jansen"),
        ("Yusuf Ould Bou", "Yusuf", "", "Ould Bou"),
        ("Ayşe Nur Yılmaz", "Ayşe Nur", "", "Yılmaz"),
        ("İbrahim Işık", "İbrahim", "", "Işık"),
        ("Fatima", "Fatima", "", ""),
        ("J.P. de Boer", "J.P.", "de", "Boer"),
        ("J. P. Boer", "J. P.", "", "Boer"),
        ("dhr. J.P. de Boer", "J.P.", "de", "Boer"),
        ("mevr. drs. Anna van 't Hof", "Anna", "van 't", "Hof"),
        ("de heer Jan van der Berg", "Jan", "van der", "Berg"),
        ("Wim Op den Camp", "Wim", "Op den", "Camp"),
        ("Kees van 's-Gravesande", "Kees", "van", "'s-Gravesande"),
        ("Jan d'Ancona", "Jan", "d'", "Ancona"),
        ("Jan d’ Ancona", "Jan", "d’", "Ancona"),
        ("d'Ancona, Jan", "Jan", "d'", "Ancona"),
        ("Ancona, Jan d'", "Jan", "d'", "Ancona"),
        ("Toon D'Ancona", "Toon", "", "D'Ancona"),
        ("Anna van der Kade-d'Ancona", "Anna", "van der", "Kade-d'Ancona"),
        ("Loes van ‘t Hof", "Loes", "van ‘t", "Hof"),
        ("Loes van `t Hof", "Loes", "van `t", "Hof"),
        ("Veld, Sophie in ‘t", "Sophie", "in ‘t", "Veld"),
        ("van Dam P.", "P.", "van", "Dam"),
        ("Van der Berg J.A.", "J.A.", "Van der", "Berg"),
        ("Anna M.", "Anna", "", "M."),
        ("Jan de Vries jr.", "Jan", "de", "Vries jr."),
        ("Vries jr., Jan de", "Jan", "de", "Vries jr."),
        ("Jan jr.", "Jan jr.", "", ""),
        ("Clive Senior", "Clive", "", "Senior"),
        ("Jose\u0301 de Kade", "Jos\u00e9", "de", "Kade"),
        ("Jan de Vries, MSc", "Jan", "de", "Vries"),
        ("dhr. Jansen", "", "", "Jansen"),
        ("", "", "", ""),
    ],
)
def test_a_name_is_split_as_its_owner_would(whole, given_name, particle, surname):
    parts = split_name(whole)
    assert (parts.given, parts.particle, parts.surname) == (given_name, particle, surname)


@pytest.mark.parametrize(
    "whole", ["Le Thi Hoa", "Maria Santos Silva", "Jan Quarles van Ufford", "El Amrani", "Van der Berg"]
)
def test_a_name_that_can_be_split_in_two_ways_is_not_called_sure(whole):
    assert not split_name(whole).sure


def test_a_name_in_another_script_stays_whole_beside_the_latin_one():
    assert split_name("محمد العمراني").display_name == "محمد العمراني"
    parts = split_name("Fatima El Amrani (فاطمة العمراني)")
    assert (parts.given, parts.surname, parts.display_name) == ("Fatima", "El Amrani", "فاطمة العمراني")


def test_titles_are_told_and_not_lost():
    assert split_name("mevr. drs. Anna Bakker").left_out == "mevr. drs."


def test_a_surname_gives_up_its_particle_but_never_all_of_itself():
    assert split_surname("van der Ven-van Dijk") == ("van der", "Ven-van Dijk")
    assert split_surname("El Amrani") == ("", "El Amrani")
    assert split_surname("van") == ("", "van")


simple = st.from_regex(r"[A-Z][a-zé]{6,9}x", fullmatch=True)


@given(simple, st.sampled_from(["", *PARTICLES]), simple)
def test_a_simple_name_said_or_listed_comes_apart_as_it_was_put_together(first, particle, surname):
    person = Person(id="x", given=first, particle=particle, surname=surname)
    for whole in (person.name, listed_name(person)):
        parts = split_name(whole)
        assert (parts.given, parts.particle, parts.surname) == (first, particle, surname)


@given(st.text(max_size=40))
def test_no_letter_is_changed_or_lost(whole):
    parts = split_name(whole)
    pieces = (parts.given, parts.particle, parts.surname, parts.display_name, parts.left_out)
    assert sorted("".join(pieces).replace(" ", "").replace(",", "")) == sorted(letters_of(whole, parts.display_name))


def letters_of(whole: str, display_name: str) -> str:
    letters = "".join(whole.split()).replace(",", "")
    return (
        letters.translate(dict.fromkeys(map(ord, "()（）")))
        if display_name and not set("()（）") & set(display_name)
        else letters
    )


def test_a_particle_with_an_apostrophe_joins_its_surname_wherever_the_name_is_shown():
    hont = Person(id="1", given="Kees", particle="d'", surname="Hont", country="BE")
    assert (hont.name, listed_name(hont), salutation_surname(hont)) == ("Kees d'Hont", "D'Hont, Kees", "D'Hont")
    whole = Person(id="2", given="Kees", surname="d'Hont")
    assert keys_of(hont)[2] == keys_of(whole)[2], "whoever was written as one word is known again"
    assert {"dhont", "hont"} <= {word[1:] for word in search_terms(hont).split()}
