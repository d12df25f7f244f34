"""People in and out: CSV, XLSX, ODS and vCard files, as real programs write them."""

from roadshow.api import Importer, PeopleExporter, hookimpl


@hookimpl
def importers() -> list[Importer]:
    """Offer the reader of lists and address books."""
    from roadshow_addressbook.offering import FileImporter  # noqa: PLC0415  a plugin costs nothing until it is used

    return [FileImporter()]


@hookimpl
def people_exporters() -> list[PeopleExporter]:
    """Offer CSV, XLSX and vCard."""
    from roadshow_addressbook.offering import CsvExporter, VcardExporter, XlsxExporter  # noqa: PLC0415  as above

    return [CsvExporter(), XlsxExporter(), VcardExporter()]
