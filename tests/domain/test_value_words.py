"""Values and questions in the words of the user: shown in the language in use, typed in either."""

import pytest

from roadshow.api import BadInputError, GuestRole, InvitationState, guest_fields, speak, understand
from roadshow.domain.asking import IN_DUTCH, PERSON_FACETS
from roadshow.domain.folding import fold
from roadshow.domain.guests import Channel
from roadshow.domain.places import BookingState
from roadshow.domain.tour import PartRole, RoadshowStatus, SessionKind, StopStatus
from roadshow.domain.valuewords import ALSO, WORDS, value_typed, value_word, values_typed

EVERY = (
    InvitationState, GuestRole, Channel, BookingState, PartRole, RoadshowStatus, SessionKind, StopStatus,
    ("yes", "no", "unknown"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def english_again():
    yield
    speak("en")


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("values", EVERY, ids=lambda values: getattr(values, "__name__", "truths"))
def test_what_is_shown_in_a_language_can_be_typed_in_every_language(values, language) -> None:
    """Somebody would read “bevestigd” on the screen and be refused it on the line."""
    speak(language)
    shown = {value: value_word(value) for value in map(str, values)}
    assert len(set(shown.values())) == len(shown)
    for other in ("en", "nl"):
        speak(other)
        for value, word in shown.items():
            assert value_typed(word, values) == value
            assert value_typed(word.upper().replace(" ", "-"), values) == value


@pytest.mark.parametrize("values", EVERY, ids=lambda values: getattr(values, "__name__", "truths"))
def test_no_word_means_two_values_and_none_is_forgotten(values) -> None:
    typed = [fold(word) for value in map(str, values) for word in (value, *ALSO.get(value, "").split())]
    assert len(typed) == len(set(typed))
    assert set(map(str, values)) <= WORDS


def test_the_beginning_of_a_word_is_enough_to_ask_for_a_state() -> None:
    assert values_typed("komt", InvitationState) == ("accepted",)
    assert values_typed("acc", InvitationState) == ("accepted",)
    assert values_typed("w", InvitationState) == ("waiting", "withdrawn")
    assert values_typed("zz", InvitationState) == ()


@pytest.mark.parametrize(
    ("dutch", "english"),
    [
        ("wijk:Hillesluis", "district:Hillesluis"),
        ('-organisatie:"de brug"', '-organisation:"de brug"'),
        ("stad:Rotterdam taal:tr,pl", "town:Rotterdam language:tr,pl"),
        ("antwoord:komt", "state:accepted"),
        ('status:"komt niet",wachtlijst', "state:declined,waiting"),
        ("status:komt-niet", "state:declined"),
        ("rol:vrijwilliger kanaal:telefoon", "role:volunteer channel:phone"),
        ("heeft:mail -heeft:telefoon dieet:*", "has:email -has:phone diet:*"),
    ],
)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_question_may_name_fields_in_dutch(dutch, english, language) -> None:
    """A Dutch user would have to learn English words to find her own neighbours."""
    speak(language)
    assert understand(dutch, guest_fields()) == understand(english, guest_fields())


def test_each_further_name_of_a_field_leads_to_a_field() -> None:
    known = {*PERSON_FACETS, *guest_fields(), "has", "title", "theme", "venue"}
    assert set(IN_DUTCH.values()) <= known
    assert not IN_DUTCH.keys() & known


@pytest.mark.parametrize("question", ["jan or piet", "district:A OR district:B", "wijk:A of wijk:B"])
def test_either_is_asked_with_a_comma_and_that_is_said(question) -> None:
    """It would be looked for as a word, find nobody, and leave the user wondering."""
    with pytest.raises(BadInputError) as refused:
        understand(question)
    assert "," in refused.value.hint


@pytest.mark.parametrize("question", ["or", "orhan of", 'organisation:"brug of zo"', 'jan "of" piet', "yilmaz or"])
def test_a_name_that_looks_like_it_is_still_found(question) -> None:
    assert understand(question)


def test_a_state_that_is_none_is_refused_with_those_there_are() -> None:
    """state:acepted would answer that nobody comes."""
    with pytest.raises(BadInputError) as refused:
        understand("state:acepted", guest_fields())
    assert "accepted" in refused.value.hint
