"""What a mail consists of, octet by octet, read back by the standard library."""

import re
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_plans import body, mails, open_office, own_letter, person, plan, read, written
from roadshow_mailmerge.header import header_text, mail_address
from roadshow_mailmerge.message import Letter, Sender, inspected, octets_of

from roadshow.api import Change, Document, Edit, Phrase, Query, RoadshowError, Stop, new_id
from roadshow.testing.plans import MOMENT

ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def letter(**fields):
    usual = {
        "sender": Sender("Buurtnetwerk", "organisatie@example.org"), "name": "Jan Smit", "address": "jan@example.org",
        "subject": "Hallo", "text": "Hallo\n", "html": "<p>Hallo</p>\n", "language": "nl", "moment": MOMENT,
        "installation": "abc.example", "key": ("a",), "thread": ("b",), "enclosures": (),
    }  # fmt: skip
    return Letter(**(usual | fields))


def test_a_letter_has_the_parts_that_calendar_programs_look_for_in_that_order(tmp_path):
    with open_office(tmp_path, plan([person()])) as office:
        (mail,) = mails(office)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar, attached = [part for part in mail.walk() if part.get_content_subtype() in {"calendar", "ics"}]
    octets = calendar.get_payload(decode=True)
    assert octets == attached.get_payload(decode=True), "some programs read only the one, some only the other"
    assert calendar.get_param("method") == "REQUEST"
    assert b"\r\nMETHOD:REQUEST\r\n" in octets
    assert calendar.get_content_disposition() is None
    assert attached.get_content_disposition() == "attachment"


def test_the_organizer_is_the_sender_and_the_only_attendee_is_the_reader(tmp_path):
    with open_office(tmp_path, plan([person(1), person(2)])) as office:
        for mail in mails(office):
            part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
            lines = part.get_payload(decode=True).decode().replace("\r\n ", "").splitlines()
            people = {line.partition(":")[2] for line in lines if line.startswith(("ORGANIZER", "ATTENDEE"))}
            sender, reader = mail["From"].addresses[0].addr_spec, mail["To"].addresses[0].addr_spec
            assert people == {f"mailto:{sender}", f"mailto:{reader}"}


def test_two_exports_of_an_unchanged_plan_are_the_same_octets(tmp_path):
    with open_office(tmp_path, plan([person(1), person(2, languages=("ar",))])) as office:
        assert written(office, form="all")[0] == written(office, form="all")[0]


def test_a_letter_about_a_moved_stop_is_another_message_in_the_same_thread(tmp_path):
    with open_office(tmp_path, plan([person()])) as office:
        (before,) = mails(office)
        stop = next(iter(office.store.each(Query(Stop, limit=None))))
        moved = replace(stop, title="Later")
        office.store.commit(Change(new_id(), Phrase("moved"), "tester", MOMENT.replace(hour=11), (Edit(stop, moved),)))
        (after,) = mails(office)
    assert before["Message-ID"] != after["Message-ID"], "mail programs drop a second mail of one id"
    assert before["References"] == after["References"]
    assert after["Date"].datetime == MOMENT.replace(hour=11)


def test_a_mail_that_cannot_be_answered_from_a_calendar_offers_to_stop(tmp_path):
    with open_office(tmp_path, plan([person()])) as office:
        (with_calendar,) = mails(office)
        (without,) = mails(office, calendar="no")
    assert with_calendar["List-Unsubscribe"] is None, "an invitation filed as list mail gets no buttons"
    assert without["List-Unsubscribe"] == "<mailto:organisatie@example.org?subject=STOP>"
    assert without.get_content_type() == "multipart/alternative"
    assert {mail["Auto-Submitted"] for mail in (with_calendar, without)} == {"auto-generated"}


def test_thanks_carry_no_invitation(tmp_path):
    with open_office(tmp_path, plan([person()], state="accepted")) as office:
        (mail,) = mails(office, letter="thanks")
    assert "text/calendar" not in {part.get_content_type() for part in mail.walk()}


def test_every_line_fits_and_ends_as_mail_wants(tmp_path):
    own_letter(tmp_path, "{{ name }} " + "woord " * 1000, html="<p>" + "x" * 5000 + "{{ name }}</p>")
    with open_office(tmp_path, plan([person(given="Zoë" * 100)])) as office:
        octets = written(office, letter="mine")[0][0].content
    lines = octets.split(b"\r\n")
    assert max(len(line) for line in lines if not line.startswith((b"Message-ID", b"References"))) <= 78
    assert b"\n" not in octets.replace(b"\r\n", b"")
    assert octets.isascii()


