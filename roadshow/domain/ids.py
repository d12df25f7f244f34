"""Identity: UUIDv7 as text, sortable by the moment it was made."""

import os
import time

_VARIANT = {f"{digit:x}": "89ab"[digit % 4] for digit in range(16)}


def new_id(milliseconds: int | None = None) -> str:
    """Return a fresh UUIDv7 (RFC 9562 section 5.7) in its 36 character form.

    `milliseconds` since 1970 may be given so that tests and the example are repeatable in time;
    the other 74 bits are always random.
    """
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    head, rest = f"{stamp & 0xFFFF_FFFF_FFFF:012x}", os.urandom(10).hex()
    return f"{head[:8]}-{head[8:]}-7{rest[:3]}-{_VARIANT[rest[3]]}{rest[4:7]}-{rest[7:19]}"


def from_parts(milliseconds: int, rest: int) -> str:
    """Build a UUIDv7 from 48 bits of time and the low 74 bits of `rest`."""
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | ((rest >> 62) & 0xFFF) << 64
    value |= 0b10 << 62 | rest & 0x3FFF_FFFF_FFFF_FFFF
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
