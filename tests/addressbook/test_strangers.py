"""Address books of programs and people that were not asked before: no row vanishes, and each value finds its field."""

import csv
import io

import pytest
from files_at_hand import beside, codes, flags, people, read
from roadshow_addressbook.offering import FileImporter

from roadshow.domain.errors import BadInputError
from roadshow.testing import check_importer


def table(*rows: list[str], delimiter: str = ",") -> str:
    """Write a table as programs do."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def under(headings: str, **cells: str) -> str:
    """Write a table of one row under comma-separated headings; a cell is named by its place, such as c3."""
    names = headings.split(",")
    return table(names, [cells.get(f"c{place}", "") for place in range(len(names))])


GOOGLE_DE = (
    "Vorname,Zweiter Vorname,Nachname,Phonetischer Vorname,Namenspräfix,Spitzname,Name der Organisation,"
    "Titel in der Organisation,Geburtstag,Notizen,Foto,Labels,E-Mail 1 – Label,E-Mail 1 – Wert,Telefon 1 – Label,"
    "Telefon 1 – Wert,Adresse 1 – Straße,Adresse 1 – Ort,Adresse 1 – Postleitzahl,Adresse 1 – Land"
)
OUTLOOK_FR = (
    "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre_1,Rue (bureau),Ville (bureau),Code postal (bureau),"
    "Pays/Région (bureau),Rue (domicile),Télécopie (bureau),Téléphone (bureau),Tél. mobile,Adresse de messagerie,"
    "Type de messagerie,Notes,Langue,Catégories"
)
OUTLOOK_DE = (
    "Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,Ort geschäftlich,"
    "Postleitzahl geschäftlich,Land/Region geschäftlich,Straße privat,Ort privat,Fax geschäftlich,Telefon geschäftlich,"
    "Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,Kategorien,Notizen"
)
THUNDERBIRD_DE = (
    "Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,"
    "Tel. dienstlich,Tel. privat,Fax-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Privat: Ort,Privat: PLZ,Privat: Land,"
    "Dienstlich: Adresse,Arbeitstitel,Organisation,Geburtsjahr,Notizen"
)


def test_google_with_german_headings():
    reading, rows = read(
        under(GOOGLE_DE, c0="Jürgen", c2="Müller", c6="Stadtteilbüro", c7="Leiter", c9="Rückruf", c10="https://example.org/x",
              c11="Köln ::: * myContacts", c13="j@example.org", c15="+49 171 1234567", c16="Ring 4", c17="Köln", c18="50667",
              c19="Deutschland")
    )  # fmt: skip
    assert reading.intake.source == "google"
    assert people(rows) == [
        {"given": "Jürgen", "surname": "Müller", "organisation": "Stadtteilbüro", "function": "Leiter", "notes": "Rückruf",
         "tags": ["Köln"], "email": "j@example.org", "phone": "+49 171 1234567", "street": "Ring 4", "town": "Köln",
         "postcode": "50667", "country": "DE"}
    ]  # fmt: skip


def test_google_with_dutch_headings_that_say_organisation_behind_the_function():
    headings = "Voornaam,Achternaam,Fonetische voornaam,Naam van organisatie,Functie bij organisatie,E-mail 1 - Waarde"
    _reading, rows = read(under(headings, c0="Bo", c3="De Brug", c4="coach", c5="bo@example.org"))
    assert (people(rows)[0]["organisation"], people(rows)[0]["function"]) == ("De Brug", "coach")


def test_outlook_in_french():
    reading, rows = read(
        under(OUTLOOK_FR, c1="François", c3="Lefèvre", c5="Maison de quartier", c7="médiateur", c8="12 rue du Lac",
              c9="Bruxelles", c10="1000", c11="Belgique", c13="+32 2 111 11 11", c14="+32 2 222 22 22", c15="+32 470 12 34 56",
              c16="f@example.org", c17="SMTP", c18="parle néerlandais", c20="Santé;Bénévole").encode("cp1252")
    )  # fmt: skip
    assert reading.intake.source == "outlook"
    found = people(rows)[0]
    assert (found["given"], found["surname"], found["email"]) == ("François", "Lefèvre", "f@example.org")
    assert (found["phone"], found["organisation"], found["function"]) == (
        "+32 470 12 34 56",
        "Maison de quartier",
        "médiateur",
    )
    assert (found["street"], found["postcode"], found["town"], found["country"]) == (
        "12 rue du Lac",
        "1000",
        "Bruxelles",
        "BE",
    )
    assert found["tags"] == ["Santé", "Bénévole"]
    assert "111" not in str(found), "a fax is no telephone"


def test_outlook_and_thunderbird_in_german():
    reading, rows = read(
        under(OUTLOOK_DE, c1="Anke", c3="Groß", c5="Verein", c7="Beraterin", c8="Ring 1", c9="Aachen", c10="52062",
              c11="Deutschland", c14="0241 111", c15="0241 222", c16="0171 2222222", c17="a@example.org", c20="n")
    )  # fmt: skip
    assert reading.intake.source == "outlook"
    found = people(rows)[0]
    assert (found["given"], found["surname"], found["phone"], found["email"]) == (
        "Anke",
        "Groß",
        "0171 2222222",
        "a@example.org",
    )
    assert (found["organisation"], found["function"], found["town"], found["country"]) == (
        "Verein",
        "Beraterin",
        "Aachen",
        "DE",
    )
    reading, rows = read(
        under(THUNDERBIRD_DE, c0="Anke", c1="Groß", c2="Anke Groß", c4="a@example.org", c7="0241 111", c9="0241 333",
              c10="0171 2222222", c11="Ring 1", c12="Aachen", c13="52062", c14="Deutschland", c17="Verein", c19="n")
    )  # fmt: skip
    assert reading.intake.source == "thunderbird"
    found = people(rows)[0]
    assert (found["given"], found["surname"], found["phone"], found["email"]) == (
        "Anke",
        "Groß",
        "0171 2222222",
        "a@example.org",
    )
    assert (found["street"], found["town"], found["postcode"], found["country"]) == ("Ring 1", "Aachen", "52062", "DE")
    assert "333" not in found["phone"], "a fax is no telephone"


@pytest.mark.parametrize(
    "text",
    [
        "Name;Vorname;E-Mail;Telefon;Straße;PLZ;Ort\nMüller;Hans;h@example.org;0171 1234567;Ring 1;50667;Köln\n",
        "Nom;Prénom;Courriel;Téléphone;Rue;Code postal;Ville\nMüller;Hans;h@example.org;0171 1234567;Ring 1;50667;Köln\n",
        "Naam;Voornaam;Mail;GSM;Straat en nr;Postcode;Gemeente\nMüller;Hans;h@example.org;0171 1234567;Ring 1;50667;Köln\n",
    ],
)
def test_lists_made_by_hand_in_german_french_and_belgian_dutch(text):
    """Beside a first name, “Name”, “Nom” and “Naam” mean the surname."""
    (found,) = people(read(text)[1])
    assert found.pop("phone_kind", "mobile") == "mobile"
    assert [found] == [
        {"given": "Hans", "surname": "Müller", "email": "h@example.org", "phone": "0171 1234567", "street": "Ring 1",
         "postcode": "50667", "town": "Köln"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "found"),
    [
        ("de Vries", "Jan", ("Jan", "de", "Vries")),
        ("Vries, de", "Jan", ("Jan", "de", "Vries")),
        ("Jan de Vries", "Jan", ("Jan", "de", "Vries")),
        ("Vries, Jan de", "Jan", ("Jan", "de", "Vries")),
        ("Jan", "Jan", ("Jan", None, None)),
        ("", "Jan", ("Jan", None, None)),
    ],
)
def test_a_name_beside_a_first_name_is_the_surname_or_the_whole(name, given, found):
    person = people(read(f"Naam;Voornaam;E-mail\n{name};{given};j@example.org\n")[1])[0]
    assert tuple(person.get(part) for part in ("given", "particle", "surname")) == found


def test_a_name_that_stands_in_the_cell_of_the_address_is_kept():
    _reading, rows = read('Naam;E-mail\n;Karim El Idrissi <karim@example.org>\nBo;"B. Prins <bo@example.org>"\n')
    assert [(one["given"], one.get("surname")) for one in people(rows)] == [("Karim", "El Idrissi"), ("Bo", None)]
    assert flags(rows[0]) == []
    _reading, rows = read("Sanne Visser <sanne@example.org>\nbo@example.org\n")
    assert people(rows)[0] == {"email": "sanne@example.org", "given": "Sanne", "surname": "Visser"}


def test_a_remark_behind_an_address_does_not_refuse_somebody():
    _reading, rows = read("Naam;E-mail\nKees;kees@example.org (werk)\n")
    assert people(rows) == [{"given": "Kees", "email": "kees@example.org", "notes": "E-mail: kees@example.org (werk)"}]
    assert flags(rows[0])[0][0] == "remark-kept"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("0612345670 / 010-1234567", "0612345670", "010-1234567"),
        ("06 12345671, 06 12345672", "06 12345671", "06 12345672"),
        ("06-12345678\n010-1234567", "06-12345678", "010-1234567"),
        ("0612345670 of 0101234567", "0612345670", "0101234567"),
        ("0612345670/0101234567", "0612345670", "0101234567"),
        ("+31612345670;+31101234567", "+31612345670", "+31101234567"),
    ],
)
def test_two_numbers_in_one_cell_are_two(text, first, second):
    _reading, rows = read(f'Naam;Telefoon\nBo;"{text}"\n')
    assert people(rows)[0]["phone"] == first
    assert beside(people(rows)[0]) == [second]
    assert flags(rows[0]) == []


def test_a_remark_behind_a_number_is_no_number():
    _reading, rows = read("Naam;Telefoon\nBo;06-12345673 (na 18 uur)\n")
    (bo,) = people(rows)
    assert (bo["phone"], "na 18 uur" in bo["notes"], beside(bo)) == ("06-12345673", True, [])


@pytest.mark.parametrize("text", ["010/1234567", "+31 (0)6 - 12 34 56 78", "0032 470 12.34.56", "(010) 123 45 67"])
def test_one_number_in_an_odd_spelling_stays_one(text):
    _reading, rows = read(f"Naam;Telefoon\nBo;{text}\n")
    assert people(rows) == [{"given": "Bo", "phone": text}]
    assert flags(rows[0]) == []


def test_a_file_that_breaks_off_in_a_cell_makes_nobody_of_the_rest():
    text = (
        'Naam;E-mail;Opmerking\nJan;jan@example.org;goed\nBo;bo@example.org;"begin van een zin\nen nog een regel\nen n'
    )
    assert codes(read(text)[1]) == [(2, "ok"), (3, "open-quote"), (4, "behind-quote"), (5, "behind-quote")]
    text = 'Naam;E-mail\n"Bo;bo@example.org\n\nJan;jan@example.org\n'
    assert codes(read(text)[1]) == [(2, "open-quote"), (3, "blank"), (4, "ok")]


def test_a_macintosh_list_is_read_with_its_own_letters():
    text = "Naam;E-mail\rZoë Nuñez;zoe@example.org\rJosé García;jose@example.org\rFrançois Lefèvre;f@example.org\r"
    reading, rows = read(text.encode("mac_roman"))
    assert reading.intake.encoding == "mac_roman"
    assert [person["given"] for person in people(rows)] == ["Zoë", "José", "François"]
    assert reading.intake.other_encodings == ("cp1252",)
    assert read(text.encode("cp1252"))[0].intake.encoding == "cp1252"
    reading, _rows = read(text.replace("\r", "\n").encode("mac_roman"))
    assert (reading.intake.encoding, reading.intake.other_encodings) == ("cp1252", ("mac_roman",))
    reading, _rows = read("Naam\rZoë\r")
    assert reading.intake.encoding == "utf-8"


def test_text_that_was_saved_as_a_formula_is_read():
    _reading, rows = read(
        'Naam;E-mail;Telefoon\n="Jan";="jan@example.org";="0612345678"\n"=""Bo""";;"=""0612345679"""\n'
    )
    assert people(rows) == [
        {"given": "Jan", "email": "jan@example.org", "phone": "0612345678"},
        {"given": "Bo", "phone": "0612345679"},
    ]


