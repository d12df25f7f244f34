"""The programs whose exports are recognised by their own heading rows, and what their columns mean."""

from collections.abc import Sequence

from roadshow_addressbook.abroad import PROGRAMS_ABROAD
from roadshow_addressbook.program import Program, keys, rules
from roadshow_addressbook.targets import OUR_OWN, heading_key, target_of

_GOOGLE = rules(
    (r"firstname|givenname", "given"),
    (r"middlename|additionalname", "middle"),
    (r"lastname|familyname", "surname"),
    (r"email\d+value", "email"),
    (r"phone\d+value", "phone"),
    (r"address(?P<group>\d+)street", "street"),
    (r"address(?P<group>\d+)postalcode", "postcode"),
    (r"address(?P<group>\d+)city", "town"),
    (r"address(?P<group>\d+)country", "country"),
    (r"organizationname|organization1name", "organisation"),
    (r"organizationtitle|organization1title", "function"),
    (r"labels|groupmembership", "tags"),
    (r"language", "languages"),
    (r"notes", "notes"),
    (r"name", "name"),
)
_OUTLOOK_EN = rules(
    (r"firstname", "given"),
    (r"middlename", "middle"),
    (r"lastname", "surname"),
    (r"email(2|3)?address", "email"),
    (r"mobilephone", "phone"),
    (r"businessphone2?|homephone2?|primaryphone|otherphone|companymainphone", "phone"),
    (r"(?P<group>home|business|other)street[23]?", "street"),
    (r"(?P<group>home|business|other)postalcode", "postcode"),
    (r"(?P<group>home|business|other)city", "town"),
    (r"(?P<group>home|business|other)countryregion|(?P<group2>home|business|other)country", "country"),
    (r"company", "organisation"),
    (r"jobtitle", "function"),
    (r"categories", "tags"),
    (r"notes", "notes"),
)
_OUTLOOK_NL = rules(
    (r"voornaam", "given"),
    (r"middelstenaam", "middle"),
    (r"achternaam", "surname"),
    (r"emailadres(2|3)?|email(2|3)?adres", "email"),
    (r"mobieletelefoon", "phone"),
    (
        r"zakelijketelefoon2?|telefoonopwerk2?|telefoonthuis2?|anderetelefoon|hoofdtelefoon|hoofdtelefoonbedrijf",
        "phone",
    ),
    (r"(?P<group>huis|werk|ander)adres[23]?straat[23]?", "street"),
    (r"(?P<group>huis|werk|ander)adrespostcode", "postcode"),
    (r"(?P<group>huis|werk|ander)adresplaats", "town"),
    (
        r"(?P<group>huis|werk|ander)adresland(regio)?|land(regio)?(?P<group2>thuis|prive|werk|zakelijk|anders?|overig)",
        "country",
    ),
    (r"voorletters|beroep|account|geslacht|hobbys?", "ignore"),
    (r"bedrijf", "organisation"),
    (r"functie", "function"),
    (r"categorieen", "tags"),
    (r"notities", "notes"),
)
_GOOGLE_NL = rules(
    (r"voornaam", "given"),
    (r"tweedevoornaam|middelstenaam", "middle"),
    (r"achternaam", "surname"),
    (r"emailadres\d+waarde|email\d+waarde", "email"),
    (r"telefoon(nummer)?\d+waarde", "phone"),
    (r"adres(?P<group>\d+)straat", "street"),
    (r"adres(?P<group>\d+)postcode", "postcode"),
    (r"adres(?P<group>\d+)(plaats|stad)", "town"),
    (r"adres(?P<group>\d+)land", "country"),
    (r"organisatienaam|organisatie1naam|naamvanorganisatie", "organisation"),
    (r"functie(bijorganisatie)?|organisatiefunctie|organisatietitel|organisatie1titel", "function"),
    (r"labels|groepslidmaatschap", "tags"),
    (r"taal", "languages"),
    (r"notities|aantekeningen", "notes"),
    (r"naam", "name"),
)
_THUNDERBIRD = rules(
    (r"firstname|voornaam", "given"),
    (r"lastname|achternaam", "surname"),
    (r"displayname|weergavenaam", "name"),
    (r"(primary|secondary)email|(primair|secundair)emailadres|emailadres|(extra|tweede)emailadres", "email"),
    (r"mobilenumber|mobiel(nummer)?|mobieletelefoon", "phone"),
    (r"(work|home)phone|telefoon(op)?(werk|thuis|prive)|(werk|thuis|prive)telefoon", "phone"),
    (r"(?P<group>home|work)address|adres(?P<group2>prive|thuis|werk)|(?P<group3>prive|thuis|werk)adres", "street"),
    (r"(?P<group>home|work)zipcode|postcode(?P<group2>prive|thuis|werk)|(?P<group3>prive|thuis|werk)postcode", "postcode"),
    (r"(?P<group>home|work)city|plaats(?P<group2>prive|thuis|werk)|(?P<group3>prive|thuis|werk)plaats", "town"),
    (r"(?P<group>home|work)country|land(?P<group2>prive|thuis|werk)|(?P<group3>prive|thuis|werk)land", "country"),
    (r"organization|organisatie", "organisation"),
    (r"jobtitle|functie", "function"),
    (r"notes|aantekeningen|notities|opmerkingen", "notes"),
)  # fmt: skip
_EVENTBRITE = rules(
    (r"attendeefirstname|firstname", "given"),
    (r"attendeelastname|lastname|attendeesurname|surname", "surname"),
    (r"attendeeemail|email|attendeeemailaddress|emailaddress", "email"),
    (r"attendeestatus|statusdeelnemer|deelnemerstatus", "status"),
    (r"voornaam(deelnemer)?", "given"),
    (r"achternaam(deelnemer)?", "surname"),
    (r"email(adres)?(deelnemer)?", "email"),
    (r"order(no|id|)|bestel(nr|nummer)", "order"),
    (r"(order|bestel)(date|datum)", "answered_at"),
    (r"quantity|ticketquantity|aantal", "heads"),
    (r"ticket(type|class|name|no|id|)|attendee(no|id|)|barcode(no|)|soortticket", "ticket"),
    (r"checkedin|checkin", "checked_in"),
    (r"bestel.*|prijsklasse|naamevenement|naamkoper|.*koper|prijs.*", "ignore"),
    ((r"order(type|)|buyer.*|purchaser.*|contact(first|last)name|ticket.*|"
     r"group|pricetier|dateattending|deviceused|currency.*|totalpaid|fees.*|eventbrite.*|tax.*|event.*|checkin.*|device.*|"
     r"prefix|suffix|middlename|affiliate|gross.*|net.*|royalty|deliverymethod|paymenttype|paymentstatus|discount.*|billing.*"), "ignore"),
    (r"homeaddress1|shippingaddress1|(?P<group>home)address", "street"),
    (r"homecity|shippingcity", "town"),
    (r"homezip|shippingzip|homepostcode", "postcode"),
    (r"homecountry|shippingcountry", "country"),
)  # fmt: skip
_FORMS = rules(
    (r"completiontime|tijdvanvoltooien|tijdstipvanvoltooien|voltooiingstijd", "answered_at"),
    ((r"id|starttime|begintijd|lastmodifiedtime|tijdvanlaatstewijziging|"
     r"totalpoints|totaleaantalpunten|quizfeedback|points.*|feedback.*|punten.*"), "ignore"),
)  # fmt: skip
_MAILCHIMP = rules(
    (r"emailaddress|emailadres", "email"),
    (r"firstname|voornaam", "given"),
    (r"lastname|achternaam", "surname"),
    (r"phone(number)?|telefoonnummer", "phone"),
    (r"unsubtime|cleantime", "unsubscribed"),
    (r"tags", "tags"),
    (r"notes", "notes"),
    ((r"memberrating|optintime|optinip|confirmtime|confirmip|latitude|longitude|gmtoff|dstoff|timezone|cc|region|"
     r"unsub.*|clean.*|lastchanged|leid|euid|birthday|verjaardag"), "ignore"),
)  # fmt: skip


