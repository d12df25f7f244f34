"""What the checker looks for on behalf of calendars."""

from collections.abc import Iterator

from roadshow.api import N_, Place, Rule, Scene, Trouble, Weight, _


def organiser_missing(scene: Scene) -> Iterator[Trouble]:
    """Find a roadshow with stops to come that has no e-mail address of the organiser, or one that is none.

    An invitation that can be answered needs it: RFC 5546 section 3.2.2 requires ORGANIZER in a request.
    """
    busy = {stop.stop.roadshow_id for stop in scene.stops}
    for key, roadshow in scene.roadshows.items():
        if key in busy and not _is_address(roadshow.organiser_email):
            text = _("{roadshow} has no e-mail address of the organiser, which invitations need.")
            name = roadshow.name or roadshow.slug
            yield Trouble((Place("roadshow", roadshow.id, name),), text.format(roadshow=name))


def _is_address(text: str) -> bool:
    local, at, domain = text.strip().rpartition("@")
    return bool(local and at and domain) and " " not in text.strip()


RULES = (
    Rule(
        "organiser-missing",
        Weight.WARN,
        N_("A roadshow has no e-mail address of the organiser"),
        N_("Set it, for example: roadshow roadshow edit NAME --organiser-email you@example.org"),
        organiser_missing,
        gap=N_("no e-mail address of the organiser"),
    ),
)