def test_cells_may_be_parted_by_an_upright_line():
    reading, rows = read("Naam|E-mail|Telefoon\nJan de Vries|jan@example.org|0612345678\n")
    assert reading.intake.delimiter == "|"
    assert people(rows)[0]["surname"] == "Vries"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026-05-01", "odd-name"),
        ("12345", "odd-name"),
        ("JANSEN Piet", "guessed-name"),
        ("Idrissi, Karim (Wijkteam)", "guessed-name"),
    ],
)
def test_a_name_that_is_hardly_one_is_pointed_out(name, code):
    _reading, rows = read(f'Naam;E-mail\n"{name}";a@example.org\n')
    assert code in [flag[0] for flag in flags(rows[0])]


@pytest.mark.parametrize("name", ["JAN DE VRIES", "J.P. Jansen", "Jan de Vries", "AB Visser", "Jansen, Piet"])
def test_a_good_name_is_not(name):
    _reading, rows = read(f'Naam;E-mail\n"{name}";a@example.org\n')
    assert flags(rows[0]) == []


def test_a_card_whose_name_is_its_number_has_no_name():
    _reading, rows = read("BEGIN:VCARD\nVERSION:2.1\nN:;0687654321;;;\nFN:0687654321\nTEL;CELL:0687654321\nEND:VCARD\n")
    assert people(rows) == [{"phone": "0687654321", "phone_kind": "mobile"}]
    assert [flag[0] for flag in flags(rows[0])] == ["no-name"]


