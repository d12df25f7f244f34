"""The exporter: letters to guests."""

from collections.abc import Iterator
from typing import Any

from roadshow.api import N_, Document, Guest, InvitationState, Programme, Visit, _, ngettext
from roadshow_mailmerge.letters import letter_set
from roadshow_mailmerge.options import LetterOptions
from roadshow_mailmerge.pressing import Press
from roadshow_mailmerge.preview import preview_of
from roadshow_mailmerge.run import Run


class Letters:
    """Letters to guests, each in the guest's own language, from templates that anybody can change."""

    key = "mailmerge"
    title = N_("Letters to guests: mail with a calendar item, or a list for Word and LibreOffice")
    options: type = LetterOptions

    def documents(self, programme: Programme, options: Any) -> Iterator[Document]:
        """Give the letters one by one. A field that is missing stops the run before the first: BadInputError."""
        letter = letter_set(programme, options.letter, options.language)
        with Press(letter.sheets) as press:
            run = Run(programme, options, letter, press)
            run.check()
            yield from run.documents()
        if options.letter == "invitation":
            _remind(programme)

    def preview(self, programme: Programme, options: Any, visit: Visit, guest: Guest | None) -> str:
        """Show the letter to one guest, or to the first of the stop."""
        return preview_of(programme, options, visit, guest)


def _remind(programme: Programme) -> None:
    """Say how to note that the letters went out: nothing is sent by itself, so nobody else can know."""
    for visit in programme.visits():
        listed = programme.count_guests(visit.stop.id, (InvitationState.LISTED,))
        if listed:
            sentence = ngettext(
                "{count} guest of {stop} is on the list, but not yet noted as invited.",
                "{count} guests of {stop} are on the list, but not yet noted as invited.",
                listed,
            )
            programme.tell(
                sentence.format(count=listed, stop=visit.stop.title),
                _("When the letters are out: roadshow guest invited {slug}").format(slug=visit.stop.slug),
            )
