"""Taking back: the edits that turn a saved change round, as far as nobody has changed the same things since."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from roadshow.domain.changes import Edit, Trace
from roadshow.domain.errors import StaleError
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.plain import from_plain, plain
from roadshow.domain.wording import _

Current = Callable[[str, str], Noun | None]


def reversal(traces: Iterable[Trace], current: Current) -> Iterator[Edit]:
    """Yield the edits that take a change back, one for each trace that still differs; a stream.

    `current` returns a record by kind and id as it is now. A new record goes, a removed one comes back, and of an
    altered one the altered fields only, so that what somebody else wrote in other fields stays. Raises StaleError
    where a field no longer holds what the change put there, with `yours` (what the change wrote) and `theirs`.
    """
    for trace in traces:
        edit = _turned(trace, current(trace.kind, trace.id))
        if edit is not None:
            yield edit


def _turned(trace: Trace, now: Noun | None) -> Edit | None:
    if trace.before is None and trace.after is None:
        return None
    if now is not None and now.id != trace.id:
        now = None  # somebody who has taken over this id is not the one who had it
    if trace.before is None:
        return _taken_away(trace, now)
    if trace.after is None:
        return _put_back(trace, now)
    if now is None:
        raise _stale(trace, _("It was removed since."), dict(trace.after), {})
    _compare(trace, trace.after, plain(now))
    return Edit(now, from_plain(type(now), {**plain(now), **trace.before}))


def _taken_away(trace: Trace, now: Noun | None) -> Edit:
    # What the journal left out had its default then; a field that was filled since is a change too.
    expected = plain(from_plain(KINDS[trace.kind], trace.after or {}))
    if now is None:
        raise _stale(trace, _("It was removed since."), expected, {})
    _compare(trace, expected, plain(now))
    return Edit(now, None)


def _put_back(trace: Trace, now: Noun | None) -> Edit:
    if now is not None:
        raise _stale(trace, _("It is there again already."), {}, plain(now))
    return Edit(None, from_plain(KINDS[trace.kind], trace.before or {}))


def _compare(trace: Trace, yours: Mapping[str, object], theirs: Mapping[str, object]) -> None:
    differing = [name for name in yours if yours[name] != theirs.get(name)]
    if not differing:
        return
    fields = "; ".join(
        _("{field}: this change wrote “{yours}”, now it is “{theirs}”").format(
            field=name, yours=_short(yours[name]), theirs=_short(theirs.get(name))
        )
        for name in differing
    )
    raise _stale(
        trace, fields + ".", {name: yours[name] for name in differing}, {name: theirs.get(name) for name in differing}
    )


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _stale(trace: Trace, why: str, yours: dict[str, object], theirs: dict[str, object]) -> StaleError:
    return StaleError(
        _("This cannot be taken back: somebody changed the same {kind} since. {why}").format(
            kind=trace.kind.replace("_", "-"), why=why
        ),
        _("Nothing was written. Look at the log, and take the later change back first."),
        yours=yours,
        theirs=theirs,
    )
