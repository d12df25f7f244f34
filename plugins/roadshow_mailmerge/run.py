"""One run of a letter over all chosen stops: look at everybody first, then write."""

from collections import Counter
from collections.abc import Iterator, Mapping

from roadshow.api import BadInputError, Document, Programme, StopStatus, Visit, _, ngettext, value_words
from roadshow_mailmerge.cleaning import clean
from roadshow_mailmerge.complaints import Complaints, shown_name
from roadshow_mailmerge.fields import FIELDS
from roadshow_mailmerge.header import AddressError, header_text, mail_address
from roadshow_mailmerge.letters import LetterSet, check_fields, fallback_notice
from roadshow_mailmerge.message import CALENDAR, Letter, Sender, octets_of
from roadshow_mailmerge.naming import Folders, letter_name
from roadshow_mailmerge.options import Dialect, Form, LetterOptions
from roadshow_mailmerge.pressing import Order, Press, Pressed
from roadshow_mailmerge.recipients import REACH_WORDS, Reach, Recipient, meant, recipients
from roadshow_mailmerge.tables import Table, dangerous

WITHOUT_CALENDAR = frozenset({"thanks"})
ONLY_WHEN_CANCELLED = frozenset({"cancelled"})
NEVER_WHEN_CANCELLED = frozenset({"invitation", "offer", "reminder", "changed"})
STEP = 100
Pattern = tuple[str, frozenset[str]]
"""A language and the fields of its sheets that are empty: where sheets decide by presence, what is missing hangs on it."""


