"""Rules about guests. They look at tallies, never at a guest list."""

from collections.abc import Iterator

from roadshow.domain.findings import Weight
from roadshow.domain.folding import fold
from roadshow.domain.tour import PartRole
from roadshow.domain.wording import N_, _, ngettext
from roadshow.planning.checking.rule import Rule, Trouble
from roadshow.planning.checking.scene import Scene, TimedStop

CHILDCARE_WORDS = ("childcare", "child care", "kinderopvang", "oppas", "creche", "babysit", "opvang")
DIET_WORDS = ("diet", "dieet", "catering", "cater", "halal", "lunch", "menu", "eten", "food")
INTERPRETER_WORDS = ("interpret", "tolk")
STEP_FREE_WORDS = ("step free", "drempel", "rolstoel", "wheelchair", "ramp", "oprijplaat", "toegankelijk")
HEARING_WORDS = ("ringleiding", "hearing loop", "gebarentolk", "schrijftolk")


def guest_unreachable(scene: Scene) -> Iterator[Trouble]:
    """Find a guest without e-mail address, phone number and postal address."""
    for stop in scene.stops:
        lost = scene.tally(stop.stop.id).unreachable
        for (who,) in lost.first:
            yield Trouble(
                (stop.place, who),
                _("{person} is on the list of {stop} and cannot be reached.").format(
                    person=who.name, stop=stop.place.name
                ),
            )
        yield from _rest(stop, lost.count - len(lost.first), _("{number} more guests of {stop} cannot be reached."))


def guest_nameless(scene: Scene) -> Iterator[Trouble]:
    """Find a guest without a name, who can only be known by an organisation or an address."""
    for stop in scene.stops:
        nameless = scene.tally(stop.stop.id).nameless
        for (who,) in nameless.first:
            yield Trouble(
                (stop.place, who),
                _("{person} is on the list of {stop} without a name.").format(person=who.name, stop=stop.place.name),
            )
        yield from _rest(stop, nameless.count - len(nameless.first), _("{number} more guests of {stop} have no name."))


def guests_share_address(scene: Scene) -> Iterator[Trouble]:
    """Find two guests of a stop with one e-mail address: one household, one office, or one person twice."""
    for stop in scene.stops:
        sharing = scene.tally(stop.stop.id).sharing
        for one, other in sharing.first:
            yield Trouble(
                (stop.place, one, other),
                _("{one} and {other} have the same e-mail address.").format(one=one.name, other=other.name),
            )
        text = _("{number} more guests of {stop} share an e-mail address.")
        yield from _rest(stop, sharing.count - len(sharing.first), text)


def _rest(stop: TimedStop, number: int, text: str) -> Iterator[Trouble]:
    """Say how many there are beyond those that are named."""
    if number > 0:
        yield Trouble((stop.place,), text.format(number=number, stop=stop.place.name))


def invitation_outdated(scene: Scene) -> Iterator[Trouble]:
    """Find a stop with guests who were told another time or place than it has now."""
    for stop in scene.stops:
        number = scene.tally(stop.stop.id).outdated
        if number:
            text = ngettext(
                "{number} guest of {stop} has an invitation with an old time or place.",
                "{number} guests of {stop} have an invitation with an old time or place.",
                number,
            )
            yield Trouble((stop.place,), text.format(number=number, stop=stop.place.name))


def interpreter_not_arranged(scene: Scene) -> Iterator[Trouble]:
    """Find a stop whose guests asked for an interpreter while no session has one and no task speaks of one."""
    for stop in scene.stops:
        parts = (part for row in stop.sessions for part in scene.parts_of.get(row.session.id, ()))
        number = scene.tally(stop.stop.id).interpreter
        if number and not any(part.role is PartRole.INTERPRETER for part in parts):
            yield from _unarranged(scene, stop, number, INTERPRETER_WORDS, _need_texts("interpreter", number))


def step_free_not_arranged(scene: Scene) -> Iterator[Trouble]:
    """Find a stop whose guests need a way in without steps while the venue is not known to have one."""
    for stop in scene.stops:
        number = scene.tally(stop.stop.id).step_free
        if number and not (stop.venue is not None and stop.venue.step_free):
            yield from _unarranged(scene, stop, number, STEP_FREE_WORDS, _need_texts("step_free", number))