def test_google_forms_collects_addresses_as_user_names():
    text = table(
        ["Tijdstempel", "Gebruikersnaam", "Wat is je naam?", "Mogen we foto's maken waar je op staat?"],
        ["2026/03/01 9:12:33 a.m. EET", "s@example.org", "Sanne Visser", "Ja"],
        ["2026/03/01 9:15:01 a.m. EET", "k@example.org", "el Idrissi, Karim", "Liever niet"],
    )
    found = people(read(text)[1])
    assert [(one["email"], one["consent_photo"]) for one in found] == [
        ("s@example.org", True),
        ("k@example.org", False),
    ]
    assert people(read("Naam;Username\nJan;jvries\n")[1]) == [{"given": "Jan"}]


def test_microsoft_forms_names_the_language_of_the_screen_with_its_country():
    text = "Id,Begintijd,Tijd van voltooien,E-mail,Naam,Taal\n1,x,y,s@example.org,Sanne,Nederlands (Nederland)\n"
    assert people(read(text)[1]) == [{"email": "s@example.org", "given": "Sanne", "languages": ["nl"]}]


def test_two_rows_of_headings_are_one_where_neither_tells_it_alone():
    text = ";Persoon;;Contact;\n;Voor;Achter;;\n;naam;naam;e-mail;telefoon\n1;Jan;Jansen;jan@example.org;0612345678\n"
    reading, rows = read(text)
    assert [column.field for column in reading.intake.columns] == ["", "given", "surname", "email", "phone"]
    assert codes(rows) == [(1, "above"), (2, "above"), (4, "ok")]
    assert (people(rows)[0]["given"], people(rows)[0]["surname"]) == ("Jan", "Jansen")


