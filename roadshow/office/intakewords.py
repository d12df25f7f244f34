"""What a file of people holds, in sentences that the command line and the screen both say."""

from collections import Counter
from collections.abc import Container, Iterator

from roadshow.domain.drafts import Intake, Repair
from roadshow.domain.fieldwords import field_word
from roadshow.domain.names import called
from roadshow.domain.plain import plain
from roadshow.domain.taking import SURNAME
from roadshow.domain.wording import _, ngettext
from roadshow.office.bringing import ERROR_VALUE, LOST_LETTER
from roadshow.office.intakecounts import Counts
from roadshow.office.live import said
from roadshow.office.takingwords import code_words, kind_words
from roadshow.planning.answering import AnswerCounts
from roadshow.planning.intake import Arrival, Match

_BESIDE = frozenset(["contacts", "other_names"])
"""Fields that only keep what was before."""
PROGRAMS = {
    "google": "Google Contacts",
    "google-forms": "Google Forms",
    "google-forms-nl": "Google Forms",
    "google-old": "Google Contacts (old)",
    "lyyti": "Lyyti",
    "salesforce": "Salesforce",
    "microsoft-forms": "Microsoft Forms",
    "microsoft-forms-nl": "Microsoft Forms",
    "outlook": "Outlook",
    "outlook-nl": "Outlook",
    "eventbrite": "Eventbrite",
    "mailchimp": "Mailchimp",
    "thunderbird": "Thunderbird",
    "outlook-web": "Outlook",
}


def how_read(intake: Intake) -> str:
    """Say how a file was understood: its form, who made it, and its letters with the reason."""
    facts = [intake.form.upper()]
    if intake.source:
        facts.append(_("made by {program}").format(program=PROGRAMS.get(intake.source, intake.source)))
    if intake.sheet:
        facts.append(_("sheet “{sheet}”").format(sheet=intake.sheet))
    if intake.delimiter:
        facts.append(
            _("cells parted by {sign}").format(sign=_("tabs") if intake.delimiter == "\t" else intake.delimiter)
        )
    if intake.header_line > 1:
        facts.append(_("headings on line {line}").format(line=intake.header_line))
    if intake.encoding:
        why = f" ({said(intake.encoding_reason).rstrip('.')})" if intake.encoding_reason else ""
        facts.append(_("letters as {encoding}").format(encoding=intake.encoding) + why)
    return f"{intake.name}: {', '.join(facts)}."


def rows_in_sum(counts: Counts) -> str:
    """Say how many rows there are, and what became of them."""
    rows = ngettext("{count} row", "{count} rows", counts.rows).format(count=f"{counts.rows:,}")
    return _("{rows}: {new} new, {same} known already, {refused} refused.").format(
        rows=rows, new=f"{counts.new:,}", same=f"{counts.same.total():,}", refused=f"{counts.refused.total():,}"
    )


def counted_sentences(counts: Counts) -> Iterator[str]:
    """Say by what known people were met, and what that gives them and their guest list."""
    for why, count in counts.same.items():
        yield _met(why, count)
    if counts.filled:
        text = ngettext(
            "{count} gets what we did not know yet.", "{count} get what we did not know yet.", counts.filled
        )
        yield text.format(count=f"{counts.filled:,}")
    yield from _taken(counts)
    yield from _open_to_take(counts)
    lost = counts.flags[LOST_LETTER]
    if lost:
        text = ngettext(
            "{count} cell seems to have lost a letter, which Excel writes as “?”; look it up where the list came from.",
            "{count} cells seem to have lost a letter, which Excel writes as “?”; look them up where the list came from.",
            lost,
        )
        yield text.format(count=f"{lost:,}")
    errors = counts.flags[ERROR_VALUE]
    if errors:
        text = ngettext(
            "{count} cell holds what a program writes where there is no value, such as #N/A or NULL; it was left out.",
            "{count} cells hold what a program writes where there is no value, such as #N/A or NULL; they were left out.",
            errors,
        )
        yield text.format(count=f"{errors:,}")
    if counts.answers.listed:
        text = ngettext("{count} goes on the guest list.", "{count} go on the guest list.", counts.answers.listed)
        yield text.format(count=f"{counts.answers.listed:,}")
    answered = list(_answered(counts.answers))
    if answered:
        yield _("Answers: {answers}.").format(answers=", ".join(answered))
    if counts.unasked:
        text = ngettext(
            "{count} row holds an answer or a ticket, which goes nowhere until you say for which stop it is.",
            "{count} rows hold an answer or a ticket, which go nowhere until you say for which stop they are.",
            counts.unasked,
        )
        yield text.format(count=f"{counts.unasked:,}")


def _taken(counts: Counts) -> Iterator[str]:
    """Say what of the file goes before what was known."""
    if counts.took:
        yield _("The file goes before what we knew: {kinds}.").format(kinds=kind_words(counts.took))
    if counts.mended:
        text = ngettext("{count} row is mended as proposed.", "{count} rows are mended as proposed.", counts.mended)
        yield text.format(count=f"{counts.mended:,}")


