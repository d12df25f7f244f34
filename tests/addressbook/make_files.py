"""Make the sample files again: python tests/addressbook/make_files.py. Needs LibreOffice (soffice) and vobject.

Heading rows are those of the named programs; the people do not exist and live at example.org.
The lists of test_odd_lists.py were typed by hand; aanmeldingen.ods and the workbooks of test_strangers_more.py are what
LibreOffice made of workbooks of openpyxl. Those stay as they are.
"""

import csv
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import vobject

FILES = Path(__file__).parent / "files"

GOOGLE = """First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,Website 1 - Value
Sanne,,van der Meer,,,,,,,,WMO Radar,Sociaal werker,,,Komt op dinsdag,,* myContacts ::: Hillesluis,* Work,sanne@example.org,Home,sanne.thuis@example.org,Mobile,+31 6 12345678,,,Home,"Dorpsstraat 1
3072 AB Rotterdam
NL",Dorpsstraat 1,Rotterdam,,,3072 AB,NL,,,
Ayşe,Nur,Yılmaz,,,,,,,,Buurthuis De Mattenbie,,,,,,* myContacts,*,ayse@example.org ::: a.yilmaz@example.org,,,Mobile,06-87654321 ::: 010-1234567,,,,,,,,,,,,,
Jan,de,Vries,,,,,,,,,,,,,,* myContacts,,,,,Work,010 765 43 21,,,,,,,,,,,,,
,,,,,,,,,,Lege Stichting,,,,,,* myContacts,,,,,,,,,,,,,,,,,,,
"""
GOOGLE_OLD = """Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Yomi Name,Organization 1 - Title
Sanne van der Meer,Sanne,,van der Meer,,,,,,,,,,,,,,,,,,,,,,,Nederlands,,* My Contacts ::: Hosts,* ,sanne@example.org,Mobile,06 12345678,,WMO Radar,,Sociaal werker
Fatima El Amrani,Fatima,,El Amrani,,,,,,,,,,,,,,,,,,,,,,,,,* My Contacts,Work,fatima@example.org,,,,,,
"""
EVENTBRITE = """Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Group,Order Type,Currency,Total Paid,Fees Paid,Eventbrite Fees,Eventbrite Payment Processing,Attendee Status,Cell Phone,Job Title,Company,Home Address 1,Home City,Home Zip,Home Country,Dieetwensen,Hoe heb je ons gevonden?
1000000001,2026-03-01 10:00:00+01:00,Sanne,van der Meer,sanne@example.org,1,Gratis,2000000001,,Free Order,EUR,0.00,0.00,0.00,0.00,Attending,0612345678,Sociaal werker,WMO Radar,,,,,halal,via een collega
1000000001,2026-03-01 10:00:00+01:00,Info Requested,Info Requested,Info Requested,1,Gratis,2000000002,,Free Order,EUR,0.00,0.00,0.00,0.00,Attending,,,,,,,,,
1000000002,2026-03-02 11:00:00+01:00,Piet,Bakker,piet@example.org,1,Gratis,2000000003,,Free Order,EUR,0.00,0.00,0.00,0.00,Not Attending,,,,,,,,geen,
1000000003,2026-03-02 12:00:00+01:00,Kees,Visser,kees@example.org,1,Betaald,2000000004,,Eventbrite Completed,EUR,10.00,0.00,0.00,0.00,Refunded,,,,,,,,,
"""
MAILCHIMP = """"Email Address","First Name","Last Name","Address","Phone Number",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS
sanne@example.org,Sanne,"van der Meer","Dorpsstraat 1  Rotterdam  3072 AB",0612345678,2,"2024-01-01 10:00:00",192.0.2.1,"2024-01-01 10:00:00",192.0.2.1,,,,,,nl,zh,"2024-01-02 10:00:00",1,abc,,"""
MAILCHIMP += '"""Hillesluis"",""Hosts"""\nkees@example.org,,,,,2,"2024-01-01 10:00:00",192.0.2.1,,,,,,,,,,"2024-01-02 10:00:00",2,abd,,\n'
UNSUBSCRIBED = """"Email Address","First Name","Last Name",MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID,NOTES,TAGS
piet@example.org,Piet,Bakker,2,"2024-01-01 10:00:00",192.0.2.1,,,,,,,,,,"2024-05-01 10:00:00",Nieuwsbrief,9,NORMAL,,3,abe,,
"""
GOOGLE_FORMS_NL = """Tijdstempel,E-mailadres,Wat is je naam?,Organisatie,In welke wijk werk je?,Dieetwensen,"Welke talen spreek je?"
1/3/2026 10:00:00,sanne@example.org,Sanne van der Meer,WMO Radar,Hillesluis,halal,"Nederlands, Turks"
2/3/2026 10:00:00,jan@example.org,"Vries, Jan de",,Crooswijk,Geen,Nederlands
"""
GOOGLE_FORMS_EN = """Timestamp,Email Address,Full name,Organization,Phone number,May we take your photo? (photo consent)
2026/03/01 10:00:00 AM GMT+1,sanne@example.org,Sanne van der Meer,WMO Radar,0612345678,Yes
2026/03/02 10:00:00 AM GMT+1,jan@example.org,Jan de Vries,,612345678,No
"""
FORMS_NL = 'ID,Begintijd,Tijd van voltooien,E-mail,Naam,Tijd van laatste wijziging,Wat is uw\u00a0naam?,"Uw e-mailadres\n",Dieetwensen,Organisatie,Telefoonnummer\n'
FORMS_NL += '1,2026-03-01 10:00,2026-03-01 10:05,anonymous,,,Sanne van der Meer,sanne@example.org,"halal;geen noten;",WMO Radar,0612345678\n'
FORMS_NL += (
    "2,2026-03-01 11:00,2026-03-01 11:05,anonymous,,,Fatima Ait Ben Haddou,fatima@example.org,Nee,De Mattenbie,\n"
)
FORMS_EN = "Id,Start time,Completion time,Email,Name,Points - Question 1,Feedback - Question 1,Organisation,Preferred language\n"
FORMS_EN += "1,2026-03-01 10:00,2026-03-01 10:05,sanne@example.org,Sanne van der Meer,1,,WMO Radar,Turkish\n"
OUTLOOK_EN = "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home Street 2,Home Street 3,Home City,Home State,Home Postal Code,Home Country/Region,Other Street,Other City,Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Other Phone,Anniversary,Birthday,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Gender,Language,Notes,Priority,Private,Sensitivity,Web Page"
OUTLOOK_NL = 'Titel,Voornaam,Middelste naam,Achternaam,Achtervoegsel,Bedrijf,Afdeling,Functie,"Werkadres, straat","Werkadres, straat 2","Werkadres, plaats","Werkadres, provincie","Werkadres, postcode","Werkadres, land","Huisadres, straat","Huisadres, plaats","Huisadres, postcode","Huisadres, land",Fax op werk,Telefoon op werk,Telefoon thuis,Mobiele telefoon,Categorieën,E-mailadres,E-mailtype,Weergavenaam voor e-mail,E-mailadres 2,Geslacht,Notities,Prioriteit,Privé,Verjaardag,Webpagina'
HAND_NL = """Deelnemerslijst Crooswijk;;;;;;;
Bijgewerkt op 3 maart;;;;;;;
Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Telefoon;Telefoon;Organisatie;Opmerkingen
Sanne;van der;Meer;sanne@example.org;0612345678;;WMO Radar;"eerste regel
tweede regel"
Joël;;Müller;joel@example.org;612345678;;;café
René;de;Vries;geen adres;0612345679;;;
Anna;;Bakker;;;010-1234567;;
;;;;;;;
Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Telefoon;Telefoon;Organisatie;Opmerkingen
Piet;;Visser;piet@example.org;3,16E+10;;;
Kees;;Smit;kees@example.org;0612345670;;Club;nog;een
"Open;;Quote;open@example.org;;;;
Wim;;Dijk;wim@example.org;0611111111;;;
Totaal;;;7;;;;
Let op: deze lijst is van maart en nog niet af.;;;;;;;
"""
HAND_TR = "Ad;Soyad;E-posta;Cep Telefonu;Kurum;Dil\r\nIşıl;Yıldız;isil@example.org;0612345678;Şefkat Derneği;Türkçe\r\nGülşen;Öğüt;gulsen@example.org;;;Türkçe\r\n"
HAND_PL = "Naam;E-mail;Wijk\r\nŁukasz Wójcik;lukasz@example.org;Charlois\r\nZdzisław Święcicki;zd@example.org;Charlois\r\nKsiężna Żółć;k@example.org;\r\n"
SHEET = """Ledenlijst voorjaar,,,,,,
Naam,E-mail,Telefoon,Straat,Huisnummer,Wijk,BIG-nummer
Sanne van der Meer,sanne@example.org,0612345678,Dorpsstraat,1-2-2026,Hillesluis,09012345601
Jan de Vries,jan@example.org,+31612345678,Kerkweg,12,Crooswijk,
,,,,,,
فاطمة العمراني,fatima@example.org,31612345678000000,Markt,3,,
Totaal,3,,,,,
"""


