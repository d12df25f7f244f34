"""A plan file that is older than what stands here: what it would turn back, and what of it was really changed in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from roadshow.domain.changes import Edit
from roadshow.domain.kinds import KINDS
from roadshow.domain.nouns import Noun
from roadshow.domain.plain import differing, from_plain, plain
from roadshow.office.planfiles import Proposal
from roadshow.planfile import Plan, Written, diff_text
from roadshow.store.base import Store

AT_ONCE = 500
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Older:
    """How far a file is behind: what the workspace was at then, how many changes were made since, and what stood then.

    `turned_back` are the edits of the proposal that would put back what was changed here since.
    """

    written: Written
    changes: int
    then: dict[Key, Noun | None]
    turned_back: tuple[Edit, ...]
    plans: tuple[Plan, Plan]

    def text(self) -> str:
        """Describe what would be turned back, a noun a line."""
        return diff_text(self.turned_back, self.plans)


def older(store: Store, found: Proposal) -> Older | None:
    """Say how far a file is behind the workspace; None where it is not, or where nothing is known of that."""
    written = found.plans[1].written
    if written is None or written.workspace != store.domain or written.change >= store.last_number():
        return None
    then = _as_it_was(store, found.plans[0], written.change)
    back = tuple(edit for whole in found.edits for edit in _turning_back(whole, then))
    return Older(written, store.last_number() - written.change, then, back, found.plans)


def merged(found: Proposal, behind: Older) -> tuple[Proposal, tuple[Edit, ...]]:
    """Keep of a proposal what was changed in the file since it was written; and return where both were changed.

    Where both were, what stands here stays.
    """
    edits: list[Edit] = []
    both: list[Edit] = []
    for edit in found.edits:
        kept, clash = _rebased(edit, behind.then)
        edits += kept
        both += clash
    return replace(found, edits=tuple(edits)), tuple(both)


def _as_it_was(store: Store, known: Plan, number: int) -> dict[Key, Noun | None]:
    """Return what was changed after a change as it was before; what the journal does not hold any more is as it is."""
    now: dict[Key, Noun] = {(noun.kind, noun.id): noun for noun in known}
    values: dict[Key, dict[str, Any] | None] = {}
    for entry in _later(store, number):
        for trace in store.traces(entry, backwards=True):
            key = trace.kind, trace.id
            if key not in values:
                values[key] = plain(now[key]) if key in now else None
            values[key] = None if trace.before is None else {**(values[key] or {}), **trace.before}
    return {key: None if held is None else from_plain(KINDS[key[0]], held) for key, held in values.items()}


def _later(store: Store, number: int) -> Iterator[int]:
    before: int | None = None
    while True:
        page = [entry.number for entry in store.journal(limit=AT_ONCE, before=before) if entry.number > number]
        yield from page
        if len(page) < AT_ONCE:
            return
        before = page[-1]


def _turning_back(edit: Edit, then: dict[Key, Noun | None]) -> Iterator[Edit]:
    key = edit.noun.kind, edit.noun.id
    if key not in then:
        return
    before = then[key]
    if edit.before is None or edit.after is None or before is None:
        if (edit.before is None) == (before is not None):
            yield edit
        return
    since = set(differing(before, edit.before)[0]) & set(differing(edit.before, edit.after)[0])
    if since:
        yield Edit(edit.before, _with(edit.before, edit.after, since))


def _rebased(edit: Edit, then: dict[Key, Noun | None]) -> tuple[list[Edit], list[Edit]]:
    """Return what of an edit was wished in the file, and what of that was changed here as well."""
    key = edit.noun.kind, edit.noun.id
    if key not in then:
        return [edit], []
    base = then[key]
    if edit.before is None or edit.after is None or base is None:
        wished = base != edit.after
        both = wished and base != edit.before
        return ([edit] if wished and not both else []), ([edit] if both else [])
    wished_fields = set(differing(base, edit.after)[0]) & set(differing(edit.before, edit.after)[0])
    here = set(differing(base, edit.before)[0])
    kept, both_fields = wished_fields - here, wished_fields & here
    return (
        [Edit(edit.before, _with(edit.before, edit.after, kept))] if kept else [],
        [Edit(edit.before, _with(edit.before, edit.after, both_fields))] if both_fields else [],
    )


def _with(noun: Noun, other: Noun, names: set[str]) -> Noun:
    """Return a noun with some fields of another."""
    values: dict[str, Any] = {name: getattr(other, name) for name in names}
    return replace(noun, **values)
