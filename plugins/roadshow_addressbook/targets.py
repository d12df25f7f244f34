"""Which heading means which field: the plain words of Dutch, English and Turkish lists."""

import re

from roadshow_addressbook.answers import TARGETS as ABOUT_INVITATIONS
from roadshow_addressbook.door import fold
from roadshow_addressbook.tongues import TONGUES

PERSON_TARGETS = (
    "given", "particle", "surname", "sort_as", "display_name", "other_names", "email", "email_kind", "phone", "phone_kind", "contacts", "street", "postcode", "town", "country",
    "organisation", "function", "district", "languages", "tags", "diet", "access", "interpreter", "childcare",
    "needs_until", "consent_mail", "consent_photo", "registrations", "away", "lists", "notes",
)  # fmt: skip
OTHER_TARGETS = (
    "name",
    "initials",
    "middle",
    "house_number",
    "postcode_town",
    "unsubscribed",
    *ABOUT_INVITATIONS,
    "fax",
    "ignore",
)
REGISTRATION = "registration:"
OFFERED = (
    "name", *PERSON_TARGETS, "middle", "house_number", "postcode_town",
    "answer", "companions", "heads", "ticket", "answered_at", "session",
)  # fmt: skip
"""What a planner can choose from for a column; that it is left out is said with ignore."""