def test_names_alone_below_each_other_need_no_heading():
    reading, rows = read("Jan de Vries\nFatima el Amrani\n\nBo\nJoke van Dam-Smit\n")
    assert reading.intake.notices
    assert codes(rows) == [(1, "ok"), (2, "ok"), (3, "blank"), (4, "ok"), (5, "ok")]
    assert people(rows)[1] == {"given": "Fatima", "surname": "el Amrani"}


@pytest.mark.parametrize(
    "text",
    [
        "Beste mensen,\nHierbij de lijst van gisteren.\nMet groet\n",
        "melk\nbrood\nkaas\n",
        "Jan 12\nPiet 13\n",
        "Jan\n",
        "def main():\n    return 1\n",
    ],
)
def test_a_text_is_no_list_of_names(text):
    with pytest.raises(BadInputError):
        read(text)


def test_columns_of_persons_with_a_number_are_understood():
    headings = "Deelnemer 1;E-mail 1;Deelnemer 2;E-mail 2"
    _reading, rows = read(f"{headings}\nJan;jan@example.org;Bo;bo@example.org\n")
    person = people(rows)[0]
    assert (person["given"], person["email"]) == ("Jan", "jan@example.org")
    assert "Bo" in person["notes"]
    assert "bo@example.org" in person["notes"]


