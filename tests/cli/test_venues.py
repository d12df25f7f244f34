import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadshow.api import BadInputError, OpeningHours
from roadshow.cli.hours import hours_typed, read_hours


@pytest.fixture
def housed(planned):
    """Add a venue with a room; the stop is there."""
    planned("venue", "add", "De Branding", "--town", "Rotterdam", "--step-free", "yes")
    planned("room", "add", "branding", "Zaal 1", "--capacity", "40")
    planned("stop", "edit", "crooswijk", "--venue", "branding")
    return planned


def test_empty_lists_say_what_to_do_next(workspace):
    assert "roadshow venue add" in workspace("venue", "list")
    assert "roadshow room add" in workspace("room", "list")
    assert "roadshow venue book" in workspace("venue", "bookings")


def test_a_venue_is_shown_with_rooms_hours_and_stops_and_no_id(housed):
    housed("venue", "hours", "branding", "ma-vr", "9-22,", "za", "10:00-17:00")
    shown = housed("venue", "show", "de branding")
    for text in ("mon-fri 09:00-22:00, sat 10:00-17:00", "Zaal 1 (40)", "2027-04-14 crooswijk"):
        assert text in shown
    kept = housed("venue", "show", "branding", "--json").json
    assert (kept["rooms"], kept["stops"], kept["lift"]) == (["Zaal 1"], ["crooswijk"], None)
    assert kept["id"] not in shown


def test_the_same_hours_again_change_nothing(housed):
    housed("venue", "hours", "branding", "mon 9-17")
    assert housed("venue", "hours", "branding", "mon 09:00-17:00").out == "Nothing changed.\n"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("mon-fri 09:00-22:00", "mon-fri 09:00-22:00"),
        ("ma-vr 9-22, za 10.00-17.00", "mon-fri 09:00-22:00, sat 10:00-17:00"),
        ("mon,wed 9-12; vrijdag 13:00-24:00", "mon 09:00-12:00, wed 09:00-12:00, fri 13:00-24:00"),
        ("za-ma 9-12", "mon 09:00-12:00, sat-sun 09:00-12:00"),
        ("dagelijks 8-20", "mon-sun 08:00-20:00"),
        ("mon 9-12 mon 13-17", "mon 09:00-12:00, mon 13:00-17:00"),
        ("", ""),
    ],
)
def test_opening_hours_are_read_in_dutch_and_english(typed, read):
    assert hours_typed(read_hours(typed)) == read


@pytest.mark.parametrize("text", ["open", "mon", "mon 25:00-26:00", "mon-tue-wed 9-12", "xyz 9-12", "mon 9:00", "\x1b"])
def test_hours_that_cannot_be_read_are_refused_with_an_example(text):
    with pytest.raises(BadInputError) as refused:
        read_hours(text)
    assert "mon-fri 09:00-22:00" in refused.value.hint


HOURS = st.builds(
    OpeningHours,
    weekday=st.integers(1, 7),
    opens=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    closes=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
)


@given(st.sets(HOURS, max_size=12))
def test_hours_as_written_read_back_the_same(hours):
    assert set(read_hours(hours_typed(tuple(hours)))) == hours


def test_a_hold_is_made_firm_rather_than_booked_twice(housed):
    housed("venue", "book", "crooswijk", "--until", "1-3")
    housed("venue", "book", "crooswijk", "--firm")
    assert housed("venue", "book", "crooswijk", "--firm").out == "Nothing changed.\n"
    assert housed("venue", "bookings", "--json").json == [
        {
            "day": "2027-04-14",
            "stop": "crooswijk",
            "venue": "De Branding",
            "state": "firm",
            "until": "",
            "lapsed": False,
        }
    ]
    housed("venue", "release", "crooswijk")
    assert "Nothing is booked for crooswijk" in housed("venue", "release", "crooswijk", code=3).err


def test_a_hold_that_is_over_is_called_lapsed(housed, monkeypatch):
    housed("venue", "book", "crooswijk", "--until", "1-3")
    monkeypatch.setenv("ROADSHOW_NOW", "2027-03-02T10:00")
    assert "lapsed" in housed("venue", "bookings")
    assert "has gone by" in housed("venue", "book", "crooswijk", "--until", "1-3-2027", code=3).err


def test_a_stop_without_a_venue_cannot_be_booked_for_until_one_is_named(planned):
    assert "has no venue yet" in planned("venue", "book", "crooswijk", code=3).err
    planned("venue", "add", "De Branding")
    assert 'roadshow stop edit crooswijk --venue "De Branding"' in planned(
        "venue", "book", "crooswijk", "--venue", "branding"
    )


def test_closed_days_are_said_for_the_stops_they_hit(housed):
    closed = housed("venue", "close", "branding", "10-4-2027", "20-4-2027", "--reason", "vakantie")
    assert "The stop crooswijk is there on 2027-04-14" in closed.err
    assert "closed then: 2027-04-10 - 2027-04-20 (vakantie)" in housed("venue", "book", "crooswijk").err
    assert housed("venue", "close", "branding", "10-4-2027", "20-4-2027", "--reason", "vakantie").out.startswith(
        "Nothing changed."
    )
    housed("venue", "reopen", "branding", "10-4-2027", "20-4-2027")
    assert housed("venue", "show", "branding", "--json").json["closed_periods"] == []


def test_a_period_that_ends_next_year_is_read_from_its_first_day(housed):
    housed("venue", "close", "branding", "24-12", "2-1")
    period = housed("venue", "show", "branding", "--json").json["closed_periods"][0]
    assert (period["first"], period["last"]) == ("2026-12-24", "2027-01-02")


def test_what_is_in_use_is_not_removed_and_the_way_out_is_said(housed):
    assert "De Branding is where crooswijk takes place" in housed("venue", "remove", "branding", code=3).err
    housed("session", "add", "crooswijk", "Inloop", "30m", "--room", "Zaal 1")
    refused = housed("room", "remove", "branding", "Zaal 1", code=3)
    assert 'roadshow session move crooswijk "Inloop"' in refused.err
    housed("session", "move", "crooswijk", "Inloop", "--room", "")
    housed("room", "remove", "branding", "Zaal 1")
    housed("stop", "edit", "crooswijk", "--venue", "")
    housed("venue", "remove", "branding")
    assert housed("venue", "list", "--json").json["venues"] == []


def test_two_rooms_of_one_name_are_refused(housed):
    assert "has a room “ZAAL 1” already" in housed("room", "add", "branding", "ZAAL 1", code=3).err
    housed("room", "edit", "branding", "Zaal 1", "--name", "Zaal A", "--equipment", "beamer, flip-over")
    assert housed("room", "list", "branding", "--json").json[0]["equipment"] == ["beamer", "flip-over"]


def test_a_hostile_venue_name_is_shown_harmless(workspace):
    assert "cannot be shown" in workspace("venue", "add", "De\nBranding", code=3).err
    workspace("venue", "add", "[red]De\u202e Branding")
    shown = workspace("venue", "list").out + workspace("venue", "show", "branding").out
    assert "[red]De Branding" in shown
    assert "\u202e" not in shown