_WORDS: dict[str, str] = {
    "given": "first vnaam preferredname calledname voornaam voornamen roepnaam firstname givenname forename ad adi isim voornaamofvoorletters imie imiona",
    "initials": "voorl voorletters initialen initials voorletter",
    "particle": "tsv tussenvoegselachternaam tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tv tussenv particle prefixsurname infix voorvoegselachternaam",
    "middle": "middlename middelstenaam additionalname tweedenaam",
    "surname": "last anaam achternaam familienaam geslachtsnaam lastname surname familyname soyad soyadi soyisim nazwisko",
    "name": "wie genodigde vrijwilliger naamachternaam naamenachternaam naamachternaamvoornaam naam name fullname volledigenaam voorenachternaam voornaamenachternaam voornaamachternaam naamdeelnemer deelnemer participant "
    "adsoyad adisoyadi isimsoyisim achternaamvoornaam naamvoorenachternaam contactpersoon attendee attendeename guest gast displayname "
    "weergavenaam savedname contactname contactnaam imieinazwisko",
    "sort_as": "sorteernaam sorterenals sortas sorteerals",
    "display_name": "naamineigenschrift naaminarabischschrift nameinownscript",
    "email": "emailhome emailother email1value email2value email3value email1waarde email2waarde emailthuis email emailadres emailaddress mail mailadres eposta epostaadresi emailprive emailwerk elektronischpostadres "
    "emailadreswerk emailadresprive mailaddress emailadress primaryemail primairemailadres secondaryemail secundairemailadres "
    "emailadres1 emailadres2 email1 email2 adresemail",
    "phone": "cell bereikbaarop bereikbaarvia bereikbaarviatelefoon contactnumber mobileno mobielenummer phone1value phone2value phone3value telefoon1waarde telefoon2waarde vast vastnummer vastnr vastetelefoon telefoonvast telvast mobnr mobtel telefoon telefoonnummer tel telnr telnummer telefoonnr mobiel mobielnummer mobieltelefoonnummer mobieletelefoon mobielnr gsm "
    "gsmnummer phone phonenumber mobile mobilephone cellphone telephone telefon telefonnumarasi ceptelefonu cep 06nummer 06 06nr telefoonmobiel "
    "telefoonthuis telefoonwerk telefoonprive telwerk telprive telthuis telmobiel mobilenr workphone homephone phonework "
    "phonehome zakelijketelefoon whatsapp whatsappnummer mobilenumber phonenumbermobile",
    "other_names": "anderenamen othernames",
    "needs_until": "behoeftenbewarentot needskeptuntil",
    "away": "afwezig away afwezigheid",
    "lists": "lijsten lists",
    "email_kind": "soortemailadres kindofemail",
    "phone_kind": "soortnummer kindofnumber",
    "contacts": "verdereadressenennummers furtheraddressesandnumbers",
    "street": "adresenhuisnummer adreshuisnummer straathuisnr thuisadres woonadres bezoekadres postadres huisadres straatennr straatennummer straatnr straat adres straatnaam street address streetaddress straatenhuisnummer adresregel1 addressline1 address1 sokak straathuisnummer",
    "house_number": "huisnummer huisnr nummer nr housenumber huisnrtoev toevoeging huisnummertoevoeging toev",
    "postcode": "postcode pc postalcode zip zipcode postkodu postcodecijfersletters",
    "postcode_town": "postcodeplaats postcodeenplaats postcodewoonplaats postcodeenwoonplaats pcplaats pcenplaats plzort "
    "postcodestad postcodegemeente",
    "town": "plaats woonplaats stad gemeente city town plaatsnaam sehir vestigingsplaats",
    "country": "land country ulke countryregion",
    "organisation": "namens naamschool affiliation afkomstigvan naamvereniging organisatie organisation organization bedrijf instelling werkgever company employer stichting kurum organisatienaam "
    "naamorganisatie school vereniging companyname companyororganization sirket club bedrijfsnaam",
    "function": "functietitel functiebinnenorganisatie functie rol beroep function jobtitle position title2 gorev functieomschrijving jobposition role meslek taak",
    "district": "wijk buurt district neighbourhood neighborhood stadsdeel gebied mahalle wijkbuurt werkgebied deelgemeente",
    "languages": "spreekt gesprokentaal gesprokentalen taal talen language languages dil diller voorkeurstaal preferredlanguage spreektaal moedertaal voertaal",
    "tags": "category doelgroep doelgroepen groupmembership tags label labels groep groepen categorie categorieen categories group kenmerken trefwoorden etiket",
    "diet": "eetwensen bijzonderdieet dieetallergie dieet dieetwensen dieetwens dietaryrequirements dietaryrequirementsorallergies dietaryrestrictions dietary diet diyet allergie allergieen allergies "
    "dieetallergieen voedselallergie dieetwensenallergieen voedselallergieen dieetwensenofallergieen",
    "access": "hulpmiddelen hulpmiddel toegankelijkheid toegankelijkheidswensen access accessibility accessneeds rolstoel hulpbehoefte accessibilityneeds erisim",
    "interpreter": "tolk tolknodig interpreter interpreterneeded tercuman",
    "childcare": "kinderopvang oppas kinderopvangnodig childcare childcareneeded cocukbakimi",
    "consent_mail": "mailtoestemming toestemmingmail magmailen nieuwsbrief consentmail mailconsent newsletter toestemmingemail magikumailen",
    "consent_photo": "fototoestemming toestemmingfoto foto fotos consentphoto photoconsent magopdefoto toestemmingfotos",
    "registrations": "registraties registrations registratienummers",
    "notes": "overig overige overigeopmerkingen aantekening aantekeningen opm nogietskwijt vragenopmerkingen opmerking opmerkingen notitie notities notes note remarks comments bijzonderheden toelichting not notlar comment remark",
    REGISTRATION + "BIG": "bignummer big bignr bigregistratienummer bigregistratie",
    REGISTRATION + "SKJ": "skjnummer skj skjnr skjregistratienummer skjregistratie",
    REGISTRATION + "Registerplein": "registerplein registerpleinnummer",
    REGISTRATION + "V&VN": "vvn vvnnummer lidmaatschapsnummervvn",
    REGISTRATION + "NIP": "nip nipnummer",
    "unsubscribed": "unsubscribed unsubscribedfromallemail emailoptout hasoptedoutofemail optout geenmail geenmailmeer",
    "fax": "fax faxnummer faxnr faxwerk faxthuis faxzakelijk workfax homefax faxnumber pager pagernumber semafoon telefax businessfax otherfax",
    "answer": "komtu komje komtuook komjeook komtuof komje bentuerbij benjeerbij bentuaanwezig benjeaanwezig aanwezig aanwezigheid aanwezigjanee ikkom ikbenaanwezig ikbenerbij "
    "aanmelding aanmelden deelname neemtudeel doetumee doejemee rsvp rsvpanswer response antwoord reactie uwantwoord attending willyouattend willyoubeattending areyoucoming areyouattending "
    "attendance canyoucome canyoumakeit willyoucome going coming yesno janee teilnahme nehmensieteil nehmensieandeveranstaltungteil kommensie kommstdu zusage zusageabsage "
    "presence participation participezvous viendrezvous serezvouspresent presente participera katilim katilacakmisiniz geliyormusunuz",
    "companions": "introducee introducees introduce introduces introduceesaantal aantalintroducees aantalintroduces aantalgasten gasten extragasten extrapersonen aantalextrapersonen begeleiders begeleider aantalbegeleiders "
    "meekomers aantalmeekomers metpartner partnermee neemtuiemandmee hoeveelmensenneemtumee hoeveelpersonenneemtumee hoeveelgastenneemtumee hoeveelmensenbrengtumee guests numberofguests numguests additionalguests "
    "extraguests plusone plusones plus1 additionalattendees additionalpeople companions numberofcompanions begleitpersonen begleitung anzahlbegleitpersonen anzahlgaste weiterepersonen "
    "accompagnants accompagnateurs nombredaccompagnants nombredaccompagnateurs refakatci yanindakikisi",
    "heads": "methoeveel methoeveelpersonen methoeveelmensen methoeveelbentu methoeveelkomtu methoeveelpersonenkomtu methoeveelmensenkomtu methoeveelbenje methoeveelzijnjullie hoeveelpersonen hoeveelmensen hoeveelpersonenkomener aantalpersonen aantaldeelnemers aantalbezoekers "
    "aantalmensen aantalaanmeldingen aantalplaatsen aantaltickets aantalkaarten aantalkaartjes aantal personen numberofattendees numberofpeople numberofpersons numberofseats numberoftickets howmany howmanypeople howmanyattendees "
    "partysize headcount quantity qty ticketquantity seats groupsize totalattendees attendees anzahlpersonen personenzahl anzahlteilnehmer anzahltickets anzahlplatze nombredepersonnes nombredeparticipants nombredeplaces nombredebillets "
    "kisisayisi kackisi",
    "ticket": "ticket tickets ticketid ticketno ticketnr ticketnumber ticketnummer tickettype ticketname ticketnaam ticketclass soortticket kaartsoort kaarttype kaartnummer barcode barcodeno barcodenumber attendeeno attendeenumber "
    "attendeeid positionid product productname eintrittskarte ticketart ticketcode typedebillet numerodebillet billet",
    "order": "order orderno ordernumber orderid orderreference ordercode bestelnr bestelnummer bestelling ordernummer boekingsnummer bookingid bookingreference buchungsnummer bestellnummer numerodecommande commande",
    "answered_at": "tijdstempel timestamp completiontime tijdvanvoltooien voltooiingstijd tijdstipvanvoltooien submissiondate submittedat submittedon submissiontime submitdate responsetime responsedate responsedatetime rsvpdate rsvpat rsvpedon "
    "datumvaninzending ingezondenop ingevuldop ingevuld aangemeldop aanmelddatum datumaanmelding inschrijfdatum ingeschrevenop antwoorddatum beantwoordop orderdate bestelddatum besteldatum besteldop purchasedate registrationdate "
    "registeredat registeredon registrationtime createdat createdon approvedat datecreated zeitstempel abschlusszeit fertigstellungszeit eingangsdatum bestelldatum anmeldedatum horodateur heuredefin datedesoumission dateinscription "
    "datedelacommande zamandamgasi tamamlanmasaati",
    "session": "sessie sessies workshop workshops workshopkeuze keuzeworkshop welkeworkshop welkeworkshops keuzesessie sessiekeuze welkesessie session sessions sessionchoice choiceofsession breakout breakoutsession atelier ateliers programmaonderdeel ronde tijdslot timeslot tijdvak",
    "checked_in": "checkedin checkin ingecheckt incheckt checkedinyesno eingecheckt enregistre arrived aangekomen",
    "status": "attendeestatus statusdeelnemer deelnemerstatus deelnamestatus orderstatus bestelstatus ticketstatus rsvpstatus antwoordstatus aanmeldstatus aanmeldingsstatus registratiestatus inschrijfstatus registrationstatus "
    "approvalstatus invitestatus responsestatus invitationstatus guestlistrsvp partstat teilnahmestatus bestellstatus statutdelacommande statutduparticipant",
    "ignore": "nietovergenomenomdat nottakeninbecause nr2 volgnummer rijnummer",
}
_BY_WORD = {
    word: target for tongue in (*TONGUES.values(), _WORDS) for target, words in tongue.items() for word in words.split()
}
_TELLING = frozenset(
    ["wijk", "buurt", "taal", "talen", "email", "emailadres", "telefoonnummer", "organisatie", "functie", "dieetwensen", "allergieen",
     "voornaam", "achternaam", "postcode", "tolk", "kinderopvang", "dieetwens", "language", "languages", "organisation", "organization",
     "neighbourhood", "allergies", "dieet", "voorkeurstaal", "beroep"]
)  # fmt: skip
OUR_OWN = frozenset(["nietovergenomenomdat", "nottakeninbecause"])
"""The heading above reasons in a file of refused rows that this program wrote."""
_NUMBERED = frozenset(["name", "email", "phone"])
"""Fields of which a list may have a second column, such as E-mail 2."""
_MAY_WE = frozenset(["mag", "mogen", "may", "can"])
_PICTURES = frozenset(["foto", "fotos", "photo", "photos", "pictures", "beeldmateriaal", "filmen"])
_MAILING = frozenset(["nieuwsbrief", "newsletter", "mailen", "mailing", "mailings"])
_PERMITTED = _MAY_WE | {"akkoord", "toestemming", "toegestaan", "consent", "permission", "aanmelden", "okay"}
_WHOSE = frozenset(
    ["kind", "deelnemer", "deelneemster", "contactpersoon", "contact", "ouder", "lid", "client", "leerling", "student", "vrijwilliger", "medewerker",
     "genodigde", "gast", "bezoeker", "cursist", "bewoner", "aanmelder", "participant", "attendee", "guest", "volunteer", "member", "child", "teilnehmer",
     "zakelijk", "zakelijke", "prive", "werk", "thuis", "overdag", "eigen", "work", "personal", "business", "home", "private", "office"]
)  # fmt: skip
"""Whose a value is, or where it holds: said beside what it is, it does not change the field."""
_ASKING = re.compile(
    r"^(?:(?:hallo|hello|hoi|hi|and|en|wat|hoe|what|vul|is|are|zijn|hier|in|je|jouw|uw|u|your|the|het|de|please|enter|graag|svp|heb|heeft|hebt|do|have|you|any|eventuele|bent|welke|which|van|voor|for|eigen)\s+)+"
)
_COMING = frozenset(
    [
        "komt",
        "kom",
        "komen",
        "aanwezig",
        "erbij",
        "bijzijn",
        "bijwonen",
        "deelnemen",
        "meedoen",
        "attend",
        "attending",
        "come",
        "coming",
        "join",
        "joining",
        "rsvp",
        "kommen",
        "kommst",
        "teilnehmen",
        "dabei",
        "viendrez",
        "venir",
        "participer",
        "present",
        "presente",
        "katilacak",
        "gelecek",
        "geliyor",
    ]
)
_HOW_MANY = frozenset(["hoeveel", "many", "combien", "viele", "kac"])
_ALONG = frozenset(
    [
        "mee",
        "meenemen",
        "meebrengen",
        "neemt",
        "neem",
        "brengt",
        "breng",
        "bring",
        "bringing",
        "extra",
        "introducees",
        "introducee",
        "begeleiders",
        "along",
        "mitbringen",
        "bringen",
        "bringst",
        "accompagnants",
        "amenez",
        "refakatci",
    ]
)
_PEOPLE = frozenset(
    [
        "personen",
        "mensen",
        "gasten",
        "people",
        "persons",
        "guests",
        "seats",
        "plaatsen",
        "personnes",
        "invites",
        "personen",
        "kisi",
    ]
)
_ASIDE = re.compile(r"[(\[（].*?[)\]）]")
_NOT_WORD = re.compile(r"[\W_]+")