def _open_to_take(counts: Counts) -> Iterator[str]:
    """Say what differs, what is proposed, who is missing and who may be there twice: for a person to decide."""
    if counts.differing:
        text = ngettext(
            "{count} says something else than we know; what we know stays: {kinds}.",
            "{count} say something else than we know; what we know stays: {kinds}.",
            counts.differing,
        )
        known = counts.offers - Counter({SURNAME: counts.perhaps})
        yield text.format(count=f"{counts.differing:,}", kinds=kind_words(known))
    if counts.perhaps:
        text = ngettext(
            "{count} is new, and may be somebody we know under another surname.",
            "{count} are new, and may be somebody we know under another surname.",
            counts.perhaps,
        )
        yield text.format(count=f"{counts.perhaps:,}")
    if counts.mends:
        yield _("Can be mended as proposed: {kinds}.").format(kinds=code_words(counts.mends))
    if counts.doubles:
        text = ngettext(
            "{count} of the new ones is like somebody else; afterwards, look at the doubles.",
            "{count} of the new ones are like somebody else; afterwards, look at the doubles.",
            counts.doubles,
        )
        yield text.format(count=f"{counts.doubles:,}")
    if counts.absent:
        yield _absent(counts)


def _absent(counts: Counts) -> str:
    text = ngettext(
        "{count} of those who were on this list is not on it any more: {names}.",
        "{count} of those who were on this list are not on it any more: {names}.",
        counts.absent,
    )
    more = counts.absent - len(counts.absent_names)
    names = [*counts.absent_names, *([_("and {count} more").format(count=f"{more:,}")] if more else [])]
    return text.format(count=f"{counts.absent:,}", names=", ".join(names))


def _answered(answers: AnswerCounts) -> Iterator[str]:
    """Say how many accept, decline and so on, and how many more come along."""
    said = (
        (answers.states["accepted"], ngettext("{count} accepts", "{count} accept", answers.states["accepted"])),
        (answers.states["maybe"], ngettext("{count} may come", "{count} may come", answers.states["maybe"])),
        (answers.states["declined"], ngettext("{count} declines", "{count} decline", answers.states["declined"])),
        (answers.states["waiting"], ngettext("{count} waits", "{count} wait", answers.states["waiting"])),
        (answers.states["withdrawn"], ngettext("{count} taken off", "{count} taken off", answers.states["withdrawn"])),
        (answers.seats, ngettext("{count} extra seat", "{count} extra seats", answers.seats)),
    )
    yield from (text.format(count=f"{count:,}") for count, text in said if count)


def to_look_at(outcome: Arrival | Match, together: Container[str] = ()) -> list[str]:
    """Say what of a row a planner should look at, without flags that are told `together`; nothing of it was changed."""
    sentences = [said(flag.why) for flag in outcome.draft.flags if flag.code not in together]
    if isinstance(outcome, Arrival) and outcome.perhaps is not None:
        sentences.append(
            _("{name} comes in as somebody new: {other} has the same address or number. Are they one person?").format(
                name=called(outcome.person), other=called(outcome.perhaps)
            )
        )
    if isinstance(outcome, Match) and outcome.conflicts:
        sentences += [
            _("{name}: {field} is “{known}” here and “{read}” in the file.").format(
                name=called(outcome.after), field=field_word(field), known=known, read=read
            )
            for field, (known, read) in outcome.conflicts.items()
        ]
    return sentences


def to_be_taken(outcome: Arrival | Match) -> list[str]:
    """Say what of a row goes before what was known."""
    if isinstance(outcome, Arrival):
        return [_mend(repair) for repair in outcome.draft.mends if repair.repaired]
    before, after = plain(outcome.before), plain(outcome.after)
    fields = {*outcome.taken, *(repair.field for repair in outcome.draft.mends)} - _BESIDE
    return [
        _("{name}: {field} becomes “{read}”; it was “{known}”.").format(
            name=called(outcome.after), field=field_word(field), known=before[field], read=after[field]
        )
        for field in sorted(fields)
        if before[field] != after[field] and before[field]
    ]


def _mend(repair: Repair) -> str:
    return _("{field} is mended: “{read}”.").format(field=field_word(repair.field), read=repair.repaired)


def _met(why: str, count: int) -> str:
    """Say by what so many rows were met."""
    if why == "uid":
        text = ngettext("{count} is a card that we know.", "{count} are cards that we know.", count)
    elif why == "email":
        text = ngettext(
            "{count} has the e-mail address of somebody we know.",
            "{count} have the e-mail address of somebody we know.",
            count,
        )
    elif why == "phone":
        text = ngettext(
            "{count} has the telephone number of somebody we know.",
            "{count} have the telephone number of somebody we know.",
            count,
        )
    else:
        text = ngettext(
            "{count} has the name of somebody we know, and nothing speaks against it.",
            "{count} have the name of somebody we know, and nothing speaks against it.",
            count,
        )
    return text.format(count=f"{count:,}")