class Run:
    """A letter, a press that is running, and a programme."""

    def __init__(self, programme: Programme, options: LetterOptions, letter: LetterSet, press: Press) -> None:
        self.programme = programme
        self.options = options
        self.letter = letter
        self.press = press
        self._complaints = Complaints()
        self._known: dict[Pattern, tuple[str, ...]] = {}
        self._fallbacks: Counter[tuple[str, str]] = Counter()
        self._reached: Counter[Reach] = Counter()
        self._folders: dict[str, str] = {}
        self._extra: tuple[str, ...] = ()
        self._without_calendar = 0
        self._homeless = ""
        self._listed: Counter[str] = Counter()

    def check(self) -> None:
        """Look at every stop and every guest. Raises BadInputError that names all people concerned; leaves notices."""
        folders = Folders()
        for visit in self.programme.visits():
            check_visit(visit, self.letter.letter)
            if self.options.mail:
                sender_of(visit)
            self._folders[visit.stop.id] = folders.folder(visit.stop.slug)
        for (recipient, pattern), pressed in self.press.run(self._doubtful()):
            self._known[pattern] = pressed.missing
            self._complain(recipient, pressed.missing)
        self._complaints.speak(
            _("No letter was made: {count} of them cannot be right."),
            self._homeless or _("Fill in what is missing, or let the template do without: {% if field %}…{% endif %}."),
        )
        self._tell()

    def documents(self) -> Iterator[Document]:
        """Give the letters, then the tables. Call `check` before."""
        if self.options.mail:
            for recipient, pressed in self.press.run(self._orders()):
                yield self._mail(recipient, pressed)
        for form in self.options.tables:
            for visit in self.programme.visits():
                if self._listed[visit.stop.id]:
                    yield self._table(visit, form)
        if self._without_calendar:
            self.programme.tell(
                ngettext(
                    "{count} mail has no calendar item.", "{count} mails have no calendar item.", self._without_calendar
                ).format(count=self._without_calendar),
                _('See "roadshow plugins list": the calendar items come from roadshow_ical.'),
            )

    def mail(self, recipient: Recipient, pressed: Pressed) -> bytes:
        """Return the octets of the mail to one guest."""
        return octets_of(self.letter_to(recipient, pressed))

    def letter_to(self, recipient: Recipient, pressed: Pressed) -> Letter:
        """Put together the mail to one guest."""
        visit, guest = recipient.visit, recipient.guest
        subject, text, *html = pressed.texts
        invitation = guest.invitation
        revisions = (guest.revision, visit.revision)
        stamps = (f"{revision.sequence} {revision.modified.isoformat()}" for revision in revisions)
        return Letter(
            sender=sender_of(visit),
            name=guest.person.name,
            address=mail_address(guest.person.email),
            subject=header_text(subject),
            text=text,
            html=html[0] if html else "",
            language=recipient.language,
            moment=max(revision.modified for revision in revisions),
            installation=self.programme.installation,
            key=(self.letter.letter, invitation.id, recipient.language, *stamps),
            thread=("thread", invitation.id),
            enclosures=self.enclosures(recipient),
        )

    def enclosures(self, recipient: Recipient) -> list[Document]:
        """Return what goes along with the mail to one guest."""
        enclosed = self.programme.enclosures(recipient.visit, recipient.guest, recipient.language)
        wanted = self.options.calendar and self.letter.letter not in WITHOUT_CALENDAR
        calendars = [document for document in enclosed if document.media_type.startswith(CALENDAR)]
        self._without_calendar += wanted and not calendars
        return enclosed if wanted else [document for document in enclosed if document not in calendars]

    def order_for(self, recipient: Recipient) -> Order:
        """Return what the press needs to set a letter: the fields that its sheets use and that have a value."""
        return Order(recipient.language, pressed_fields(self, recipient))

    def fields(self, recipient: Recipient) -> dict[str, str]:
        """Return all fields of a letter."""
        return self.programme.merge_fields(recipient.visit, recipient.guest, recipient.language)

    def _recipients(self) -> Iterator[Recipient]:
        for visit in self.programme.visits():
            yield from recipients(self.programme, self.options, self.letter, visit)

    def _doubtful(self) -> Iterator[tuple[tuple[Recipient, Pattern], Order]]:
        """Look at everybody; give those whom only the press can judge."""
        for number, recipient in enumerate(self._recipients()):
            fields = self.fields(recipient)
            if not number:
                self._extra = tuple(sorted(fields.keys() - FIELDS.keys()))
                check_fields(self.letter, self.press.fields, fields.keys() | FIELDS.keys())
            self._complaints.checked(recipient)
            self._reached[recipient.reach] += 1
            self._listed[recipient.visit.stop.id] += 1
            if Form.CSV in self.options.tables and self.options.dialect is Dialect.PLAIN:
                self._complaints.add(recipient, self._dangerous(fields))
            if not self.options.mail or recipient.reach is not Reach.MAIL:
                continue
            wish = self.letter.fell_back(recipient.guest, recipient.language)
            if wish:
                self._fallbacks[wish, recipient.language] += 1
            self._check_address(recipient)
            yield from self._unless_known(recipient, fields)

    def _unless_known(
        self, recipient: Recipient, fields: Mapping[str, str]
    ) -> Iterator[tuple[tuple[Recipient, Pattern], Order]]:
        names = self.press.fields[recipient.language]
        used = present_fields(fields, names)
        pattern = (recipient.language, names.difference(used))
        if not pattern[1]:
            return
        if self.press.by_presence[recipient.language] and pattern in self._known:
            self._complain(recipient, self._known[pattern])
            return
        yield (recipient, pattern), Order(recipient.language, used)

    def _complain(self, recipient: Recipient, missing: tuple[str, ...]) -> None:
        if recipient.visit.venue is None and any(field.startswith("venue") for field in missing):
            self._homeless = _("{stop} has no venue yet: roadshow stop edit {slug} --venue NAME").format(
                stop=recipient.visit.stop.title, slug=recipient.visit.stop.slug
            )
        self._complaints.add(recipient, [_("{field} is empty").format(field=field) for field in missing])

    def _check_address(self, recipient: Recipient) -> None:
        try:
            mail_address(recipient.guest.person.email)
        except AddressError as error:
            self._complaints.add(recipient, [_("the e-mail address cannot be used ({reason})").format(reason=error)])

    def _dangerous(self, fields: Mapping[str, str]) -> list[str]:
        return [
            _("{field} starts like a formula").format(field=name)
            for name, text in fields.items()
            if dangerous(text, name)
        ]

    def _orders(self) -> Iterator[tuple[Recipient, Order]]:
        total = self._reached.total()
        for done, recipient in enumerate(self._recipients(), 1):
            if done % STEP == 0:
                self.programme.going(done, total)
            if recipient.reach is Reach.MAIL:
                yield recipient, self.order_for(recipient)

    def _mail(self, recipient: Recipient, pressed: Pressed) -> Document:
        if pressed.missing:
            raise BadInputError(
                _("The plan was changed while the letters were made: {name} now misses {fields}.").format(
                    name=shown_name(recipient), fields=", ".join(pressed.missing)
                ),
                _("Fill it in, and export again."),
            )
        folder = self._folders[recipient.visit.stop.id]
        name = letter_name(folder, recipient.number, recipient.total, recipient.guest.person.name)
        return Document(name, "message/rfc822", self.mail(recipient, pressed), private=True)

    def _table(self, visit: Visit, form: Form) -> Document:
        rows = (
            (recipient, self.fields(recipient))
            for recipient in recipients(self.programme, self.options, self.letter, visit)
        )
        table = Table(self._extra, rows, visit.revision.modified)
        name = f"{self._folders[visit.stop.id]}-letters.{form.value}"
        if form is Form.XLSX:
            return Document(name, Table.XLSX, table.workbook(), private=True)
        return Document(name, "text/csv; charset=utf-8", table.csv(self.options.dialect), private=True)

    def _tell(self) -> None:
        if not self._reached.total():
            self.programme.tell(
                _("Nobody gets the letter “{letter}”, so no file was made: it is for guests who are {states}.").format(
                    letter=self.letter.letter, states=value_words(meant(self.options, self.letter))
                ),
                _("See the guest list, or choose with --states."),
            )
        if self._fallbacks:
            self.programme.tell(
                fallback_notice(self._fallbacks),
                _("Put a translation into your own templates, as {sheet}.").format(
                    sheet=f"letters/{next(iter(self._fallbacks))[0]}/{self.letter.letter}.txt"
                ),
            )
        others = {reach: count for reach, count in self._reached.items() if reach is not Reach.MAIL}
        if self.options.mail and others:
            total = sum(others.values())
            listed = ", ".join(f"{_(REACH_WORDS[reach])}: {count}" for reach, count in others.items())
            self.programme.tell(
                ngettext(
                    "{count} guest gets no mail ({listed}).", "{count} guests get no mail ({listed}).", total
                ).format(count=total, listed=listed),
                _("They are in the list for letters: add --form xlsx."),
            )