def heading_key(heading: str) -> str:
    """Return a heading without case, accents, spaces and marks, so that E-mailadres: and e mailadres are one."""
    return _NOT_WORD.sub("", fold(heading[:300]))


def target_of(heading: str) -> str:
    """Return the field that a plain heading means, or an empty text: "Wat is uw e-mailadres?" means email."""
    key = heading_key(heading)
    if key in _BY_WORD:
        return _BY_WORD[key]
    bare = " ".join(_NOT_WORD.sub(" ", fold(_ASIDE.sub(" ", heading[:300]))).split())
    key = bare.replace(" ", "")
    if key in _BY_WORD:
        return _BY_WORD[key]
    stem = key.rstrip("123456789")
    if stem != key and _BY_WORD.get(stem) in _NUMBERED:
        return _BY_WORD[stem]
    known = _of_somebody(bare) or _permitted(set(bare.split()))
    if known:
        return known
    asked = _ASKING.sub("", bare)
    aside = _ASIDE.search(heading[:300])
    return (
        _BY_WORD.get(asked.replace(" ", ""))
        or (_BY_WORD.get(heading_key(aside.group()), "") if aside else "")
        or _either(heading)
        or _asked_about(heading, bare, asked)
    )


def _of_somebody(bare: str) -> str:
    """Return the field of a heading that says whose it is or for when: Naam kind, Zakelijk e-mailadres, Telefoon overdag."""
    words = bare.split()
    if len(words) > 4 or not _WHOSE & set(words):
        return ""
    return _BY_WORD.get("".join(word for word in words if word not in _WHOSE), "")


