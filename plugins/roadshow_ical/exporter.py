"""The exporter: feeds for everybody, and personal files for each guest."""

from collections.abc import Iterator
from typing import Any

from roadshow.api import (
    N_,
    Document,
    Guest,
    InvitationState,
    Programme,
    StopStatus,
    Visit,
    _,
    called,
    ngettext,
    safe_name,
    slug_for,
)
from roadshow_ical.contents import one_line
from roadshow_ical.description import language_of, speaking
from roadshow_ical.events import Manner
from roadshow_ical.feeds import Feed
from roadshow_ical.invitations import Invitations, need_organiser, withdrawn
from roadshow_ical.options import CalendarOptions
from roadshow_ical.preview import shown

NAMED = 5
"""Guests that a notice names; the rest are counted."""
EVERYBODY = tuple(InvitationState)


class CalendarExporter:
    """Makes one feed for each roadshow and, where asked, one invitation for each guest."""

    key = "ical"
    title = N_("Calendars: a feed for everybody, invitations for each guest")
    options = CalendarOptions

    def documents(self, programme: Programme, options: CalendarOptions) -> Iterator[Document]:
        """Make the feeds, then the personal files. Raises BadInputError before the first where no organiser is known."""
        feeds, guests = _gather(programme, options)
        for feed in feeds:
            document = feed.document()
            if document is not None:
                yield document
        if options.personal:
            yield from _personal(programme, options, guests)

    def preview(self, programme: Programme, options: Any, visit: Visit, guest: Guest | None) -> str:
        """Show the events of a stop, or the invitation of one guest, as text."""
        return shown(programme.installation, options, visit, guest)


def _gather(programme: Programme, options: CalendarOptions) -> tuple[list[Feed], int]:
    """Walk the stops once: return the feeds, each holding its events as octets, and the number of personal files."""
    feeds: dict[str, Feed] = {}
    guests = 0
    for visit in programme.visits():
        roadshow = visit.roadshow
        if options.personal:
            need_organiser(roadshow)
            guests += programme.count_guests(visit.stop.id, EVERYBODY)
        feed = feeds.get(roadshow.id)
        if feed is None:
            manner = Manner(
                programme.installation, speaking(language_of(roadshow.language)), options.name_prefix, options.html
            )
            feed = feeds[roadshow.id] = Feed(roadshow, manner, options, whole=programme.is_whole(roadshow.id))
            if not feed.published:
                _tell_unpublished(programme, visit)
        cancelled = visit.stop.status is StopStatus.CANCELLED
        if options.cancelled or not cancelled:
            feed.add(visit, cancelled=cancelled)
    if not feeds:
        programme.tell(_("There is no stop to put in a calendar."), _('See "roadshow stop list".'))
    return list(feeds.values()), guests


def _tell_unpublished(programme: Programme, visit: Visit) -> None:
    programme.tell(
        _("The feed of “{name}” names no organiser, since there is no e-mail address of one.").format(
            name=one_line(visit.roadshow.name)
        ),
        _("Calendars can read it. To add one: roadshow roadshow edit {slug} --organiser-email NAME@EXAMPLE.ORG").format(
            slug=visit.roadshow.slug
        ),
    )


def _personal(programme: Programme, options: CalendarOptions, total: int) -> Iterator[Document]:
    invitations = Invitations(programme.installation, options)
    done = 0
    for visit in programme.visits():
        taken: set[str] = set()
        unreachable = 0
        unwilling: list[str] = []
        for guest in programme.guests(visit.stop.id, EVERYBODY):
            done += 1
            programme.going(done, total)
            if guest.person.consent_mail is False:
                unwilling.append(one_line(called(guest.person)))
                continue
            if not guest.person.email.strip():
                unreachable += 1
                continue
            name = f"personal/{visit.stop.slug}/{file_name(guest, taken)}.ics"
            method = "CANCEL" if withdrawn(visit, guest) else "REQUEST"
            content = invitations.write(visit, guest, *guest.person.languages)
            yield Document(name, f"text/calendar; method={method}; charset=UTF-8", content, private=True)
        if unreachable:
            _tell_unreachable(programme, visit, unreachable)
        if unwilling:
            _tell_unwilling(programme, visit, unwilling)


def _tell_unwilling(programme: Programme, visit: Visit, names: list[str]) -> None:
    sentence = ngettext(
        "{count} guest of {stop} wants no mail, so there is no invitation for their calendar: {names}.",
        "{count} guests of {stop} want no mail, so there are no invitations for their calendars: {names}.",
        len(names),
    )
    shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    programme.tell(
        sentence.format(count=len(names), stop=one_line(visit.stop.title), names=shown),
        _("They can have a letter on paper, or a call."),
    )


def _tell_unreachable(programme: Programme, visit: Visit, count: int) -> None:
    sentence = ngettext(
        "{count} guest of {stop} has no e-mail address, so there is no invitation for their calendar.",
        "{count} guests of {stop} have no e-mail address, so there are no invitations for their calendars.",
        count,
    )
    programme.tell(
        sentence.format(count=count, stop=one_line(visit.stop.title)), _("Add addresses, or send them a letter.")
    )


def file_name(guest: Guest, taken: set[str]) -> str:
    """Return a name for a guest's file that no system stumbles over, and add it to `taken`.

    Namesakes are told apart by the end of their id, so that a file keeps its name when others come and go.
    """
    name = safe_name(slug_for(guest.person.name, otherwise="guest"))
    if name in taken:
        name = f"{name}-{guest.person.id[-12:]}"
    taken.add(name)
    return name