def test_short_dutch_headings():
    text = "Nr;Roepnaam;Voorl.;Tussenv.;Achternaam;Mob. nr.;Vast nr.\n1;Jan;J.P.;van der;Berg;0612345678;010-1234567\n"
    reading, rows = read(text)
    assert [column.field for column in reading.intake.columns] == [
        "", "given", "initials", "particle", "surname", "phone", "phone",
    ]  # fmt: skip
    assert people(rows)[0]["phone"] == "0612345678"


def test_a_card_cannot_be_mapped_and_says_so():
    with pytest.raises(BadInputError, match="cards"):
        read("BEGIN:VCARD\nVERSION:3.0\nFN:Jan\nNICKNAME:J\nEND:VCARD\n", mapping={"NICKNAME": "given"})


def test_who_said_no_in_lyyti_is_not_coming():
    text = "Participant ID;Status;First name;Last name;Email;Title\n12;Reacted: Yes;Piia;M;p@example.org;Johtaja\n13;Reacted: No;Ola;A;o@example.org;\n"
    _reading, rows = read(text)
    assert people(rows)[0]["function"] == "Johtaja"
    assert [[flag[0] for flag in flags(row)] for row in rows] == [[], ["not-coming"]]


def test_an_eventbrite_order_of_two_with_one_address_stays_two():
    text = table(
        ["Order #", "First Name", "Last Name", "Email", "Price Tier", "Ticket Type", "Attendee #", "Attendee Status"],
        ["9", "Sanne", "Visser", "s@example.org", "", "Vrij", "1", "Attending"],
        ["9", "Karim", "Visser", "s@example.org", "", "Vrij", "2", "Attending"],
        ["9", "Info Requested", "Info Requested", "Info Requested", "", "Vrij", "3", "Attending"],
    )
    reading, rows = read(text)
    assert codes(rows) == [(2, "ok"), (3, "ok"), (4, "nobody")]
    assert [column.heading for column in reading.intake.columns if not column.field and not column.ignored] == []


STRANGERS = {
    "names.csv": "Jan de Vries\nFatima el Amrani\nBo Prins\n",
    "belgie.csv": "Naam;Voornaam;GSM\nde Vries;Jan;0470 12 34 56\nPeeters;An;0470 12 34 57 / 02 111 22 33\n",
    "mails.csv": "Naam;E-mail\n;Karim El Idrissi <karim@example.org>\nKees;kees@example.org (werk)\n",
    "mac.csv": "Naam\rZo\u00eb N\r".encode("mac_roman"),
    "open.csv": 'Naam;Opmerking\nBo;"begin\nrest\nrest\n',
    "vreemd.csv": "Naam;Telefoon\n2026-05-01;0612345678\nJANSEN Piet;06 12345671, 06 12345672\n0612345679;0612345679\n",
}


def test_all_of_them_hold_to_the_contract_of_readers():
    files = [(name, text if isinstance(text, bytes) else text.encode()) for name, text in STRANGERS.items()]
    assert len(check_importer(FileImporter(), *files)) == 14


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("Naam;Voornaam;Middle Name\nVries;Jan;Pieter\n", "Jan Pieter Vries"),
        ("Naam;Voornaam;Middle Name\nVries;Jan;de\n", "Jan de Vries"),
        ("Middle Name;E-mail\nPieter;j@example.org\n", "Pieter"),
    ],
)
def test_a_middle_name_is_kept_whatever_the_other_parts_are_called(table, name):
    """A breaker of files found that such a list ended the import, and that a middle name alone was lost."""
    (person,) = people(read(table)[1])
    assert " ".join(person[part] for part in ("given", "particle", "surname") if part in person) == name
