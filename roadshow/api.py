"""The one door: everything outside the core comes in here, our own plugins and strangers' plugins alike.

Names are fetched when they are first asked for, so that a command that lists stops does not pay for plugins.
"""

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadshow.domain.asking import Clause, Query, Window, Wish, guest_fields, guests_of, understand
    from roadshow.domain.changes import Change, Edit, Entry, Pen, Phrase, Revision, Trace, Turn
    from roadshow.domain.contacts import all_known, contact_in, contact_text, contacts_of, known_as
    from roadshow.domain.days import NamedDay
    from roadshow.domain.drafts import (
        Answer,
        Column,
        DraftPerson,
        Flag,
        Intake,
        Reading,
        Refusal,
        Repair,
        Source,
        repaired,
    )
    from roadshow.domain.errors import (
        BadInputError,
        DroppedError,
        NotFoundError,
        PluginError,
        ReplacedError,
        RoadshowError,
        StaleError,
        StoreError,
    )
    from roadshow.domain.fieldwords import field_word, kind_word
    from roadshow.domain.filenames import meant_path, safe_name
    from roadshow.domain.findings import Finding, Gap, Place, Rule, Sifted, Trouble, Waiver, Weight
    from roadshow.domain.folding import composed, fold
    from roadshow.domain.guests import Channel, Guest, GuestRole, Invitation, InvitationState, SignIn, SignInKind
    from roadshow.domain.headcounts import Headcount
    from roadshow.domain.ids import new_id
    from roadshow.domain.kinds import KINDS
    from roadshow.domain.matchkeys import Wanted, email_key
    from roadshow.domain.moments import (
        checked,
        later,
        minutes_between,
        occurs_twice,
        readings,
        to_utc,
        to_wall,
        zone,
        zone_file,
    )
    from roadshow.domain.names import (
        called,
        heading,
        listed_name,
        salutation_surname,
        sort_key,
        spoken_given,
        typed_name,
    )
    from roadshow.domain.naming import NameParts, split_name, split_surname
    from roadshow.domain.nouns import Noun
    from roadshow.domain.options import Option, converted, declared, filled, option
    from roadshow.domain.papers import Document, Notice, Paper
    from roadshow.domain.people import CONTACT_KINDS, Contact, Person, Registration, whole_surname
    from roadshow.domain.places import Booking, BookingState, ClosedPeriod, OpeningHours, Room, Venue
    from roadshow.domain.plain import from_plain, plain
    from roadshow.domain.slugs import slug_for
    from roadshow.domain.spreadsheets import dialled, guarded, is_formula, kept_as_text, unguarded
    from roadshow.domain.taking import Mode, Taking
    from roadshow.domain.tour import (
        Part,
        PartRole,
        Roadshow,
        RoadshowStatus,
        Session,
        SessionKind,
        Stop,
        StopStatus,
        Task,
    )
    from roadshow.domain.valuewords import STATE_WORDS, states_typed, value_typed, value_word, value_words
    from roadshow.domain.visible import columns, cut, visible
    from roadshow.domain.wording import LANGUAGES, LOCALE, N_, _, ngettext, speak, spoken, translations
    from roadshow.hooks.offers import Command, Exporter, Importer, Panel, PeopleExporter
    from roadshow.hooks.programme import Casting, Programme, Visit
    from roadshow.hooks.specs import hookimpl
    from roadshow.office.aftermath import brought_about, in_a_line
    from roadshow.office.almanac import named_days
    from roadshow.office.backups import Backup, backups_of
    from roadshow.office.bringing import (
        BLANK,
        FEW_BLANK,
        LOST_LETTER,
        TOLD_TOGETHER,
        PeopleFile,
        open_exporter,
        readable_suffixes,
    )
    from roadshow.office.checks import Checkup
    from roadshow.office.columnwords import column_word, going_nowhere, target_word, with_values
    from roadshow.office.commands import Done, every_about, find_command, offered_commands, run_command
    from roadshow.office.crashes import report_crash
    from roadshow.office.examining import Examined, examined_program
    from roadshow.office.example import load_example
    from roadshow.office.exchange import Outcome, export, sweep, write
    from roadshow.office.fence import Strikes
    from roadshow.office.forgetting import forget_person
    from roadshow.office.heldwords import going_lines, held_facts, held_lines, purpose_words, session_named, stop_named
    from roadshow.office.intakecounts import Counts
    from roadshow.office.intakewords import counted_sentences, how_read, rows_in_sum, to_be_taken, to_look_at
    from roadshow.office.kits import Answers, Kit, Start, kit_days, kit_path, kits, load_kit, start_from
    from roadshow.office.kitsaving import save_kit
    from roadshow.office.lasttime import ABSENT_OFF
    from roadshow.office.leftovers import Leftovers
    from roadshow.office.live import Office, said
    from roadshow.office.naming import find_person, find_roadshow, find_room, find_session, find_stop, find_venue
    from roadshow.office.offered import Offered
    from roadshow.office.opening import (
        choose_language,
        create_workspace,
        load_settings,
        new_workspace_path,
        open_office,
        workspace_path,
        workspace_settings,
    )
    from roadshow.office.panels import panels
    from roadshow.office.peopleout import PeopleOut
    from roadshow.office.persons import (
        Held,
        Retention,
        doubles,
        everything_about,
        mentions,
        merge_persons,
        told_apart,
    )
    from roadshow.office.planfiles import (
        Proposal,
        gather_plan,
        has_people,
        lost_sentences,
        names_people,
        plan_pieces,
        plan_text,
        propose,
    )
    from roadshow.office.planpaths import lost_by_writing, plan_text_from, read_plan_text, write_plan, write_schema
    from roadshow.office.plugins import PluginRow, Plugins, found_plugins, installed_plugins
    from roadshow.office.queues import Offers, day_at, in_numbers, offer_next, offer_to, standing_line, waiting_settings
    from roadshow.office.recalling import forget_columns, recalled
    from roadshow.office.reconciling import merged, older
    from roadshow.office.recounting import about_whom, recounted
    from roadshow.office.restoring import copy_workspace, known_backups, restore
    from roadshow.office.sheets import Sheet
    from roadshow.office.standing import all_gaps
    from roadshow.office.surroundings import conflicts_told, surroundings_told
    from roadshow.office.tables import table_bytes
    from roadshow.office.takingwords import code_named, code_words, kind_named, kind_words
    from roadshow.office.templates import Templates
    from roadshow.office.values_taken import in_words, values_taken
    from roadshow.planfile import Plan, PlanFileError, diff_text
    from roadshow.planning import (
        addressing,
        attending,
        booking,
        inviting,
        likeness,
        queueing,
        scheduling,
        staffing,
        tasking,
        touring,
        undoing,
        waiving,
        whenever,
    )
    from roadshow.planning.checking import RULES, CheckSettings, Impact, Scene
    from roadshow.planning.intake import Arrival, Match
    from roadshow.planning.keeping import RetentionSettings
    from roadshow.planning.queueing import WaitingSettings
    from roadshow.settings.clock import now, today
    from roadshow.settings.declared import BackupSettings, CoreSettings
    from roadshow.settings.layers import Setting, Settings, user_file, user_folder
    from roadshow.settings.shipped import config_folder, docs_folder
    from roadshow.settings.writing import loses_comments, set_value
    from roadshow.store.rescuing import rescued
    from roadshow.store.scratch import scratch_folder

