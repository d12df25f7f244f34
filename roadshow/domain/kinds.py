"""The list of all kinds of noun: one name each, in the order in which they depend on one another."""

from roadshow.domain.findings import Waiver
from roadshow.domain.guests import Invitation, SignIn
from roadshow.domain.nouns import Noun
from roadshow.domain.papers import Paper
from roadshow.domain.people import Person
from roadshow.domain.places import Booking, Room, Venue
from roadshow.domain.tour import Part, Roadshow, Session, Stop, Task

KINDS: dict[str, type[Noun]] = {
    noun.kind: noun
    for noun in (Roadshow, Venue, Room, Person, Stop, Session, Part, Booking, Task, Invitation, SignIn, Waiver, Paper)
}
