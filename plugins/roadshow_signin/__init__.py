"""The list at the door: a PDF that guests sign, set by typst, with fonts that travel with the program."""

from roadshow.api import Exporter, Panel, Person, Programme, Stop, hookimpl


@hookimpl
def exporters() -> list[Exporter]:
    """Offer the signature list."""
    from roadshow_signin.signatures import SignatureList  # noqa: PLC0415  loading the plugin must cost next to nothing

    return [SignatureList()]


@hookimpl
def panels(programme: Programme, about: Stop | Person | None) -> list[Panel]:
    """Show what the door has noted."""
    from roadshow_signin.beside import beside  # noqa: PLC0415  as above

    return list(beside(programme, about))