_HOMES = {
    "domain.asking": "Clause Query Window Wish guest_fields guests_of understand",
    "domain.changes": "Change Edit Entry Pen Phrase Revision Trace Turn",
    "domain.days": "NamedDay",
    "domain.drafts": "Answer Column DraftPerson Flag Intake Reading Refusal Repair Source repaired",
    "domain.errors": "BadInputError DroppedError NotFoundError PluginError ReplacedError RoadshowError StaleError StoreError",
    "domain.fieldwords": "field_word kind_word",
    "domain.filenames": "meant_path safe_name",
    "domain.findings": "Finding Gap Place Rule Sifted Trouble Waiver Weight",
    "domain.folding": "composed fold",
    "domain.guests": "Channel Guest GuestRole Invitation InvitationState SignIn SignInKind",
    "domain.headcounts": "Headcount",
    "domain.ids": "new_id",
    "domain.kinds": "KINDS",
    "domain.matchkeys": "Wanted email_key",
    "domain.moments": "checked later minutes_between occurs_twice readings to_utc to_wall zone zone_file",
    "domain.names": "called heading listed_name salutation_surname sort_key spoken_given typed_name",
    "domain.naming": "NameParts split_name split_surname",
    "domain.nouns": "Noun",
    "domain.papers": "Document Notice Paper",
    "domain.contacts": "all_known contact_in contact_text contacts_of known_as",
    "domain.people": "CONTACT_KINDS Contact Person Registration whole_surname",
    "domain.places": "Booking BookingState ClosedPeriod OpeningHours Room Venue",
    "domain.plain": "from_plain plain",
    "domain.slugs": "slug_for",
    "domain.tour": "Part PartRole Roadshow RoadshowStatus Session SessionKind Stop StopStatus Task",
    "domain.valuewords": "STATE_WORDS states_typed value_typed value_word value_words",
    "domain.visible": "columns cut visible",
    "domain.wording": "LANGUAGES LOCALE N_ _ ngettext speak spoken translations",
    "hooks.offers": "Command Exporter Importer Panel PeopleExporter",
    "domain.options": "Option converted declared filled option",
    "hooks.programme": "Casting Programme Visit",
    "hooks.specs": "hookimpl",
    "office.aftermath": "brought_about in_a_line",
    "office.almanac": "named_days",
    "office.forgetting": "forget_person",
    "office.backups": "Backup backups_of",
    "office.restoring": "copy_workspace known_backups restore",
    "store.rescuing": "rescued",
    "store.scratch": "scratch_folder",
    "office.reconciling": "merged older",
    "office.surroundings": "conflicts_told surroundings_told",
    "office.intakecounts": "Counts",
    "office.lasttime": "ABSENT_OFF",
    "office.peopleout": "PeopleOut",
    "office.takingwords": "code_named code_words kind_named kind_words",
    "office.recalling": "forget_columns recalled",
    "domain.spreadsheets": "dialled guarded is_formula kept_as_text unguarded",
    "domain.taking": "Mode Taking",
    "office.bringing": "BLANK FEW_BLANK LOST_LETTER TOLD_TOGETHER PeopleFile open_exporter readable_suffixes",
    "office.checks": "Checkup",
    "office.columnwords": "column_word going_nowhere target_word with_values",
    "office.commands": "Done every_about find_command offered_commands run_command",
    "office.offered": "Offered",
    "office.crashes": "report_crash",
    "office.fence": "Strikes",
    "office.leftovers": "Leftovers",
    "office.exchange": "Outcome export sweep write",
    "office.heldwords": "going_lines held_facts held_lines purpose_words session_named stop_named",
    "office.intakewords": "counted_sentences how_read rows_in_sum to_be_taken to_look_at",
    "office.kits": "Answers Kit Start kit_days kit_path kits load_kit start_from",
    "office.kitsaving": "save_kit",
    "office.live": "Office said",
    "office.naming": "find_person find_room find_roadshow find_session find_stop find_venue",
    "office.examining": "Examined examined_program",
    "office.example": "load_example",
    "office.opening": "workspace_settings choose_language create_workspace load_settings new_workspace_path open_office workspace_path",
    "office.panels": "panels",
    "office.persons": "Held Retention doubles everything_about mentions merge_persons told_apart",
    "office.planfiles": "Proposal gather_plan has_people lost_sentences names_people plan_pieces plan_text propose",
    "office.planpaths": "lost_by_writing plan_text_from read_plan_text write_plan write_schema",
    "office.plugins": "PluginRow Plugins found_plugins installed_plugins",
    "office.recounting": "about_whom recounted",
    "planfile": "Plan PlanFileError diff_text",
    "office.sheets": "Sheet",
    "office.values_taken": "in_words values_taken",
    "office.standing": "all_gaps",
    "office.queues": "Offers day_at in_numbers offer_next offer_to standing_line waiting_settings",
    "office.tables": "table_bytes",
    "office.templates": "Templates",
    "planning": "addressing attending booking inviting likeness queueing scheduling staffing tasking touring undoing waiving whenever",
    "planning.checking": "CheckSettings Impact Scene RULES",
    "planning.intake": "Arrival Match",
    "planning.keeping": "RetentionSettings",
    "planning.queueing": "WaitingSettings",
    "settings.clock": "now today",
    "settings.declared": "BackupSettings CoreSettings",
    "settings.layers": "Setting Settings user_file user_folder",
    "settings.shipped": "config_folder docs_folder",
    "settings.writing": "loses_comments set_value",
}
_HOME_OF = {name: f"roadshow.{home}" for home, names in _HOMES.items() for name in names.split()}

