"""The hooks. Offer: once, when the office opens. Ask: often, must be quick and pure. Tell: after a change is saved.

A plugin is a module (or any object) registered as an entry point of the group `roadshow`, with functions marked
by `hookimpl`. A hook that raises, exits, prints or does not come back in time becomes a notice with the plugin's name;
after three failures the plugin is off until the program ends.
"""

import pluggy

from roadshow.domain.changes import Entry
from roadshow.domain.findings import Rule
from roadshow.domain.guests import Guest
from roadshow.domain.papers import Document, Notice
from roadshow.domain.people import Person
from roadshow.domain.tour import Stop
from roadshow.hooks.offers import Command, Exporter, Importer, Panel, PeopleExporter
from roadshow.hooks.programme import Programme, Visit

GROUP = "roadshow"
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Hooks:
    """All hooks, by kind."""

    @hookspec
    def exporters(self) -> list[Exporter]:
        """Offer exporters.

        When: once, when exporters are first needed. Return: a list of objects with key, title, options and
        documents(). A failure: the plugin's exporters are not there, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def importers(self) -> list[Importer]:
        """Offer readers of files with people in them.

        When: once, when a file is to be read. Return: a list of objects with key, title, suffixes and read().
        A failure: the plugin's importers are not there, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def people_exporters(self) -> list[PeopleExporter]:
        """Offer forms in which people can be written.

        When: once, when people are to be written to a file. Return: a list of objects with key, title, options and
        document(). A failure: the plugin's forms are not there, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def rules(self) -> list[Rule]:
        """Offer rules for the checker.

        When: once, when rules are first needed. Return: rules; each looks at a scene, which holds the plan without guests, and
        gives a trouble for every case. A rule with a `gap` is also named by “roadshow ready”. A failure: a rule that
        raises finds nothing, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def commands(self) -> list[Command]:
        """Offer commands that a planner starts by a word or a key.

        When: once, when commands are first needed; on the screen that is after the first picture. Return: a list of
        objects with key, title, about, binding and run(). A failure: the plugin's commands are not there; one that
        raises or answers with something else changes nothing; and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def merge_fields(self, programme: Programme, visit: Visit, guest: Guest, language: str) -> dict[str, str]:
        """Ask for fields of a letter to a guest.

        When: for each letter, before it is written. Return: field names and texts, in the language asked for; an
        empty text counts as missing. A failure: the letter is written without these fields, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def enclosures(self, programme: Programme, visit: Visit, guest: Guest, language: str) -> list[Document]:
        """Ask for what goes along with a letter to a guest, such as the calendar part of an invitation.

        When: for each letter, before it is written. Return: documents with content as bytes. A failure: the letter
        goes without, and a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def panels(self, programme: Programme, about: Stop | Person | None) -> list[Panel]:
        """Ask what stands beside a stop, a person, or the whole programme, for which `about` is None.

        When: each time one of them is shown. `programme` holds the stop; or the stops where the person is a guest or
        has a part; or all stops. Return: panels, in the language of the programme. A failure: they are not shown, and
        a notice says so.
        """
        raise NotImplementedError

    @hookspec
    def announce(self, programme: Programme, entry: Entry) -> list[Notice]:
        """Tell that a change was saved.

        When: after the transaction, for every change, undo and redo. `programme` holds the stops that the change
        touched. Return: notices for the planner. A failure: a notice; the change stands.
        """
        raise NotImplementedError
