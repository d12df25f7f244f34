"""Rules about the waiting list: places that are free while people wait, and offers that lapsed."""

from collections.abc import Iterator

from roadshow.domain.findings import Weight
from roadshow.domain.wording import N_, _
from roadshow.planning.checking.rule import Rule, Trouble
from roadshow.planning.checking.scene import Scene


def places_free(scene: Scene) -> Iterator[Trouble]:
    """Find a stop with places for people who wait."""
    for stop in scene.stops:
        queue = scene.tally(stop.stop.id).queue
        if queue is not None and queue.next:
            yield Trouble((stop.place,), _("{stop}: {queue}.").format(stop=stop.place.name, queue=queue.said()))


def offer_lapsed(scene: Scene) -> Iterator[Trouble]:
    """Find somebody who was offered a place until a day that is over, and did not answer."""
    for stop in scene.stops:
        queue = scene.tally(stop.stop.id).queue
        for who in queue.lapsed if queue is not None else ():
            text = _("The place at {stop} that was offered to {person} is not answered, and its day is over.")
            yield Trouble((stop.place, who), text.format(stop=stop.place.name, person=who.name))


RULES = (
    Rule("places-free", Weight.WARN, N_("Places are free while people wait"),
         N_("Offer them to who is next: roadshow offer STOP --next"), places_free),
    Rule("offer-lapsed", Weight.WARN, N_("An offered place was not answered in time"),
         N_("Pass it on to the next: roadshow offer STOP --next"), offer_lapsed),
)  # fmt: skip