def hearing_not_arranged(scene: Scene) -> Iterator[Trouble]:
    """Find a stop whose guests hear badly while the venue is not known to have a hearing loop."""
    for stop in scene.stops:
        number = scene.tally(stop.stop.id).hearing
        if number and not (stop.venue is not None and stop.venue.hearing_loop):
            yield from _unarranged(scene, stop, number, HEARING_WORDS, _need_texts("hearing", number))


def childcare_not_arranged(scene: Scene) -> Iterator[Trouble]:
    """Find a stop whose guests asked for childcare while no task speaks of it."""
    for stop in scene.stops:
        number = scene.tally(stop.stop.id).childcare
        yield from _unarranged(scene, stop, number, CHILDCARE_WORDS, _need_texts("childcare", number))


def diet_not_arranged(scene: Scene) -> Iterator[Trouble]:
    """Find a stop whose guests told a diet while no task speaks of diet, food or catering."""
    for stop in scene.stops:
        number = scene.tally(stop.stop.id).diet
        yield from _unarranged(scene, stop, number, DIET_WORDS, _need_texts("diet", number))


def _unarranged(scene: Scene, stop: TimedStop, number: int, words: tuple[str, ...], text: str) -> Iterator[Trouble]:
    if not number:
        return
    titles = (fold(task.title) for task in scene.tasks_of.get(stop.stop.id, ()))
    if not any(word in title for title in titles for word in words):
        yield Trouble((stop.place,), text.format(number=number, stop=stop.place.name))


def _need_texts(need: str, number: int) -> str:
    if need == "interpreter":
        return ngettext("{number} guest of {stop} asked for an interpreter, and there is none.",
                        "{number} guests of {stop} asked for an interpreter, and there is none.", number)  # fmt: skip
    if need == "step_free":
        return ngettext("{number} guest of {stop} needs a way in without steps, and nobody checked that there is one.",
                        "{number} guests of {stop} need a way in without steps, and nobody checked that there is one.",
                        number)  # fmt: skip
    if need == "hearing":
        return ngettext("{number} guest of {stop} hears badly, and no hearing loop is known.",
                        "{number} guests of {stop} hear badly, and no hearing loop is known.", number)  # fmt: skip
    if need == "childcare":
        return ngettext("{number} guest of {stop} asked for childcare, and nothing is arranged.",
                        "{number} guests of {stop} asked for childcare, and nothing is arranged.", number)  # fmt: skip
    return ngettext("{number} guest of {stop} has a diet, and nothing is arranged with the kitchen.",
                    "{number} guests of {stop} have a diet, and nothing is arranged with the kitchen.",
                    number)  # fmt: skip


RULES = (
    Rule("guest-nameless", Weight.HINT, N_("A guest has no name"),
         N_("Ask for the name: letters can only say “Dear guest,” and the list for the door cannot name them."), guest_nameless),
    Rule("guest-unreachable", Weight.WARN, N_("A guest cannot be reached in any way"),
         N_("Ask for a phone number, an e-mail address or a postal address."), guest_unreachable),
    Rule("guests-share-address", Weight.HINT, N_("Two guests of a stop have one e-mail address"),
         N_("Check whether they are one person; if so, merge them."), guests_share_address),
    Rule("invitation-outdated", Weight.WARN, N_("Guests have an invitation with an old time or place"),
         N_("Send them the new invitation."), invitation_outdated),
    Rule("interpreter-not-arranged", Weight.WARN, N_("An interpreter is asked for and nothing is arranged"),
         N_("Give somebody the part of interpreter, or make a task “interpreter”."), interpreter_not_arranged),
    Rule("step-free-not-arranged", Weight.WARN, N_("A way in without steps is needed and nobody checked it"),
         N_("Call the venue and note whether it is step-free, or make a task “step-free entrance”."),
         step_free_not_arranged),
    Rule("hearing-not-arranged", Weight.WARN, N_("A hearing loop is needed and none is known"),
         N_("Ask the venue for a hearing loop, or make a task “hearing loop”."), hearing_not_arranged),
    Rule("childcare-not-arranged", Weight.WARN, N_("Childcare is asked for and nothing is arranged"),
         N_("Make a task “childcare” for this stop, with an owner."), childcare_not_arranged),
    Rule("diet-not-arranged", Weight.WARN, N_("Diets are known and nothing is arranged with the kitchen"),
         N_("Make a task “catering and diets” for this stop, with an owner."), diet_not_arranged),
)  # fmt: skip
