"""The one place where this plugin meets roadshow."""

from roadshow.domain.changes import Phrase
from roadshow.domain.drafts import Column, DraftPerson, Flag, Intake, Reading, Refusal, Source
from roadshow.domain.errors import BadInputError
from roadshow.domain.folding import fold
from roadshow.domain.names import listed_name
from roadshow.domain.naming import NameParts, split_name, split_surname
from roadshow.domain.papers import Document
from roadshow.domain.people import Person
from roadshow.domain.plain import plain
from roadshow.domain.wording import N_, _

__all__ = [
    "N_",
    "BadInputError",
    "Column",
    "Document",
    "DraftPerson",
    "Flag",
    "Intake",
    "NameParts",
    "Person",
    "Phrase",
    "Reading",
    "Refusal",
    "Source",
    "_",
    "fold",
    "listed_name",
    "plain",
    "split_name",
    "split_surname",
]
