"""The programs whose exports are recognised by their own heading rows, and what their columns mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from roadshow_addressbook.targets import heading_key, target_of


@dataclass(frozen=True, slots=True)
class Program:
    """A program that exports people.

    `every` must all be among the heading keys, and one of `one_of` where it is not empty. `rules` are patterns on a
    heading key with the field they mean, the first that fits wins; a pattern's group `group` parts one postal address
    from another. `closed` programs have no columns of the planner's own, so what no rule names is left out on purpose.
    """

    name: str
    every: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    one_of: frozenset[str] = field(default=frozenset())
    closed: bool = False


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), target) for pattern, target in pairs)


_GOOGLE = _rules(
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
_OUTLOOK_EN = _rules(
    (r"firstname", "given"),
    (r"middlename", "middle"),
    (r"lastname", "surname"),
    (r"email(2|3)?address", "email"),
    (r"mobilephone", "phone"),
    (r"businessphone2?|homephone2?|primaryphone|otherphone|companymainphone", "phone"),
    (r"(?P<group>home|business|other)street", "street"),
    (r"(?P<group>home|business|other)postalcode", "postcode"),
    (r"(?P<group>home|business|other)city", "town"),
    (r"(?P<group>home|business|other)countryregion|(?P<group2>home|business|other)country", "country"),
    (r"company", "organisation"),
    (r"jobtitle", "function"),
    (r"categories", "tags"),
    (r"notes", "notes"),
)
_OUTLOOK_NL = _rules(
    (r"voornaam", "given"),
    (r"middelstenaam", "middle"),
    (r"achternaam", "surname"),
    (r"emailadres(2|3)?|email(2|3)?adres", "email"),
    (r"mobieletelefoon", "phone"),
    (
        r"zakelijketelefoon2?|telefoonopwerk2?|telefoonthuis2?|anderetelefoon|hoofdtelefoon|hoofdtelefoonbedrijf",
        "phone",
    ),
    (r"(?P<group>huis|werk|ander)adresstraat", "street"),
    (r"(?P<group>huis|werk|ander)adrespostcode", "postcode"),
    (r"(?P<group>huis|werk|ander)adresplaats", "town"),
    (r"(?P<group>huis|werk|ander)adresland(regio)?", "country"),
    (r"bedrijf", "organisation"),
    (r"functie", "function"),
    (r"categorieen", "tags"),
    (r"notities", "notes"),
)
_GOOGLE_NL = _rules(
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
    (r"functie|organisatietitel|organisatie1titel", "function"),
    (r"labels|groepslidmaatschap", "tags"),
    (r"taal", "languages"),
    (r"notities|aantekeningen", "notes"),
    (r"naam", "name"),
)
_THUNDERBIRD = _rules(
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
_EVENTBRITE = _rules(
    (r"attendeefirstname|firstname", "given"),
    (r"attendeelastname|lastname|attendeesurname|surname", "surname"),
    (r"attendeeemail|email|attendeeemailaddress|emailaddress", "email"),
    (r"attendeestatus|statusdeelnemer|deelnemerstatus", "status"),
    (r"voornaam(deelnemer)?", "given"),
    (r"achternaam(deelnemer)?", "surname"),
    (r"email(adres)?(deelnemer)?", "email"),
    (r"bestel.*|soortticket|naamevenement|aantal|naamkoper|.*koper|prijs.*", "ignore"),
    ((r"order(no|id|date|type|)|attendee(no|id|)|buyer.*|purchaser.*|contact(first|last)name|ticket.*|barcode(no|)|quantity|"
     r"group|dateattending|deviceused|currency.*|totalpaid|fees.*|eventbrite.*|tax.*|event.*|checkin.*|device.*|"
     r"prefix|suffix|middlename|affiliate|gross.*|net.*|royalty|deliverymethod|paymenttype|paymentstatus|discount.*|billing.*"), "ignore"),
    (r"homeaddress1|shippingaddress1|(?P<group>home)address", "street"),
    (r"homecity|shippingcity", "town"),
    (r"homezip|shippingzip|homepostcode", "postcode"),
    (r"homecountry|shippingcountry", "country"),
)  # fmt: skip
_FORMS = _rules(
    ((r"id|starttime|begintijd|completiontime|tijdvanvoltooien|lastmodifiedtime|tijdvanlaatstewijziging|"
     r"totalpoints|totaleaantalpunten|quizfeedback|points.*|feedback.*|punten.*"), "ignore"),
)  # fmt: skip
_MAILCHIMP = _rules(
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


def _keys(words: str) -> frozenset[str]:
    return frozenset(words.split())


PROGRAMS = (
    Program("google", _keys("firstname lastname phoneticfirstname"), _GOOGLE, closed=True),
    Program(
        "google-old",
        _keys("name givenname familyname"),
        _GOOGLE,
        _keys("additionalname groupmembership yominame"),
        closed=True,
    ),
    Program(
        "outlook-web",
        _keys("firstname lastname emailaddress"),
        _OUTLOOK_EN,
        _keys("givenyomi surnameyomi"),
        closed=True,
    ),
    Program("outlook", _keys("firstname lastname businessstreet"), _OUTLOOK_EN, closed=True),
    Program(
        "outlook-nl", _keys("voornaam achternaam"), _OUTLOOK_NL, _keys("werkadresstraat huisadresstraat"), closed=True
    ),
    Program("eventbrite", _keys("order"), _EVENTBRITE, _keys("attendee attendeestatus tickettype attendeeno")),
    Program("eventbrite", _keys("orderno"), _EVENTBRITE, _keys("attendee attendeestatus tickettype attendeeno")),
    Program(
        "eventbrite", _keys("orderid"), _EVENTBRITE, _keys("attendee attendeestatus tickettype attendeeno attendeeid")
    ),
    Program("eventbrite", _keys("bestelnr"), _EVENTBRITE, _keys("statusdeelnemer soortticket deelnemerstatus")),
    Program("google", _keys("voornaam achternaam fonetischevoornaam"), _GOOGLE_NL, closed=True),
    Program("thunderbird", _keys("firstname lastname primaryemail screenname"), _THUNDERBIRD, closed=True),
    Program("thunderbird", _keys("voornaam achternaam primairemailadres schermnaam"), _THUNDERBIRD, closed=True),
    Program(
        "outlook-web",
        _keys("voornaam achternaam emailadres"),
        _OUTLOOK_NL,
        _keys("yomivanvoornaam yomivanachternaam"),
        closed=True,
    ),
    Program("microsoft-forms-nl", _keys("id begintijd tijdvanvoltooien"), _FORMS),
    Program("microsoft-forms", _keys("id starttime completiontime"), _FORMS),
    Program("mailchimp", _keys("emailaddress"), _MAILCHIMP, _keys("memberrating leid euid")),
    Program("mailchimp", _keys("emailadres"), _MAILCHIMP, _keys("memberrating leid euid")),
)


def recognised(headings: Sequence[str]) -> Program | None:
    """Return the program whose heading row this is."""
    keys = {heading_key(heading) for heading in headings}
    for program in PROGRAMS:
        if program.every <= keys and (not program.one_of or program.one_of & keys):
            return program
    first = heading_key(headings[0]) if headings else ""
    if first in {"tijdstempel", "timestamp"}:
        return Program("google-forms-nl" if first == "tijdstempel" else "google-forms", frozenset([first]), _STAMP)
    return None


_STAMP = _rules((r"tijdstempel|timestamp|score", "ignore"))


def meaning(program: Program | None, heading: str) -> tuple[str, str]:
    """Return the field a heading means and the address group it belongs to; both may be empty."""
    if program is not None:
        key = heading_key(heading)
        for pattern, target in program.rules:
            match = pattern.fullmatch(key)
            if match:
                groups = match.groupdict()
                return target, next((found for name, found in groups.items() if found and name.startswith("group")), "")
        if program.closed:
            return "ignore", ""
    return target_of(heading), ""