def main() -> None:
    """Write all samples."""
    FILES.mkdir(exist_ok=True)
    texts = {
        "google.csv": GOOGLE,
        "google-old.csv": GOOGLE_OLD,
        "eventbrite.csv": EVENTBRITE,
        "mailchimp.csv": MAILCHIMP,
        "mailchimp-unsubscribed.csv": UNSUBSCRIBED,
        "google-forms-nl.csv": GOOGLE_FORMS_NL,
        "google-forms.csv": GOOGLE_FORMS_EN,
    }
    for name, text in texts.items():
        (FILES / name).write_bytes(text.replace("\n", "\r\n").encode())
    (FILES / "outlook.csv").write_bytes(
        _outlook(
            OUTLOOK_EN,
            {
                "First Name": "Zoë",
                "Last Name": "de Vries",
                "Company": "WMO Radar",
                "Business Street": "Plein 2",
                "Business City": "Rotterdam",
                "Home Street": "",
                "Business Phone": "010-1234567",
                "Mobile Phone": "06-12345678",
                "E-mail Address": "zoe@example.org",
                "E-mail Type": "SMTP",
                "Sensitivity": "Normal",
                "Private": "False",
                "Birthday": "0/0/00",
            },
            {
                "First Name": "Piet",
                "Last Name": "Bakker",
                "E-mail Address": "/o=ExchangeLabs/ou=Group/cn=Recipients/cn=piet",
                "E-mail Type": "EX",
            },
        )
    )
    (FILES / "outlook-nl.csv").write_bytes(
        _outlook(
            OUTLOOK_NL,
            {
                "Voornaam": "Zoë",
                "Middelste naam": "van den",
                "Achternaam": "Berg",
                "Bedrijf": "Stichting Überhaupt",
                "Werkadres, straat": "Plein 2",
                "Werkadres, plaats": "Rotterdam",
                "Werkadres, postcode": "3011 AA",
                "Huisadres, straat": "Dorpsstraat 9",
                "Huisadres, plaats": "Schiedam",
                "Mobiele telefoon": "06-12345678",
                "E-mailadres": "zoe@example.org",
                "E-mailtype": "SMTP",
                "Prioriteit": "Normaal",
                "Privé": "Onwaar",
                "Verjaardag": "0-0-00",
            },
        )
    )
    web = "First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Company,Job Title,Categories,Notes\r\nSanne,,van der Meer,,,,,,sanne@example.org,,,010-1234567,06-12345678,WMO Radar,,,\r\n"
    (FILES / "outlook-web.csv").write_bytes(web.encode("utf-8-sig"))
    (FILES / "hand-nl.csv").write_bytes(HAND_NL.replace("\n", "\r\n").encode("cp1252"))
    (FILES / "hand-tr.csv").write_bytes(HAND_TR.encode("cp1254"))
    (FILES / "hand-pl.csv").write_bytes(HAND_PL.encode("cp1250"))
    (FILES / "unicode-text.txt").write_bytes(HAND_PL.replace(";", "\t").encode("utf-16"))
    _sheet(FORMS_NL, "microsoft-forms-nl", "xlsx")
    _sheet(FORMS_EN, "microsoft-forms", "xlsx")
    _sheet(SHEET, "list", "xlsx")
    _sheet(SHEET, "list", "ods")
    _cards()


