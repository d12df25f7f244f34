"""What this plugin offers: one reader of all its forms, and one writer for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roadshow.api import option
from roadshow_addressbook.door import N_, Document, Person, Reading, Source


class Dialect(StrEnum):
    """For whom a CSV file is."""

    EXCEL_NL = "excel-nl"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """Options of people as CSV."""

    dialect: Dialect = option(
        Dialect.EXCEL_NL,
        N_("excel-nl: semicolons, so that a Dutch Excel opens it; plain: commas, for other programs."),
        words={Dialect.EXCEL_NL: N_("for a Dutch Excel"), Dialect.PLAIN: N_("for other programs")},
    )


class Version(StrEnum):
    """Which version of vCard."""

    NEWEST = "4.0"
    OLDER = "3.0"


@dataclass(frozen=True, slots=True)
class CardOptions:
    """Options of people as cards."""

    version: Version = option(
        Version.NEWEST,
        N_("4.0: for telephones and address books of today; 3.0: for Outlook and older telephones."),
        words={Version.NEWEST: N_("for telephones of today"), Version.OLDER: N_("for Outlook and older telephones")},
    )


@dataclass(frozen=True, slots=True)
class NoOptions:
    """A form in which there is nothing to choose."""


class FileImporter:
    """Reads CSV, XLSX, ODS and vCard; which of them a file is can be seen from its first bytes."""

    key = "addressbook"
    title = N_("People from CSV, XLSX, ODS and vCard")
    suffixes = (".csv", ".tsv", ".txt", ".xlsx", ".ods", ".vcf")

    @property
    def targets(self) -> tuple[str, ...]:
        """What a column can be given to."""
        from roadshow_addressbook.targets import OFFERED  # noqa: PLC0415  only who maps columns needs it

        return OFFERED

    def read(self, source: Source, mapping: Mapping[str, str], encoding: str) -> Reading:
        """Read people."""
        from roadshow_addressbook.reading import read_people  # noqa: PLC0415  only who reads needs it

        return read_people(source, mapping, encoding)


class CsvExporter:
    """Writes people as CSV."""

    key = "csv"
    title = N_("People as CSV")
    options = CsvOptions
    lacks = ("cards",)

    def document(self, people: Iterable[Person], options: CsvOptions, language: str) -> Document:
        """Write people."""
        from roadshow_addressbook.writing import people_document  # noqa: PLC0415  only who writes needs it

        return people_document(people, "csv", dialect=options.dialect.value, language=language)


class XlsxExporter:
    """Writes people as a workbook."""

    key = "xlsx"
    title = N_("People as a workbook for Excel and LibreOffice")
    options = NoOptions
    lacks = ("cards",)

    def document(self, people: Iterable[Person], options: NoOptions, language: str) -> Document:  # noqa: ARG002  a contract
        """Write people."""
        from roadshow_addressbook.writing import people_document  # noqa: PLC0415  only who writes needs it

        return people_document(people, "xlsx", language=language)


class VcardExporter:
    """Writes people as vCards."""

    key = "vcf"
    title = N_("People as vCards, for telephones and address books")
    options = CardOptions

    @property
    def lacks(self) -> tuple[str, ...]:
        """Which fields a card does not hold."""
        from roadshow_addressbook.cardwriting import LACKS  # noqa: PLC0415  only who writes needs it

        return LACKS

    def document(self, people: Iterable[Person], options: CardOptions, language: str) -> Document:
        """Write people."""
        from roadshow_addressbook.writing import people_document  # noqa: PLC0415  only who writes needs it

        return people_document(people, "vcf", language=language, version=options.version.value)
