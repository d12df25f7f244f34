"""Streets, numbers, countries, and what is said of columns that go nowhere."""

import pytest
from files_at_hand import flags, people, read
from roadshow_addressbook.territories import FIRST, territory

from roadshow.domain.errors import BadInputError
from roadshow.domain.people import Person
from roadshow.domain.places import Venue
from roadshow.domain.soundness import sound
from roadshow.planning.intake import take_in


def streets(text):
    return [one.get("street") for one in people(read(text)[1])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nr;Naam;Adres;Postcode\n1;An;Kade 12;3011 AB\n2;Bo;Laan 5;3011 AB\n", ["Kade 12", "Laan 5"]),
        ("Nummer;Naam;Straat;Huisnummer\n1;An;Kade;12\n2;Bo;Laan;5\n", ["Kade 12", "Laan 5"]),
        ("Naam;Straat;Huisnummer;Nr\nAn;Kade;12;1\nBo;Laan;5;7\n", ["Kade 12", "Laan 5"]),
        ("Naam;Straat;Nr\nAn;Kade;12\nBo;Laan;5\n", ["Kade 12", "Laan 5"]),
        ("Nr;Naam;Straat;Nr.;Toev\n1;An;Kade;12;a\n2;Bo;Laan;5;\n", ["Kade 12 a", "Laan 5"]),
        ("Naam;Adres;Nr\nAn;Kade 12;1\nBo;Laan 5;2\n", ["Kade 12", "Laan 5"]),
        ("Naam;Adres;Nr\nAn;Kade;1\nBo;Laan;2\nCo;Plein;3\n", ["Kade", "Laan", "Plein"]),
        ("Naam;Adres;Huisnummer\nAn;Kade 12;12\n", ["Kade 12"]),
        ("Naam;Adres;Plaats;Nr\nAn;Kade;Gent;12\n", ["Kade"]),
    ],
)
def test_a_number_is_that_of_a_house_only_right_behind_its_street(text, wanted):
    assert streets(text) == wanted


def test_who_says_that_a_column_is_the_house_number_is_believed():
    _reading, rows = read("Naam;Adres;Nr\nAn;Kade;1\nBo;Laan;2\nCo;Plein;3\n", mapping={"Nr": "house_number"})
    assert [one["street"] for one in people(rows)] == ["Kade 1", "Laan 2", "Plein 3"]


@pytest.mark.parametrize(
    ("written", "code"),
    [("Oostenrijk", "AT"), ("Itali\u00eb", "IT"), ("Oekra\u00efne", "UA"), ("Zwitserland", "CH"), ("U.S.A.", "US"), ("Canada", "CA"), ("VS", "US"),
     ("\u00d8strig", "AT"), ("Pa\u00edses Bajos", "NL"), ("Ba\u015fka Dil", ""), ("Zwitserland (CH)", "CH"), ("AUT", "AT"), ("ch", "CH"), ("UK", "GB"), ("XQ", ""),
     ("The Gambia", "GM"), ("Bosnia and Herzegovina", "BA"), ("\u0639\u0645\u0627\u0646", "OM"), ("\u65e5\u672c", "JP"), ("Atlantis", "")],
)  # fmt: skip
def test_countries_are_known_in_every_language(written, code):
    _reading, rows = read(f"Naam;Straat;Land\nAn;Kade 1;{written}\n")
    kept = people(rows)[0]["country"]
    assert kept == (code or (written if len(written) > 3 else ""))
    assert [one[0] for one in flags(rows[0])] == ([] if code else ["unknown-country"])


def test_the_index_of_countries_agrees_with_the_languages_it_was_made_of():
    from babel import Locale

    for language in FIRST:
        names = Locale.parse(language).territories
        assert {code: territory(names[code]) for code in ("NL", "BE", "MA", "TR", "SR", "AT", "JP")} == {
            code: code for code in ("NL", "BE", "MA", "TR", "SR", "AT", "JP")
        }, language


def test_nobody_without_an_address_gets_a_country_and_an_unknown_one_is_never_the_netherlands():
    text = "Naam;Straat;Land\nAn;;\nBo;Kade 1;\nCo;Kade 2;Atlantis\nDo;Kade 3;X1\nEs;;Gent\n"
    countries = [one.person.country for one in take_in(read(text)[1], lambda _wanted: (), iter("abcde").__next__)]
    assert countries == ["", "NL", "Atlantis", "", "Gent"]


def test_a_country_as_a_list_wrote_it_may_stay_with_a_person_and_not_with_a_venue():
    sound(Person(id="1", given="An", country="Atlantis"))
    for odd in (
        Person(id="1", given="An", country="nl"),
        Person(id="1", given="An", country="N1"),
        Venue(id="1", name="A", country="Atlantis"),
    ):
        with pytest.raises(BadInputError):
            sound(odd)


OUTLOOK = '"Voornaam","Achternaam","Bedrijf","Werkadres, straat","Werkadres 2, straat","Werkadres, plaats","Land/regio (werk)","Huisadres, straat","Huisadres, plaats","Land/regio (thuis)","Hobby","Webpagina","Email Home"'


def test_a_dutch_outlook_has_its_countries_and_all_lines_of_a_street():
    reading, rows = read(
        f'{OUTLOOK}\n"An","Kade","Zorg","Plein 2","3 hoog","Gent","Belgi\u00eb","","","","","",""\n"Bo","Brug","","","","","","Kade 1","Aken","Duitsland","varen","","bo@example.org"\n'
    )
    an, bo = people(rows)
    assert (an["street"], an["town"], an["country"]) == ("Plein 2, 3 hoog", "Gent", "BE")
    assert (bo["street"], bo["town"], bo["country"], bo["email"]) == ("Kade 1", "Aken", "DE", "bo@example.org")
    left = {
        column.heading: reading.left[column.position]
        for column in reading.intake.columns
        if column.position in reading.left
    }
    assert left == {"Hobby": 1}, "an empty column is not worth a word, one that holds something is"


def test_values_of_columns_that_go_nowhere_are_counted():
    reading, rows = read("Naam;Kleur;Maat\nAn;rood;\nBo; ;\nCo;blauw;\n")
    assert (len(rows), reading.left) == (3, {2: 2})
    reading, _rows = read("BEGIN:VCARD\nVERSION:3.0\nFN:An Kade\nX-SPORT:varen\nEND:VCARD\n")
    assert reading.left == {4: 1}
