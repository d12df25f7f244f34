"""Who holds an invitation that a change has overtaken."""

from roadshow.api import Entry, Notice, Programme, StopStatus, _, ngettext
from roadshow_ical.contents import one_line


def outdated(programme: Programme, entry: Entry) -> list[Notice]:
    """Return a notice for each stop that this entry gave another time or place, cancelled or brought back."""
    notices = []
    for visit in programme.visits():
        stop = visit.stop
        count = programme.count_overtaken(stop.id, entry)
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