def _permitted(words: set[str]) -> str:
    """Return the field of a heading about a permission, such as Akkoord foto's."""
    if len(words) > 6 or not words & _PERMITTED:
        return ""
    return "consent_photo" if words & _PICTURES else "consent_mail" if words & _MAILING else ""


def _either(heading: str) -> str:
    """Return the field of a heading with a stroke, such as Organisatie / instelling, where it is one field alone."""
    pieces = heading[:300].split("/")
    found = {_BY_WORD.get(heading_key(piece), "") for piece in pieces} - {""}
    return found.pop() if len(pieces) > 1 and len(found) == 1 else ""


def _asked_about(heading: str, bare: str, asked: str) -> str:
    """Return the field that a short question is about, where one word in it leaves no doubt."""
    words = bare.split()
    if not heading.rstrip().endswith("?") or len(words) > 14:
        return ""
    coming = _asked_of_coming(frozenset(words))
    if coming:
        return coming
    if words[:1] and words[0] in _MAY_WE and _PICTURES & set(words):
        return "consent_photo"
    if len(asked.split()) > 6:
        return ""
    found = {_BY_WORD[word] for word in words if word in _TELLING}
    return found.pop() if len(found) == 1 else ""


def _asked_of_coming(words: frozenset[str]) -> str:
    """Return what a question about coming asks for: an answer, how many in all, or how many beside oneself."""
    if words & _HOW_MANY:
        return "companions" if words & _ALONG else "heads" if words & (_COMING | _PEOPLE) else ""
    if words & _ALONG and words & (_PEOPLE | {"iemand", "someone", "partner"}):
        return "companions"
    return "answer" if words & _COMING else ""
