"""vCards of four makers, and broken ones."""

import pytest
from files_at_hand import beside, codes, flags, people, read, read_file
from hypothesis import given
from hypothesis import strategies as st

from roadshow.domain.drafts import repaired


def test_cards_of_vobject_are_read():
    reading, rows = read_file("vobject-3.vcf")
    sanne, lukasz = people(rows)
    assert (sanne["given"], sanne["particle"], sanne["surname"]) == ("Sanne", "van der", "Meer")
    assert sanne["organisation"] == "WMO Radar; locatie Zuid"
    assert sanne["notes"].startswith("Eerste regel, met komma\nTweede regel die lang genoeg is om gevouwen te worden")
    assert sanne["tags"] == ["Hillesluis", "gastheer"]
    assert (sanne["street"], sanne["postcode"], sanne["town"], sanne["country"]) == (
        "Dorpsstraat 1",
        "3072 AB",
        "Rotterdam",
        "NL",
    )
    assert lukasz["given"] == "Łukasz"
    assert reading.intake.form == "vcard"


def test_quoted_printable_and_old_charsets_of_phones_are_read():
    _reading, rows = read_file("android-2.1.vcf")
    ayse, joel = people(rows)
    assert (ayse["given"], ayse["surname"], ayse["phone"]) == ("Ayşe", "Yılmaz", "+31612345678")
    assert (joel["given"], joel["surname"]) == ("Joël", "Müller")


def test_escapes_labels_and_companies_of_apple_are_read():
    reading, rows = read_file("apple-3.vcf")
    (jan,) = people(rows)
    assert jan["notes"] == "Neemt, zoals altijd; zijn hond mee.\nEn een koek erbij."
    assert (jan["given"], jan["street"]) == ("Jan Willem", "Kerkweg 12, 3 hoog")
    assert codes(rows) == [(1, "ok"), (17, "organisation")]
    assert [column.heading for column in reading.intake.columns if not column.field and not column.ignored] == [
        "X-SOCIALPROFILE"
    ]


def test_version_four_has_preferences_sorting_and_groups():
    _reading, rows = read_file("four.vcf")
    (jan,) = people(rows)
    assert (jan["email"], jan["phone"], jan["languages"], jan["country"]) == (
        "jan@example.org",
        "+32470123456",
        ["nl", "fr"],
        "BE",
    )
    assert (jan["particle"], jan["surname"]) == ("Van de", "Lanotte")
    assert codes(rows)[1] == (13, "group")


def test_a_broken_card_never_loses_the_rest():
    _reading, rows = read_file("broken.vcf")
    assert codes(rows) == [(1, "outside"), (2, "broken-card"), (6, "ok"), (12, "ok"), (17, "broken-card")]
    assert flags(rows[2])[0][:2] == ("part-not-understood", "regel zonder dubbele punt")


def test_a_fold_inside_a_letter_is_joined_before_it_is_read():
    raw = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Łukasz Wójcik\r\nEND:VCARD\r\n".encode()
    place = raw.index("ó".encode()) + 1
    _reading, rows = read(raw[:place] + b"\r\n " + raw[place:])
    assert people(rows)[0]["surname"] == "Wójcik"


def test_a_card_inside_a_card_belongs_to_it():
    _reading, rows = read(
        "BEGIN:VCARD\nFN:Baas Bakker\nAGENT:\nBEGIN:VCARD\nFN:Hulp Smit\nEND:VCARD\nTEL:0612345678\nEND:VCARD\n"
    )
    assert people(rows) == [{"given": "Baas", "surname": "Bakker", "phone": "0612345678"}]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_letters_of_the_file(encoding):
    _reading, rows = read("BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Joël;;;\r\nEND:VCARD\r\n".encode(encoding))
    assert people(rows)[0]["given"] == "Joël"


@given(st.lists(st.text(st.characters(exclude_characters="\n\r"), max_size=60), max_size=12))
def test_any_lines_in_a_card_leave_the_next_card_whole(lines):
    inside = [
        line for line in lines if line.strip().upper().replace(" ", "") not in {"BEGIN:VCARD", "END:VCARD", "AGENT:"}
    ]
    text = "\n".join(["BEGIN:VCARD", *inside, "END:VCARD", "BEGIN:VCARD", "FN:Jan Smit", "END:VCARD", ""])
    _reading, rows = read(text.encode("utf-8", "replace"))
    assert len(rows) == 2
    assert people(rows)[-1] == {"given": "Jan", "surname": "Smit"}


def test_a_line_folded_half_a_million_times_is_joined_once():
    _reading, rows = read("BEGIN:VCARD\nFN:Jan Smit\nNOTE:x\n" + " y\n" * 500_000 + "END:VCARD\n")
    assert [one[0] for one in flags(rows[0])] == ["too-long", "notes-cut"]
    assert people(rows)[0]["given"] == "Jan"


ORGANISATIONS = """BEGIN:VCARD
VERSION:3.0
N:;;;;
FN:Stichting De Kade
ORG:Stichting De Kade;
EMAIL:info@kade.example
X-ABShowAs:COMPANY
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:Brug;Bert;;;
FN:Bert Brug
ORG:De Brug
EMAIL:bert@brug.example
X-ABShowAs:COMPANY
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Huis van de Wijk
TEL:0101234567
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Zonder
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:device
FN:Printer
EMAIL:printer@kade.example
END:VCARD
"""


def test_a_card_of_an_organisation_is_a_contact_without_a_name_and_one_with_a_name_is_somebody():
    _reading, rows = read(ORGANISATIONS)
    assert codes(rows) == [(1, "ok"), (9, "ok"), (17, "ok"), (23, "organisation"), (28, "organisation")]
    kade, bert, huis = people(rows)
    assert kade == {"organisation": "Stichting De Kade", "email": "info@kade.example"}
    assert (bert["given"], bert["surname"], bert["organisation"]) == ("Bert", "Brug", "De Brug")
    assert huis == {"organisation": "Huis van de Wijk", "phone": "0101234567"}


def test_the_name_of_a_group_is_offered_to_its_members_as_a_tag():
    text = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:An Kade\nUID:urn:uuid:AA-1\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Koor Zuid\nMEMBER:urn:uuid:aa-1\nMEMBER:mailto:bo@brug.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Brug\nEMAIL:Bo@brug.example\nCATEGORIES:Koor Zuid\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Taal\nX-ADDRESSBOOKSERVER-KIND:group\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:AA-1\nEND:VCARD\n"
    )
    _reading, rows = read(text)
    assert codes(rows) == [(1, "ok"), (6, "group"), (13, "ok"), (19, "group")]
    assert flags(rows[0]) == [("group-tag", "Koor Zuid", "Koor Zuid"), ("group-tag", "Taal", "Taal")]
    assert repaired(rows[0].person, [one for each in rows[0].flags for one in each.repairs])["tags"] == [
        "Koor Zuid",
        "Taal",
    ]
    assert flags(rows[2]) == [], "who has the tag already is offered nothing"


def test_a_fax_or_a_pager_is_never_the_number():
    _reading, rows = read(
        "BEGIN:VCARD\nFN:An Kade\nTEL;TYPE=pager:0650000000\nTEL;TYPE=WORK,FAX:0101111111\nTEL;TYPE=home:0102222222\nEND:VCARD\n"
    )
    assert people(rows)[0]["phone"] == "0102222222"
    assert beside(people(rows)[0]) == ["pager 0650000000", "fax 0101111111"]