@settings(max_examples=150)
@given(name=st.text(max_size=150), subject=st.text(max_size=300))
def test_any_name_and_subject_come_back_as_the_gate_lets_them_through(name, subject):
    subject = header_text(subject)
    octets = octets_of(letter(name=name, subject=subject))
    mail = read(octets)
    assert mail["Subject"] == subject
    (reader,) = mail["To"].addresses
    assert reader.addr_spec == "jan@example.org"
    assert "".join(reader.display_name.split()) == "".join(header_text(name, 100).split())
    head = octets.partition(b"\r\n\r\n")[0]
    assert len(re.findall(rb"(?m)^(To|From|Subject):", head)) == 3
    assert set(mail.keys()) <= {
        *("Date", "From", "To", "Subject", "Message-ID", "References", "Auto-Submitted", "Content-Language"),
        *("List-Unsubscribe", "MIME-Version", "Content-Type"),
    }


@settings(max_examples=150)
@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=500), breaks=st.integers(0, 40))
def test_any_text_comes_back_whole(text, breaks):
    lines = "\n".join(text[at : at + breaks + 1] for at in range(0, len(text), breaks + 1)).strip("\n") + "\n"
    mail = read(octets_of(letter(text=lines, html=lines)))
    assert body(mail, "plain") == lines.replace("\n", "\r\n") or body(mail, "plain") == lines
    assert body(mail, "html").splitlines() == body(mail, "plain").splitlines()


@pytest.mark.parametrize("name", ["Jan Smit", "Łukasz Żak", 'Jan "de" \\ Vries', "Smit, Jan", "فاطمة العمراني", "J"])
def test_a_letter_joined_by_hand_reads_like_one_that_the_standard_library_writes(name):
    ours = read(
        octets_of(
            letter(name=name, subject="Één uur — später", enclosures=[Document("x/invite.ics", "text/calendar", ICS)])
        )
    )
    theirs = EmailMessage(policy=SMTP)
    theirs["Subject"] = "Één uur — später"
    theirs["To"] = ours["To"].addresses
    theirs.set_content("Hallo\n")
    theirs.add_alternative("<p>Hallo</p>\n", subtype="html")
    theirs.add_alternative(ICS, maintype="text", subtype="calendar", params={"method": "REQUEST", "charset": "utf-8"})
    theirs.add_attachment(ICS, maintype="application", subtype="ics", filename="invite.ics")
    theirs = read(theirs.as_bytes())
    assert ours["Subject"] == theirs["Subject"]
    assert ours["To"].addresses == theirs["To"].addresses
    assert ours["To"].addresses[0].display_name == name
    for mine, other in zip(ours.walk(), theirs.walk(), strict=True):
        assert mine.get_content_type() == other.get_content_type()
        assert mine.get_filename() == other.get_filename()
        if not mine.is_multipart():
            assert mine.get_payload(decode=True).replace(b"\r\n", b"\n") == other.get_payload(decode=True).replace(
                b"\r\n", b"\n"
            )


@pytest.mark.parametrize(
    "head",
    [
        b"From: a@b\r\nTo: c@d\r\nBcc: e@f\r\n",
        b"From: a@b\r\nTo: c@d\r\nTo: e@f\r\n",
        b"From: a@b\r\nTo: c@d\nBcc: e@f\r\n",
        b"From: a@b\r\nTo: c@d\r\n\r\nbody\r\n",
        b"From: a@b\r\nTo: c\x00@d\r\n",
        b"To: c@d\r\n",
    ],
)
def test_the_last_look_refuses_a_header_that_the_gate_should_have_stopped(head):
    with pytest.raises(RoadshowError, match="misread"):
        inspected(head)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("jan@münchen.example", "jan@xn--mnchen-3ya.example"),
        (" jan+x@Example.org ", "jan+x@Example.org"),
        ("o'neil@example.org", "o'neil@example.org"),
    ],
)
def test_an_address_goes_out_in_letters_that_every_server_takes(typed, sent):
    assert mail_address(typed) == sent


@pytest.mark.parametrize(
    "typed",
    [
        "a@x.nl, b@y.nl",
        "a@x.nl;b@y.nl",
        "müller@example.org",
        "a",
        "@x.nl",
        "a@",
        "a@b",
        "a b@x.nl",
        "a@x..nl",
        "<a@x.nl>",
        "a@x.nl\r\nBcc: b@y.nl",
        "a@x.nl\0",
        "a..b@x.nl",
        "a@-x.nl",
        "x" * 65 + "@x.nl",
        "a@" + "ü" * 300 + ".nl",
    ],
)
def test_what_is_not_one_plain_address_is_refused(typed):
    with pytest.raises(ValueError):
        mail_address(typed)