_SALESFORCE = rules(
    (r"accountname", "organisation"),
    (r"title", "function"),
    (r"mailingstreet", "street"),
    (r"mailingcity", "town"),
    (r"mailingzip(postalcode)?|mailingpostalcode", "postcode"),
    (r"mailingcountry", "country"),
    (r"(contact|account|owner)(id|owner|recordtype)|salutation|createddate|lastmodifieddate|leadsource", "ignore"),
)
_LYYTI = rules(
    (r"status", "status"),
    (r"title", "function"),
    (r"enrolled", "answered_at"),
    (r"participantid|paymentstatus|link", "ignore"),
)
PROGRAMS = (
    Program("google", keys("firstname lastname phoneticfirstname"), _GOOGLE, closed=True),
    Program(
        "google-old",
        keys("name givenname familyname"),
        _GOOGLE,
        keys("additionalname groupmembership yominame"),
        closed=True,
    ),
    Program(
        "outlook-web",
        keys("firstname lastname emailaddress"),
        _OUTLOOK_EN,
        keys("givenyomi surnameyomi"),
        closed=True,
    ),
    Program("outlook", keys("firstname lastname businessstreet"), _OUTLOOK_EN, closed=True),
    Program(
        "outlook-nl", keys("voornaam achternaam"), _OUTLOOK_NL, keys("werkadresstraat huisadresstraat"), closed=True
    ),
    Program("eventbrite", keys("order"), _EVENTBRITE, keys("attendee attendeestatus tickettype attendeeno")),
    Program("eventbrite", keys("orderno"), _EVENTBRITE, keys("attendee attendeestatus tickettype attendeeno")),
    Program(
        "eventbrite", keys("orderid"), _EVENTBRITE, keys("attendee attendeestatus tickettype attendeeno attendeeid")
    ),
    Program("eventbrite", keys("bestelnr"), _EVENTBRITE, keys("statusdeelnemer soortticket deelnemerstatus")),
    Program("google", keys("voornaam achternaam fonetischevoornaam"), _GOOGLE_NL, closed=True),
    Program("thunderbird", keys("firstname lastname primaryemail screenname"), _THUNDERBIRD, closed=True),
    Program("thunderbird", keys("voornaam achternaam primairemailadres schermnaam"), _THUNDERBIRD, closed=True),
    Program(
        "outlook-web",
        keys("voornaam achternaam emailadres"),
        _OUTLOOK_NL,
        keys("yomivanvoornaam yomivanachternaam"),
        closed=True,
    ),
    Program("microsoft-forms-nl", keys("id begintijd tijdvanvoltooien"), _FORMS),
    Program("microsoft-forms", keys("id starttime completiontime"), _FORMS),
    Program("mailchimp", keys("emailaddress"), _MAILCHIMP, keys("memberrating leid euid")),
    Program("mailchimp", keys("emailadres"), _MAILCHIMP, keys("memberrating leid euid")),
    Program("lyyti", keys("participantid status firstname lastname"), _LYYTI),
    Program("salesforce", keys("firstname lastname mailingstreet"), _SALESFORCE),
    *PROGRAMS_ABROAD,
)


