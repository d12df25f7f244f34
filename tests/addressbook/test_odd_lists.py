"""Lists as people really hand them over: headings in Dutch, sums below, titles above, names in every order."""

import pytest
from files_at_hand import FILES, codes, flags, people, read, read_file

from roadshow.domain.errors import BadInputError


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("google-nl.csv", "google"),
        ("thunderbird.csv", "thunderbird"),
        ("thunderbird-nl.csv", "thunderbird"),
        ("outlook-web-nl.csv", "outlook-web"),
        ("eventbrite-nl.csv", "eventbrite"),
        ("mailchimp-nl.csv", "mailchimp"),
    ],
)
def test_a_program_is_recognised_in_dutch_too_and_no_address_is_lost(name, program):
    reading, rows = read_file(name)
    assert reading.intake.source == program
    first = people(rows)[0]
    assert first["surname"] in {"Vries", "Berg"}
    assert first["particle"] in {"de", "van der"}
    assert first["email"].endswith("@example.org")
    assert name == "eventbrite-nl.csv" or first["phone"].replace(" ", "") in {"0612345678", "+31612345678"}


def test_a_picture_of_somebody_is_no_consent_and_a_ticket_given_back_is_said():
    assert all("consent_photo" not in person for person in people(read_file("google-nl.csv")[1]))
    _reading, rows = read_file("eventbrite-nl.csv")
    assert people(rows)[0]["diet"] == "vegetarisch"
    assert flags(rows[1]) == [("not-coming", "Niet aanwezig", "")]


@pytest.mark.parametrize("name", ["aanmeldingen.xlsx", "aanmeldingen.ods"])
def test_a_sheet_with_a_title_a_counting_column_and_a_sum(name):
    """The number before each name is no house number, and the sum below is nobody."""
    reading, rows = read_file(name)
    assert codes(rows) == [(1, "above"), (2, "blank"), (4, "ok"), (5, "ok"), (6, "total")]
    assert all("street" not in person for person in people(rows))
    assert reading.intake.other_sheets == ("Wachtlijst",)
    assert "Wachtlijst" in str(reading.intake.notices[0].values), "a sheet that is not read must be said"
    assert flags(rows[2]) == [("lost-zero", "612345678", "0612345678")]


def test_a_number_beside_a_street_is_a_house_number():
    _reading, rows = read("Naam;Straat;Nr\nJan;Lindenstraat;1\n")
    assert people(rows)[0]["street"] == "Lindenstraat 1"


def test_sums_are_no_people_whatever_they_are_called():
    assert codes(read_file("totalen.csv")[1]) == [(2, "ok"), *((line, "total") for line in range(3, 7)), (7, "note")]


@pytest.mark.parametrize(
    "row", ["Totaal;;2", "Totaal;2;", "totaal aantal;;12", "TOTAAL:;;", "Som;;3", "Eindtotaal;3;4", ";;Totaal"]
)
def test_a_sum_in_the_column_of_phones_is_no_phone(row):
    _reading, rows = read(f"Naam;E-mail;Telefoon\nJan;jan@example.org;0612345678\n{row}\n")
    assert codes(rows)[1] == (3, "total")


@pytest.mark.parametrize("name", ["Som Chai", "Sum Li", "Totaal Theater Rotterdam"])
def test_somebody_whose_name_begins_like_a_sum_is_somebody(name):
    _reading, rows = read(f"Naam;Telefoon\n{name};0612345678\n")
    assert codes(rows) == [(2, "ok")]


def test_initials_give_way_to_the_name_somebody_is_called_by():
    first, second = people(read_file("gemeente.csv")[1])
    assert (first["given"], first["particle"], first["surname"]) == ("Jan", "van der", "BERG")
    assert "Voorletters: J.P." in first["notes"]
    assert second["given"] == "Ayse"
    assert people(read("Voorletters;Achternaam\nJ.P.;Berg\n")[1])[0]["given"] == "J.P."


def test_names_with_the_surname_first_and_addresses_in_every_dress():
    _reading, rows = read_file("achternaam-eerst.csv")
    found = people(rows)
    assert [one.get("particle", "") for one in found] == ["de", "van der", "de", *[""] * 5]
    assert [one["email"].partition("@")[0] for one in found[:6]] == ["jan", "piet", "sara", "ayse", "bo", "kees"]
    assert [flags(row)[-1][0] for row in rows[-2:]] == ["mended-email", "bad-email"]


def test_two_lines_of_headings_and_a_title_above():
    assert codes(read_file("twee-koppen.csv")[1]) == [(1, "above"), (3, "ok")]
    assert codes(read_file("titel-boven.csv")[1]) == [(1, "above"), (2, "blank"), (4, "ok"), (5, "blank"), (6, "total")]


def test_a_list_without_headings_keeps_names_and_numbers():
    _reading, rows = read_file("zonder-kop.csv")
    assert people(rows)[0] == {
        "given": "Jan",
        "particle": "de",
        "surname": "Vries",
        "email": "jan@example.org",
        "phone": "0612345678",
    }


def test_a_list_of_words_alone_is_read_when_its_column_is_named():
    with pytest.raises(BadInputError):
        read("Jan\nFatima\n")
    _reading, rows = read("Jan\nFatima\n", mapping={"column 1": "name"})
    assert [person["given"] for person in people(rows)] == ["Jan", "Fatima"]


@pytest.mark.parametrize("name", ["nextcloud.vcf", "icloud.vcf", "samsung.vcf"])
def test_cards_of_telephones_and_clouds(name):
    _reading, rows = read_file(name)
    first = people(rows)[0]
    assert (first["given"], first["surname"]) in {("Jan", "Vries"), ("Ayşe", "Yılmaz")}
    assert first["phone"]
    assert first["email"]


def test_polish_and_turkish_lists_say_which_letters_to_try():
    for name, codec, surname in (("lijst-pl.csv", "cp1250", "Wiśniewski"), ("lijst-tr.csv", "cp1254", "Yılmaz")):
        reading, _rows = read_file(name)
        assert reading.intake.other_encodings == (codec,)
        _again, rows = read((FILES / name).read_bytes(), encoding=codec)
        assert people(rows)[0]["surname"] == surname
        assert all(flag[0] != "lost-zero" for row in rows for flag in flags(row))


def test_what_is_no_list_of_people_says_how_to_make_one():
    for content in (b"dn: cn=Jan,mail=jan@example.org\ncn: Jan\n", b"<html><table></table></html>"):
        with pytest.raises(BadInputError) as found:
            read(content)
        assert "export it as one of these" in found.value.hint


def test_ten_thousand_columns_are_a_list():
    heading = ";".join(["Naam", "E-mail", *(f"kolom {number}" for number in range(10_000))])
    _reading, rows = read(f"{heading}\nJan de Vries;jan@example.org{';' * 10_000}\n")
    assert codes(rows) == [(2, "ok")]
