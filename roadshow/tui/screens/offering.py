"""Offering places to who is next on a waiting list, from the guests and from a finding."""

from roadshow.api import Change, Office, RoadshowError, Stop, offer_next
from roadshow.tui.screens.lists import ListScreen


def offer_places(area: ListScreen, stop: Stop) -> None:
    """Offer what is free at a stop, and pass on what lapsed, as one change; say to whom, or why not."""
    if area.locked():
        return
    try:
        offers = offer_next(area.desk.office, stop)
    except RoadshowError as error:
        area.refuse(error)
        return

    def change(_office: Office) -> Change:
        return offers.change

    def act() -> None:
        area.run(change, offers.said())

    count = len(offers.guests) + len(offers.lapsed)
    if count > area.desk.office.settings.core.ask_above:
        area.ask_many(count, act)
    else:
        act()