_ONE_ADDRESS = {"thuis": "huis", "prive": "huis", "zakelijk": "werk", "anders": "ander", "overig": "ander"}
"""How the headings of one program name the same address in two ways."""


def recognised(headings: Sequence[str]) -> Program | None:
    """Return the program whose heading row this is."""
    there = {heading_key(heading) for heading in headings}
    for program in PROGRAMS:
        if program.every <= there and (not program.one_of or program.one_of & there):
            return program
    first = next((key for key in map(heading_key, headings) if key not in OUR_OWN), "")
    if first in {"tijdstempel", "timestamp"}:
        return Program("google-forms-nl" if first == "tijdstempel" else "google-forms", frozenset([first]), _STAMP)
    return None


_STAMP = rules((r"tijdstempel|timestamp", "answered_at"), (r"score", "ignore"), (r"gebruikersnaam|username", "email"))


def meaning(program: Program | None, heading: str) -> tuple[str, str]:
    """Return the field a heading means and the address group it belongs to; both may be empty."""
    if program is not None:
        key = heading_key(heading)
        for pattern, target in program.rules:
            match = pattern.fullmatch(key)
            if match:
                groups = match.groupdict()
                group = next((found for name, found in groups.items() if found and name.startswith("group")), "")
                return target, _ONE_ADDRESS.get(group, group)
        if program.closed:
            return target_of(heading) or "ignore", ""
    return target_of(heading), ""