VERBS = "roadshow.planning"
"""Verbs come by the module: touring.move_stop, inviting.reply."""

__all__ = [
    "ABSENT_OFF",
    "BLANK",
    "CONTACT_KINDS",
    "FEW_BLANK",
    "KINDS",
    "LANGUAGES",
    "LOCALE",
    "LOST_LETTER",
    "N_",
    "RULES",
    "STATE_WORDS",
    "TOLD_TOGETHER",
    "Answer",
    "Answers",
    "Arrival",
    "Backup",
    "BackupSettings",
    "BadInputError",
    "Booking",
    "BookingState",
    "Casting",
    "Change",
    "Channel",
    "CheckSettings",
    "Checkup",
    "Clause",
    "ClosedPeriod",
    "Column",
    "Command",
    "Contact",
    "CoreSettings",
    "Counts",
    "Document",
    "Done",
    "DraftPerson",
    "DroppedError",
    "Edit",
    "Entry",
    "Examined",
    "Exporter",
    "Finding",
    "Flag",
    "Gap",
    "Guest",
    "GuestRole",
    "Headcount",
    "Held",
    "Impact",
    "Importer",
    "Intake",
    "Invitation",
    "InvitationState",
    "Kit",
    "Leftovers",
    "Match",
    "Mode",
    "NameParts",
    "NamedDay",
    "NotFoundError",
    "Notice",
    "Noun",
    "Offered",
    "Offers",
    "Office",
    "OpeningHours",
    "Option",
    "Outcome",
    "Panel",
    "Paper",
    "Part",
    "PartRole",
    "Pen",
    "PeopleExporter",
    "PeopleFile",
    "PeopleOut",
    "Person",
    "Phrase",
    "Place",
    "Plan",
    "PlanFileError",
    "PluginError",
    "PluginRow",
    "Plugins",
    "Programme",
    "Proposal",
    "Query",
    "Reading",
    "Refusal",
    "Registration",
    "Repair",
    "ReplacedError",
    "Retention",
    "RetentionSettings",
    "Revision",
    "Roadshow",
    "RoadshowError",
    "RoadshowStatus",
    "Room",
    "Rule",
    "Scene",
    "Session",
    "SessionKind",
    "Setting",
    "Settings",
    "Sheet",
    "Sifted",
    "SignIn",
    "SignInKind",
    "Source",
    "StaleError",
    "Start",
    "Stop",
    "StopStatus",
    "StoreError",
    "Strikes",
    "Taking",
    "Task",
    "Templates",
    "Trace",
    "Trouble",
    "Turn",
    "Venue",
    "Visit",
    "WaitingSettings",
    "Waiver",
    "Wanted",
    "Weight",
    "Window",
    "Wish",
    "_",
    "about_whom",
    "addressing",
    "all_gaps",
    "all_known",
    "attending",
    "backups_of",
    "booking",
    "brought_about",
    "called",
    "checked",
    "choose_language",
    "code_named",
    "code_words",
    "column_word",
    "columns",
    "composed",
    "config_folder",
    "conflicts_told",
    "contact_in",
    "contact_text",
    "contacts_of",
    "converted",
    "copy_workspace",
    "counted_sentences",
    "create_workspace",
    "cut",
    "day_at",
    "declared",
    "dialled",
    "diff_text",
    "docs_folder",
    "doubles",
    "email_key",
    "every_about",
    "everything_about",
    "examined_program",
    "export",
    "field_word",
    "filled",
    "find_command",
    "find_person",
    "find_roadshow",
    "find_room",
    "find_session",
    "find_stop",
    "find_venue",
    "fold",
    "forget_columns",
    "forget_person",
    "found_plugins",
    "from_plain",
    "gather_plan",
    "going_lines",
    "going_nowhere",
    "guarded",
    "guest_fields",
    "guests_of",
    "has_people",
    "heading",
    "held_facts",
    "held_lines",
    "hookimpl",
    "how_read",
    "in_a_line",
    "in_numbers",
    "in_words",
    "installed_plugins",
    "inviting",
    "is_formula",
    "kept_as_text",
    "kind_named",
    "kind_word",
    "kind_words",
    "kit_days",
    "kit_path",
    "kits",
    "known_as",
    "known_backups",
    "later",
    "likeness",
    "listed_name",
    "load_example",
    "load_kit",
    "load_settings",
    "loses_comments",
    "lost_by_writing",
    "lost_sentences",
    "meant_path",
    "mentions",
    "merge_persons",
    "merged",
    "minutes_between",
    "named_days",
    "names_people",
    "new_id",
    "new_workspace_path",
    "ngettext",
    "now",
    "occurs_twice",
    "offer_next",
    "offer_to",
    "offered_commands",
    "older",
    "open_exporter",
    "open_office",
    "option",
    "panels",
    "plain",
    "plan_pieces",
    "plan_text",
    "plan_text_from",
    "propose",
    "purpose_words",
    "queueing",
    "read_plan_text",
    "readable_suffixes",
    "readings",
    "recalled",
    "recounted",
    "repaired",
    "report_crash",
    "rescued",
    "restore",
    "rows_in_sum",
    "run_command",
    "safe_name",
    "said",
    "salutation_surname",
    "save_kit",
    "scheduling",
    "scratch_folder",
    "session_named",
    "set_value",
    "slug_for",
    "sort_key",
    "speak",
    "split_name",
    "split_surname",
    "spoken",
    "spoken_given",
    "staffing",
    "standing_line",
    "start_from",
    "states_typed",
    "stop_named",
    "surroundings_told",
    "sweep",
    "table_bytes",
    "target_word",
    "tasking",
    "to_be_taken",
    "to_look_at",
    "to_utc",
    "to_wall",
    "today",
    "told_apart",
    "touring",
    "translations",
    "typed_name",
    "understand",
    "undoing",
    "unguarded",
    "user_file",
    "user_folder",
    "value_typed",
    "value_word",
    "value_words",
    "values_taken",
    "visible",
    "waiting_settings",
    "waiving",
    "whenever",
    "whole_surname",
    "with_values",
    "workspace_path",
    "workspace_settings",
    "write",
    "write_plan",
    "write_schema",
    "zone",
    "zone_file",
]


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"roadshow.api has no {name}")
    value = _verbs(f"{home}.{name}") if home == VERBS else getattr(import_module(home), name)
    globals()[name] = value
    return value


def _verbs(name: str) -> ModuleType:
    """Return a module of verbs that is read when the first verb is called."""
    known = sys.modules.get(name)
    if known is not None:
        return known
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def __dir__() -> list[str]:
    return sorted(_HOME_OF)
