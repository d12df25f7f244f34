"""Exports of the named programs are recognised, and their traps are seen."""

import pytest
from files_at_hand import beside, codes, flags, people, read, read_file


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("google.csv", "google"),
        ("google-old.csv", "google-old"),
        ("outlook.csv", "outlook"),
        ("outlook-nl.csv", "outlook-nl"),
        ("outlook-web.csv", "outlook-web"),
        ("eventbrite.csv", "eventbrite"),
        ("mailchimp.csv", "mailchimp"),
        ("mailchimp-unsubscribed.csv", "mailchimp"),
        ("google-forms.csv", "google-forms"),
        ("google-forms-nl.csv", "google-forms-nl"),
        ("microsoft-forms.xlsx", "microsoft-forms"),
        ("microsoft-forms-nl.xlsx", "microsoft-forms-nl"),
    ],
)
def test_a_program_is_recognised_by_its_headings(name, program):
    reading, rows = read_file(name)
    assert reading.intake.source == program
    assert people(rows)


def test_google_joins_values_and_none_of_them_is_lost():
    _reading, rows = read_file("google.csv")
    sanne, ayse, jan = people(rows)
    assert (sanne["particle"], sanne["surname"], sanne["tags"]) == ("van der", "Meer", ["Hillesluis"])
    assert beside(sanne) == ["home sanne.thuis@example.org"]
    assert (ayse["given"], ayse["email"], ayse["phone"]) == ("Ayşe Nur", "ayse@example.org", "06-87654321")
    assert beside(ayse) == ["010-1234567", "a.yilmaz@example.org"]
    assert (jan["given"], jan["particle"], jan["surname"]) == ("Jan", "de", "Vries")
    assert codes(rows)[-1] == (7, "nobody")


def test_outlook_has_commas_in_headings_and_two_addresses():
    reading, rows = read_file("outlook-nl.csv")
    (zoe,) = people(rows)
    assert reading.intake.encoding == "cp1252"
    assert (zoe["given"], zoe["particle"], zoe["surname"], zoe["organisation"]) == (
        "Zoë",
        "van den",
        "Berg",
        "Stichting Überhaupt",
    )
    assert (zoe["street"], zoe["postcode"], zoe["town"]) == ("Plein 2", "3011 AA", "Rotterdam")
    assert "Dorpsstraat 9" in zoe["notes"]


def test_an_exchange_address_is_no_mail_address():
    _reading, rows = read_file("outlook.csv")
    zoe, piet = people(rows)
    assert zoe["phone"] == "06-12345678", "the mobile number goes before the number at work"
    assert "email" not in piet
    assert flags(rows[1])[0][0] == "exchange-address"


def test_people_who_cancelled_at_eventbrite_are_flagged():
    reading, rows = read_file("eventbrite.csv")
    assert codes(rows) == [(2, "ok"), (3, "nobody"), (4, "ok"), (5, "ok")]
    assert flags(rows[2]) == [("not-coming", "Not Attending", "")]
    assert flags(rows[3]) == [("not-coming", "Refunded", "")]
    assert people(rows)[0]["diet"] == "halal"
    assert [column.heading for column in reading.intake.columns if not column.field and not column.ignored] == [
        "Hoe heb je ons gevonden?"
    ]


def test_who_unsubscribed_at_mailchimp_is_not_mailed():
    _reading, rows = read_file("mailchimp-unsubscribed.csv")
    assert people(rows)[0]["consent_mail"] is False
    _reading, rows = read_file("mailchimp.csv")
    assert "consent_mail" not in people(rows)[0]
    assert people(rows)[0]["tags"] == ["Hillesluis", "Hosts"]


def test_anonymous_answers_take_their_name_from_the_question():
    _reading, rows = read_file("microsoft-forms-nl.xlsx")
    sanne, fatima = people(rows)
    assert (sanne["given"], sanne["email"]) == ("Sanne", "sanne@example.org")
    assert flags(rows[0]) == [("lost-zero", "612345678", "0612345678")]
    assert (fatima["given"], fatima["surname"]) == ("Fatima", "Ait Ben Haddou")
    assert "diet" not in fatima, "Nee is no diet"


def test_questions_are_understood():
    _reading, rows = read_file("google-forms-nl.csv")
    sanne, jan = people(rows)
    assert (sanne["district"], sanne["languages"]) == ("Hillesluis", ["nl", "tr"])
    assert (jan["given"], jan["particle"], jan["surname"]) == ("Jan", "de", "Vries")
    _reading, rows = read_file("google-forms.csv")
    assert [person["consent_photo"] for person in people(rows)] == [True, False]


def test_a_number_of_google_is_chosen_by_the_kind_beside_it():
    reading, rows = read(
        "First Name,Last Name,Phonetic First Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Phone 3 - Label,Phone 3 - Value\n"
        "An,Kade,,Work Fax,0101111111,Work,0102222222,Mobile,0612345678\n"
        "Bo,Kade,,Pager,0650000000,,,,\n"
    )
    an, bo = people(rows)
    assert an["phone"] == "0612345678"
    assert beside(an) == ["fax 0101111111", "work 0102222222"]
    assert ("phone" in bo, beside(bo)) == (False, ["pager 0650000000"])
    assert not reading.left, "the kinds were used, so they are not left out"
