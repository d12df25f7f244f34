"""The letter to one guest, as it would go out, on a terminal."""

from collections.abc import Iterator

from roadshow.api import Guest, Programme, Visit, _
from roadshow_mailmerge.cleaning import clean, revealed
from roadshow_mailmerge.fields import FIELDS
from roadshow_mailmerge.header import AddressError, header_text, mail_address
from roadshow_mailmerge.letters import LetterSet, check_fields, language_name, letter_set
from roadshow_mailmerge.options import LetterOptions
from roadshow_mailmerge.pressing import Press, Pressed
from roadshow_mailmerge.recipients import REACH_WORDS, Reach, Recipient, left_out, reach, recipients
from roadshow_mailmerge.run import Run, check_visit, sender_of


def preview_of(programme: Programme, options: LetterOptions, visit: Visit, guest: Guest | None) -> str:
    """Return the letter of a guest, or of the first one who gets it. Raises BadInputError for a broken template."""
    letter = letter_set(programme, options.letter, options.language)
    check_visit(visit, letter.letter)
    why_not = "" if guest is None else left_out(programme, options, letter, visit, guest)
    if why_not:
        return revealed(why_not, lines=True) + "\n"
    recipient = _recipient(programme, options, letter, visit, guest)
    if recipient is None:
        return _("Nobody gets the letter “{letter}”.").format(letter=letter.letter) + "\n"
    with Press(letter.sheets) as press:
        run = Run(programme, options, letter, press)
        check_fields(letter, press.fields, run.fields(recipient).keys() | FIELDS.keys())
        pressed = press.one(run.order_for(recipient))
        lines = [*_head(run, recipient, pressed), "", pressed.texts[1].strip("\n"), "", *_foot(run, recipient, pressed)]
    return revealed("\n".join(lines), lines=True) + "\n"


def _recipient(
    programme: Programme, options: LetterOptions, letter: LetterSet, visit: Visit, guest: Guest | None
) -> Recipient | None:
    if guest is None:
        return next(recipients(programme, options, letter, visit), None)
    return Recipient(visit, guest, 1, 1, letter.language_for(guest, visit), reach(guest))


def _head(run: Run, recipient: Recipient, pressed: Pressed) -> Iterator[str]:
    sender = sender_of(recipient.visit)
    yield _("From: {name} <{address}>").format(name=header_text(sender.name), address=sender.address)
    yield _("To: {address}").format(address=_to(recipient))
    yield _("Subject: {subject}").format(subject=header_text(pressed.texts[0]))
    language = language_name(recipient.language)
    wish = run.letter.fell_back(recipient.guest, recipient.language)
    if wish:
        language = _("{language}, since there is no letter in {wish}").format(
            language=language, wish=language_name(wish)
        )
    yield _("Language: {language}").format(language=language)


def _to(recipient: Recipient) -> str:
    person = recipient.guest.person
    name = header_text(person.name)
    if recipient.reach is not Reach.MAIL:
        return _("{name}: no mail ({reason})").format(name=name, reason=_(REACH_WORDS[recipient.reach]))
    try:
        return f"{name} <{mail_address(person.email)}>"
    except AddressError as error:
        return _("{name} <{address}>: this address cannot be used, {reason}").format(
            name=name, address=person.email, reason=error
        )


def _foot(run: Run, recipient: Recipient, pressed: Pressed) -> Iterator[str]:
    parts = [_("text")] + [_("HTML")] * (len(pressed.texts) > 2)
    parts += [document.name.rpartition("/")[2] for document in run.enclosures(recipient)]
    yield "-- " + _("Parts: {parts}").format(parts=", ".join(parts))
    if pressed.missing:
        yield _("Missing: {fields}. No letter goes out before these are filled in.").format(
            fields=", ".join(pressed.missing)
        )
    for name, text in run.fields(recipient).items():
        if name in run.press.fields[recipient.language] and clean(text) != text.replace("\r\n", "\n"):
            yield _("Left out of {field}: signs that cannot be shown, in “{text}”.").format(
                field=name, text=revealed(text)
            )