def pressed_fields(run: Run, recipient: Recipient) -> dict[str, str]:
    """Return the fields that a letter uses and that have a value, cleaned."""
    return present_fields(run.fields(recipient), run.press.fields[recipient.language])


def present_fields(fields: Mapping[str, str], used: frozenset[str]) -> dict[str, str]:
    """Return the used fields that have a value, cleaned."""
    found = {}
    for name in used:
        text = fields.get(name)
        if text and (kept := clean(text).strip()):
            found[name] = kept
    return found


def check_visit(visit: Visit, letter: str) -> None:
    """Refuse a letter that says the opposite of the plan. Raises BadInputError."""
    cancelled = visit.stop.status is StopStatus.CANCELLED
    if cancelled and letter in NEVER_WHEN_CANCELLED:
        raise BadInputError(
            _("{stop} is cancelled, so the letter “{letter}” cannot go out.").format(
                stop=visit.stop.title, letter=letter
            ),
            _("Use --letter cancelled, or plan the stop again."),
        )
    if not cancelled and letter in ONLY_WHEN_CANCELLED:
        raise BadInputError(
            _("{stop} is not cancelled, so the letter “{letter}” cannot go out.").format(
                stop=visit.stop.title, letter=letter
            ),
            _("Cancel it first: roadshow stop cancel {slug}.").format(slug=visit.stop.slug),
        )


def sender_of(visit: Visit) -> Sender:
    """Return who writes: the organiser, whose address is the one that calendars answer to. Raises BadInputError."""
    roadshow = visit.roadshow
    try:
        return Sender(roadshow.organiser_name, mail_address(roadshow.organiser_email))
    except AddressError as error:
        raise BadInputError(
            _("The organiser of “{roadshow}” cannot send mail: {reason}.").format(
                roadshow=roadshow.name, reason=error if roadshow.organiser_email else _("there is no e-mail address")
            ),
            _("Give one: roadshow roadshow edit {slug} --organiser-email name@example.org.").format(slug=roadshow.slug),
        ) from error
