"""Several addresses and numbers of one person: none is lost, whichever is preferred, and each of them meets the person."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from verb_nouns import pen, person

from roadshow.domain.contacts import contact_in, contact_text, contacts_of, known_as
from roadshow.domain.errors import BadInputError
from roadshow.domain.filling import laid_beside
from roadshow.domain.indexing import search_terms
from roadshow.domain.matchkeys import contact_keys
from roadshow.domain.people import Contact
from roadshow.planning.addressing import add_person
from roadshow.planning.likeness import duplicates, likeness_key, merged
from roadshow.planning.touring import amend

EMAILS = ("a@example.org", "b@example.org", "A@Example.org", "")
PHONES = ("0612345678", "06-12345678", "+31 6 12345678", "010-1234567", "12345", "")
contacts = st.lists(
    st.builds(Contact, kind=st.sampled_from(("", "work", "fax")), value=st.sampled_from((*EMAILS[:-1], *PHONES[:-1]))),
    max_size=4,
).map(tuple)
people = st.builds(
    person,
    st.just("p1"),
    email=st.sampled_from(EMAILS),
    phone=st.sampled_from(PHONES),
    email_kind=st.sampled_from(("", "home")),
    contacts=contacts,
)


def reached(*several):
    return {known_as(one.value) for somebody in several for one in contacts_of(somebody)}


def after(change):
    return next(iter(change.edits)).after


@given(people, people)
def test_of_two_people_put_together_every_address_and_number_stays_once(one, other):
    whole = merged(one, replace(other, id="p2")).person
    keys = [known_as(contact.value) for contact in contacts_of(whole)]
    assert set(keys) == reached(one, other)
    assert len(whole.contacts) == len({known_as(contact.value) for contact in whole.contacts})


@given(people, people)
def test_what_a_list_says_never_takes_an_address_away_and_a_second_reading_changes_nothing(known, read):
    values = {
        "email": read.email,
        "phone": read.phone,
        "contacts": [{"kind": one.kind, "value": one.value} for one in read.contacts],
    }
    for taken in ((), ("email", "phone")):
        first, conflicts = laid_beside(known, values, taken)
        assert reached(known) <= reached(first)
        assert first.email == known.email or not known.email or "email" in taken
        if taken:
            assert reached(first) == reached(known, read)
            assert conflicts == {}
        assert laid_beside(first, values, taken)[0] == first


def test_the_kind_of_another_address_is_not_put_on_the_one_that_is_known():
    jan = person("p1", email="jan@example.org", email_kind="work", phone="0612345678")
    read = {"email": "thuis@example.org", "email_kind": "home", "phone": "06-12345678", "phone_kind": "mobile"}
    now, conflicts = laid_beside(jan, read)
    assert (now.email_kind, now.phone_kind) == ("work", "mobile")
    assert conflicts == {"email": ("jan@example.org", "thuis@example.org")}
    now, _conflicts = laid_beside(jan, read, {"email"})
    assert (now.email, now.email_kind) == ("thuis@example.org", "home")
    assert now.contacts == (Contact(kind="work", value="jan@example.org"),)


def test_preferring_a_further_address_keeps_the_other_and_preferring_that_again_gives_back_all():
    jan = person(
        "p1", email="werk@example.org", email_kind="work", contacts=(Contact(kind="home", value="jan@example.org"),)
    )
    now = after(amend(pen(), jan, email="jan@example.org"))
    assert (now.email, now.email_kind, now.contacts) == (
        "jan@example.org", "home", (Contact(kind="work", value="werk@example.org"),)
    )  # fmt: skip
    assert after(amend(pen(), now, email="werk@example.org")) == jan


def test_a_mended_address_leaves_the_wrong_one_nowhere():
    jan = person("p1", email="jan@exampel.org")
    assert after(amend(pen(), jan, email="jan@example.org")).contacts == ()


def test_a_fax_tells_nobody_apart_and_is_found_all_the_same():
    fax = (Contact(kind="fax", value="010-7654321"), Contact(kind="", value="12"))
    assert list(contact_keys(fax)) == []
    assert "0107654321" in search_terms(person("p1", contacts=fax))


def test_the_private_address_of_one_is_the_address_of_the_other():
    one = person("p1", email="werk@example.org", contacts=(Contact(kind="home", value="jan@example.org"),))
    other = person("p2", email="jan@example.org")
    (pair,) = duplicates(map(likeness_key, (one, other)))
    assert "same-email" in pair.reasons


@pytest.mark.parametrize(
    "contact", [Contact(value="geen"), Contact(kind="paal", value="06"), Contact(value="a b@c.nl")]
)
def test_what_is_no_address_and_no_number_is_refused(contact):
    with pytest.raises(BadInputError):
        add_person(pen(), given="Jan", contacts=(contact,))


def test_a_contact_is_written_in_one_line_and_read_again():
    for text in ("home jan@example.org", "010-1234567", "fax 010 123 45 67"):
        assert contact_text(contact_in(text)) == text
    assert contact_in("Jan 06") == Contact(value="Jan 06")
