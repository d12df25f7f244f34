"""The exporter of the signature list: one PDF for each stop."""

from collections.abc import Iterator
from math import floor
from typing import Any

from roadshow.api import N_, Document, Guest, InvitationState, Programme, Visit, _, ngettext
from roadshow_signin.glimpse import first_page
from roadshow_signin.options import SheetOptions
from roadshow_signin.printing import pressing, refuse_packages
from roadshow_signin.roll import roll
from roadshow_signin.sheet import sheet, troubles
from roadshow_signin.wording import WORDS, tongue

TEMPLATE = "sheets/signatures.typ"


class SignatureList:
    """A list to sign at the door, as PDF."""

    key = "signin"
    keeps_record = True
    title = N_("Signature lists to print, as PDF")
    options = SheetOptions

    def documents(self, programme: Programme, options: SheetOptions) -> Iterator[Document]:
        """Print one list for each stop. Two exports of an unchanged plan are equal to the byte."""
        template = programme.template(TEMPLATE)
        refuse_packages(TEMPLATE, template)
        visits = list(programme.visits())
        for done, visit in enumerate(visits):
            programme.going(done, len(visits))
            yield _document(programme, visit, options, template)
        programme.going(len(visits), len(visits))

    def preview(self, programme: Programme, options: SheetOptions, visit: Visit, guest: Guest | None) -> str:
        """Show the first page of a stop's list as text; a guest makes no difference, the list is for all."""
        del guest
        return first_page(_sheet(programme, visit, options)[0])


def _document(programme: Programme, visit: Visit, options: SheetOptions, template: str) -> Document:
    with pressing(TEMPLATE, template, tagged=options.tagged) as press:
        contents, stamp = _sheet(programme, visit, options)
        content = press.printed(contents, stamp=stamp)
    return Document(f"{visit.stop.slug}-signatures.pdf", "application/pdf", content, private=True)


def _sheet(programme: Programme, visit: Visit, options: SheetOptions) -> tuple[dict[str, Any], int]:
    speech = tongue(programme, visit, options)
    called = roll(programme, visit, options, speech.say(WORDS["nameless"]))
    for message, hint in troubles(visit, called):
        programme.tell(message, hint)
    _tell_listed(programme, visit, options)
    stamp = floor(called.changed.timestamp()) if called.changed else 0
    return sheet(visit, called, options, speech), stamp


def _tell_listed(programme: Programme, visit: Visit, options: SheetOptions) -> None:
    """Say who is missing on the sheet because nobody noted that they were invited."""
    if InvitationState.LISTED in options.invitation_states:
        return
    listed = programme.count_guests(visit.stop.id, (InvitationState.LISTED,))
    if listed:
        sentence = ngettext(
            "{count} guest of {stop} is not on the sheet, since nobody noted an invitation.",
            "{count} guests of {stop} are not on the sheet, since nobody noted an invitation.",
            listed,
        )
        programme.tell(
            sentence.format(count=listed, stop=visit.stop.title),
            _("If they were invited: roadshow guest invited {slug}").format(slug=visit.stop.slug),
        )