def _outlook(headings: str, *people: dict[str, str]) -> bytes:
    names = next(csv.reader([headings]))
    out = io.StringIO()
    write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    write.writerow(names)
    for person in people:
        assert set(person) <= set(names), set(person) - set(names)
        write.writerow([person.get(name, "") for name in names])
    return out.getvalue().encode("cp1252")


def _sheet(text: str, name: str, form: str) -> None:
    """Have LibreOffice read the text as it reads any CSV, and write a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.csv")
        source.write_text(text, encoding="utf-8", newline="")
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--infilter=CSV:44,34,76,1,,1043",
            "--convert-to",
            form,
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.copy(Path(folder, f"{name}.{form}"), FILES)


def _cards() -> None:
    people = []
    for given, surname, mail in (
        ("Sanne", "van der Meer", "sanne@example.org"),
        ("Łukasz", "Wójcik", "lukasz@example.org"),
    ):
        card = vobject.vCard()
        card.add("n").value = vobject.vcard.Name(family=surname, given=given)
        card.add("fn").value = f"{given} {surname}"
        card.add("email").value = mail
        card.add("tel").value = "+31 6 12345678"
        card.add("org").value = ["WMO Radar; locatie Zuid", "Team"]
        card.add("adr").value = vobject.vcard.Address(
            street="Dorpsstraat 1", city="Rotterdam", code="3072 AB", country="Nederland"
        )
        card.add(
            "note"
        ).value = "Eerste regel, met komma\nTweede regel die lang genoeg is om gevouwen te worden door de schrijver van dit bestand."
        card.add("categories").value = ["Hillesluis", "gastheer"]
        people.append(card.serialize())
    (FILES / "vobject-3.vcf").write_text("".join(people), encoding="utf-8", newline="")
    android = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=59=C4=B1lmaz;Ay=C5=9Fe;;;\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=41=79=C5=9F=65=20=59=C4=B1=6C=6D=\n=61=7A\nTEL;CELL;PREF:+31612345678\nTEL;WORK;FAX:0101234567\nEMAIL;HOME:ayse@example.org\nADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Dorpsstraat=201;Rotterdam;;3072=20AB;Nederland\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAUDBAQEAwUEBAQFBQUGBww\n IBwcHBw8LCwkMEQ8SEhEP\n\nEND:VCARD\nBEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1:M\xfcller;Jo\xebl\nTEL;HOME:010-1234567\nEND:VCARD\n"
    (FILES / "android-2.1.vcf").write_bytes(android.replace("\n", "\r\n").encode("latin-1"))
    apple = "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//macOS 14.0//EN\nN:de Vries;Jan;Willem;;\nFN:Jan Willem de Vries\nORG:Gemeente Rotterdam;\nitem1.EMAIL;type=INTERNET;type=pref:jan@example.org\nitem1.X-ABLabel:_$!<Work>!$_\nitem2.TEL:+31 10 123 45 67\nitem2.X-ABLabel:balie\nitem3.ADR;type=HOME:;;Kerkweg 12\\, 3 hoog;Rotterdam;;3011 AA;Nederland\nitem3.X-ABADR:nl\nNOTE:Neemt\\, zoals altijd\\; zijn hond mee.\\nEn een koek\n  erbij.\nX-SOCIALPROFILE;type=twitter:https://example.org/jan\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Stichting Leeg\nORG:Stichting Leeg\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    (FILES / "apple-3.vcf").write_bytes(apple.replace("\n", "\r\n").encode())
    four = 'BEGIN:VCARD\nVERSION:4.0\nKIND:individual\nFN:Jan Van de Lanotte\nN;SORT-AS="Van de Lanotte,Jan":Van de Lanotte;Jan;;;\nEMAIL;PREF=2:oud@example.org\nEMAIL;PREF=1:jan@example.org\nTEL;VALUE=uri;TYPE="voice,cell":tel:+32470123456\nLANG;PREF=1:nl\nLANG;PREF=2:fr\nADR;LABEL="Straat 1: boven":;;Straat 1;Gent;;9000;België\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Het bestuur\nMEMBER:mailto:jan@example.org\nEND:VCARD\n'
    (FILES / "four.vcf").write_bytes(four.replace("\n", "\r\n").encode())
    broken = "dit is geen kaart\nBEGIN:VCARD\nVERSION:3.0\nFN:Eerste Kapot\nEMAIL:eerste@example.org\nBEGIN:VCARD\nVERSION:3.0\nFN:Tweede Heel\nregel zonder dubbele punt\nEMAIL:tweede@example.org\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Derde Post\nEMAIL:geen-adres\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Vierde\n"
    (FILES / "broken.vcf").write_bytes(broken.encode())


if __name__ == "__main__":
    main()
