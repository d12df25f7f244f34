"""Letters to guests: mail with a calendar part, ready to send, and the data source for Word and LibreOffice."""

from roadshow.api import Command, Exporter, Guest, Programme, Visit, hookimpl


@hookimpl
def exporters() -> list[Exporter]:
    """Offer the letters."""
    from roadshow_mailmerge.exporter import Letters  # noqa: PLC0415  loading the plugin must cost next to nothing

    return [Letters()]


@hookimpl
def commands() -> list[Command]:
    """Offer the task to remind who has not answered."""
    from roadshow_mailmerge.reminding import Remind  # noqa: PLC0415  as above

    return [Remind()]


@hookimpl
def merge_fields(programme: Programme, visit: Visit, guest: Guest, language: str) -> dict[str, str]:
    """Answer with what a letter may say of the guest, the stop and the venue."""
    from roadshow_mailmerge.fields import fields_of  # noqa: PLC0415  as above

    return fields_of(programme, visit, guest, language)
