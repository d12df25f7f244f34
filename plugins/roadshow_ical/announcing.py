"""Who holds an invitation that a change has overtaken."""

from roadshow.api import Entry, InvitationState, Notice, Programme, StopStatus, _, ngettext
from roadshow_ical.lines import one_line

HOLDING = (InvitationState.INVITED, InvitationState.ACCEPTED, InvitationState.MAYBE, InvitationState.WAITING)


def outdated(programme: Programme, entry: Entry) -> list[Notice]:
    """Return a notice for each stop that this entry changed and that has been moved or cancelled, now or before.

    What is stored says when a stop last changed and that it changed materially at some time, not whether both were
    one. So a change of wording after a move is told as well: the sentence is then still true.
    """
    notices = []
    for visit in programme.visits():
        revision, stop = visit.revision, visit.stop
        if revision.modified != entry.moment or not revision.sequence:
            continue
        count = programme.count_guests(stop.id, HOLDING)
        if not count:
            continue
        sentence = ngettext(
            "{count} guest holds an older invitation for {stop}.",
            "{count} guests hold an older invitation for {stop}.",
            count,
        )
        if stop.status is StopStatus.CANCELLED:
            hint = _("Make cancellations to send: roadshow export ical {slug} --personal.")
        else:
            hint = _("Make new ones: roadshow export ical {slug} --personal.")
        notices.append(Notice(sentence.format(count=count, stop=one_line(stop.title)), hint.format(slug=stop.slug)))
    return notices
