"""Two hundred headings as people write them above a list, and the field that each of them means."""

import pytest
from files_at_hand import people, read
from roadshow_addressbook.targets import target_of

USUAL = {
    "given": "Voornaam|Roepnaam|First|First name|Given name|Vnaam|Voornaam deelnemer|Voornaam kind|Voornaam contactpersoon|Je voornaam|"
    "Wat is je voornaam?|Vorname|Prénom|Nombre|Imię|Adı|Voornaam (roepnaam)|Forename|Preferred name",
    "particle": "Tussenvoegsel|Tsv|Tv|Tussenv.|Tussenvoegsel(s)|Voorvoegsel|Tussenv|Tussenvoegsel achternaam",
    "surname": "Achternaam|Last|Last name|Surname|Family name|Familienaam|Anaam|Achternaam deelnemer|Wat is je achternaam?|Nachname|"
    "Nom de famille|Apellidos|Nazwisko|Soyadı|Geslachtsnaam|Achternaam contactpersoon|Eigen achternaam",
    "name": "Naam|Name|Volledige naam|Naam deelnemer|Naam kind|Naam vrijwilliger|Naam ouder|Naam contactpersoon|Contactpersoon|Full name|"
    "Your name|Wat is je naam?|Naam + achternaam|Voor- en achternaam|Deelnemer|Gast|Attendee|Guest name|Wie|Naam lid|Naam cliënt|Naam leerling|"
    "Vrijwilliger|Participant name|Nom et prénom|Vor- und Nachname|Naam medewerker|Naam (voor- en achternaam)|Naam genodigde|Genodigde|Ad Soyad|Imię i nazwisko",
    "initials": "Voorletters|Voorl.|Initialen|Initials",
    "email": "E-mail|Email|E-mailadres|Mail|Mailadres|E-mail adres|Email address|Zakelijk e-mailadres|Privé e-mailadres|E-mail werk|E-mail privé|"
    "Work email|Personal email|Je e-mailadres|Wat is je e-mailadres?|E-mailadres contactpersoon|E-Mail-Adresse|Courriel|Correo electrónico|"
    "E-posta|Adres e-mail|Contact e-mail|Mailadres ouder|E-mailadres deelnemer|Business email|Email (work)",
    "phone": "Telefoon|Telefoonnummer|Tel|Tel.|Tel.nr.|Mobiel|Mobiel nummer|06|06-nummer|GSM|Phone|Phone number|Mobile|Cell|Bereikbaar op|"
    "Telefoon werk|Telefoon privé|Telefoonnummer contactpersoon|Mobiele nummer|Wat is je telefoonnummer?|Zakelijk telefoonnummer|"
    "Telefon|Téléphone|Teléfono|Handynummer|Numer telefonu|WhatsApp|Telnr|Telefoonnr.|Bereikbaar via telefoon|Contact number|Mobile no.|Telefoon overdag",
    "street": "Adres|Straat|Straatnaam|Adres + huisnummer|Straat + huisnummer|Straat en huisnummer|Straat/huisnr|Address|Street|Street address|"
    "Address line 1|Adresregel 1|Woonadres|Bezoekadres|Postadres|Home address|Straße|Rue|Adresse|Thuisadres|Adres (straat en huisnummer)",
    "house_number": "Huisnummer|Huisnr.|Huisnr|Toevoeging|Huisnummer + toevoeging|House number|Hausnummer",
    "postcode": "Postcode|PC|Zip|Zip code|Postal code|Postcode (cijfers en letters)|PLZ|Code postal",
    "postcode_town": "Postcode en plaats|Postcode/plaats|Postcode + woonplaats|PC + plaats",
    "town": "Plaats|Woonplaats|Stad|City|Town|Gemeente|Ville|Ort|Miasto",
    "country": "Land|Country|Pays",
    "organisation": "Organisatie|Organization|Bedrijf|Instelling|Werkgever|School|Company|Organisatie / instelling|Naam organisatie|Club|Vereniging|"
    "Namens|Namens welke organisatie?|Firma|Stichting|Naam school|Affiliation|Afkomstig van",
    "function": "Functie|Rol|Beroep|Job title|Functietitel|Functie / rol|Position|Wat is je functie?|Functie binnen organisatie",
    "district": "Wijk|Buurt|In welke wijk woon je?|Stadsdeel|Neighbourhood|Werkgebied|District",
    "languages": "Taal|Talen|Language|Voorkeurstaal|Welke taal spreek je?|Spreekt|Sprache|Langue",
    "diet": "Dieet|Dieetwensen|Allergieën|Dietary requirements|Heb je dieetwensen?|Allergie / dieet|Dieetwensen/allergieën|Voedselallergie|Eetwensen|Bijzonder dieet",
    "access": "Toegankelijkheid|Rolstoel|Accessibility|Hulpmiddelen|Access needs|Toegankelijkheidswensen",
    "interpreter": "Tolk|Tolk nodig?|Interpreter",
    "childcare": "Kinderopvang|Kinderopvang nodig?|Oppas|Childcare",
    "consent_mail": "Nieuwsbrief|Newsletter|Toestemming mail|Mogen we je mailen?|Akkoord nieuwsbrief|Aanmelden nieuwsbrief",
    "consent_photo": "Toestemming foto|Akkoord foto's|Foto's toegestaan|Mogen we foto's maken?|Photo consent|Akkoord beeldmateriaal|Toestemming beeldmateriaal",
    "tags": "Groep|Groepen|Labels|Tags|Categorie|Category|Doelgroep",
    "notes": "Opmerking|Opmerkingen|Notities|Overig|Overige opmerkingen|Bijzonderheden|Remarks|Comments|Notes|Toelichting|Nog iets kwijt?|Bemerkungen|Vragen/opmerkingen|Overige|Aantekeningen|Opm.",
}  # fmt: skip
ALL = [(heading, field) for field, headings in USUAL.items() for heading in headings.split("|")]


def test_two_hundred_usual_headings_and_more_are_known():
    wrong = {heading: (target_of(heading), field) for heading, field in ALL if target_of(heading) != field}
    assert len(ALL) > 200
    assert not wrong


@pytest.mark.parametrize(
    "heading",
    ["Noodnummer", "Telefoon noodgeval", "Land van herkomst", "Geboortedatum", "Naam partner", "Datum akkoord", "Contact", "Werk", "Prijs", "Kind", "Hoe ken je ons?",
     "Eerste keer?", "Leeftijd kind"],
)  # fmt: skip
def test_what_is_about_somebody_else_or_something_else_is_not_guessed(heading):
    assert not target_of(heading)


def test_a_list_with_such_headings_comes_in():
    _reading, rows = read(
        "First;Tsv;Last;Zakelijk e-mailadres;Bereikbaar op;Adres + huisnummer;Akkoord foto's;Overig\nAn;van;Kade;an@example.org;0612345678;Kade 1;ja;Komt later\n"
    )
    assert people(rows) == [
        {"given": "An", "particle": "van", "surname": "Kade", "email": "an@example.org", "email_kind": "work", "phone": "0612345678", "street": "Kade 1", "consent_photo": True,
         "notes": "Komt later"}
    ]  # fmt: skip
