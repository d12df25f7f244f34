"""What taking a proposal would change in a draft, worked out once all of it was read."""

from collections.abc import Iterator, Mapping
from typing import Any

from roadshow_addressbook.door import Flag, Repair, split_name

_PARTS = ("given", "particle", "surname")
_WHOLE = frozenset(["name", "family"])


def with_repairs(flag: Flag, values: Mapping[str, Any]) -> Flag:
    """Return a flag with what its proposal would change in these values, if that can be told."""
    if not flag.proposal or flag.repairs:
        return flag
    return flag._replace(repairs=tuple(_repairs(flag, values)))


def _repairs(flag: Flag, values: Mapping[str, Any]) -> Iterator[Repair]:
    field, _sign, register = flag.field.partition(":")
    held = values.get(field)
    if register:
        of = {"register": register}
        yield Repair("registrations", {**of, "number": flag.value}, {**of, "number": flag.proposal})
    elif field in _WHOLE:
        parts = split_name(flag.proposal)
        for part in _PARTS:
            read, mended = values.get(part, ""), getattr(parts, part)
            if read != mended:
                yield Repair(part, read, mended)
    elif field == "phone" and held != flag.value:
        for one in values.get("contacts", ()):
            if one["value"] == flag.value:
                yield Repair("contacts", one, {**one, "value": flag.proposal})
    elif isinstance(held, str) and flag.value in held:
        yield Repair(field, held, held.replace(flag.value, flag.proposal))
    elif isinstance(held, list) and flag.value in held:
        yield Repair(field, flag.value, flag.proposal)
