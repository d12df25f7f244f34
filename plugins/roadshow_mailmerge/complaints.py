"""What stands in the way of a run, gathered over all guests and said once, before the first letter."""

from collections import Counter
from collections.abc import Iterable

from roadshow.api import BadInputError, Visit, _, called, ngettext
from roadshow_mailmerge.cleaning import clean_line, revealed, shortened
from roadshow_mailmerge.recipients import Recipient

NAMED = 20
LONGEST_NAME = 60


class Complaints:
    """Counts, for each stop and each complaint, the guests concerned, and keeps the first names."""

    def __init__(self) -> None:
        self._visits: dict[str, Visit] = {}
        self._checked: Counter[str] = Counter()
        self._counted: Counter[tuple[str, str]] = Counter()
        self._names: dict[tuple[str, str], list[str]] = {}
        self._concerned = 0

    def checked(self, recipient: Recipient) -> None:
        """Count a guest who was looked at."""
        self._checked[recipient.visit.stop.id] += 1
        self._visits[recipient.visit.stop.id] = recipient.visit

    def add(self, recipient: Recipient, complaints: Iterable[str]) -> None:
        """Note what is wrong for a guest, one short text for each thing."""
        stop_id = recipient.visit.stop.id
        noted = False
        for complaint in complaints:
            noted = True
            self._counted[stop_id, complaint] += 1
            names = self._names.setdefault((stop_id, complaint), [])
            if len(names) < NAMED:
                names.append(shown_name(recipient))
        self._concerned += noted

    def speak(self, what: str, hint: str) -> None:
        """Raise BadInputError where there is anything; `what` holds {count}, a hint says what to do."""
        if not self._counted:
            return
        details = "; ".join(self._described(*key) for key in self._counted)
        what = what.format(count=self._concerned)
        raise BadInputError(f"{what} {details}.", hint)

    def _described(self, stop_id: str, complaint: str) -> str:
        count, names = self._counted[stop_id, complaint], self._names[stop_id, complaint]
        stop = revealed(shortened(self._visits[stop_id].stop.title, LONGEST_NAME))
        if count == self._checked[stop_id] and count > 1:
            return _("{stop}: {complaint} for all {count} guests").format(stop=stop, complaint=complaint, count=count)
        named = ", ".join(names)
        if count > len(names):
            more = count - len(names)
            named += " " + ngettext("and {count} more", "and {count} more", more).format(count=more)
        return _("{stop}: {complaint} for {names}").format(stop=stop, complaint=complaint, names=named)


def shown_name(recipient: Recipient) -> str:
    """Return the name of a guest for a sentence, harmless and not too long."""
    return revealed(shortened(clean_line(called(recipient.guest.person)), LONGEST_NAME))
