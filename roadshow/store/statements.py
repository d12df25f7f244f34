"""Every statement the store says, in the SQL that SQLite and PostgreSQL both speak.

Two functions are not PostgreSQL's: instr(text, part), which its schema would define as strpos in the first step, and
matches(terms, facet, pattern), which is this program's own (store.matching).
"""

from collections.abc import Sequence
from typing import Any

from roadshow.domain.asking import BEGUN_NUMBER, NUMBERS, Clause, Query, words_anywhere
from roadshow.domain.folding import FACETS, facet_code
from roadshow.domain.guests import Invitation
from roadshow.domain.nouns import Noun
from roadshow.domain.people import Person
from roadshow.store.rows import KEY_COLUMNS, STORE_COLUMNS, row_shape

Values = list[str | int | float | None]

ADD_JOURNAL = (
    "INSERT INTO journal (id, label, label_values, author, moment, turn, reverses) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
CLOSE_JOURNAL = "UPDATE journal SET edits = ? WHERE number = ?"
MARK_REVERSED = "UPDATE journal SET reversed_by = ? WHERE number = ? AND reversed_by IS NULL"
ADD_EDIT = 'INSERT INTO edit (change, position, kind, id, "before", "after") VALUES (?, ?, ?, ?, ?, ?)'
TRACES = 'SELECT kind, id, "before", "after" FROM edit WHERE change = ? ORDER BY position'
TRACES_BACKWARDS = TRACES + " DESC"
ENTRY = (
    "SELECT number, id, label, label_values, author, moment, turn, reverses, reversed_by, edits"
    " FROM journal WHERE number = ?"
)
ENTRIES = ENTRY.replace("number = ?", "number < ?") + " ORDER BY number DESC LIMIT ?"
TOUCHED = (
    ENTRY.replace("number = ?", "number IN (SELECT change FROM edit WHERE id = ? AND kind = ?)")
    + " ORDER BY number DESC"
)
PAST = (
    'SELECT j.moment, e.kind, e.id, e."before", e."after" FROM edit e JOIN journal j ON j.number = e.change'
    " WHERE e.id = ? AND e.kind = ? ORDER BY e.change DESC, e.position DESC"
)
LAST_NUMBER = "SELECT COALESCE(MAX(number), 0) FROM journal"
TO_UNDO = (
    ENTRY.replace("number = ?", "turn IN ('do', 'redo') AND reversed_by IS NULL") + " ORDER BY number DESC LIMIT 1"
)
TO_REDO = (
    ENTRY.replace(
        "number = ?",
        "turn = 'undo' AND reversed_by IS NULL"
        " AND number > (SELECT COALESCE(MAX(number), 0) FROM journal WHERE turn = 'do')",
    )
    + " ORDER BY number DESC LIMIT 1"
)
DEPART = (
    "INSERT INTO departed (id, created, sequence) VALUES (?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence"
)
DEPARTED = "SELECT created, sequence FROM departed WHERE id = ?"
NEWEST = "SELECT number, id FROM journal ORDER BY number DESC LIMIT 1"
NEWEST_MOMENT = "SELECT moment FROM journal ORDER BY number DESC LIMIT 1"
COUNTED = "SELECT (SELECT COUNT(*) FROM stop), (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM invitation)"
ENTRY_ID = "SELECT id FROM journal WHERE number = ?"
LAST_TOUCHED = "SELECT MAX(j.moment) FROM edit e JOIN journal j ON j.number = e.change WHERE e.id = ?"
WORKSPACE = "SELECT content FROM workspace WHERE name = ?"
SET_WORKSPACE = (
    "INSERT INTO workspace (name, content) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET content = excluded.content"
)
UNFINISHED = "unfinished"
"""The row of the table `workspace` that stands there while something was erased and the file was not yet built anew."""
UNSET_WORKSPACE = "DELETE FROM workspace WHERE name = ?"
PERSON_FOUND = "SELECT terms, sort FROM person WHERE id = ?"
ADD_FORMER = "INSERT INTO former (id, person_id) VALUES (?, ?)"
REMOVE_FORMER = "DELETE FROM former WHERE person_id = ?"
FORMER = "SELECT person_id FROM former WHERE id = ?"
ADD_FURTHER_KEY = "INSERT INTO further_key (person_id, key) VALUES (?, ?)"
REMOVE_FURTHER_KEYS = "DELETE FROM further_key WHERE person_id = ?"
FIND_INVITATIONS = "UPDATE invitation SET terms = :terms, sort = :sort WHERE person_id = :id"

INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
EDITS_OF = 'SELECT change, position, "before", "after" FROM edit WHERE id = ? AND kind = ?'
REWRITE_EDIT = 'UPDATE edit SET "before" = ?, "after" = ? WHERE change = ? AND position = ?'
REMOVE_EDITS = "DELETE FROM edit WHERE id = ? AND kind = ?"
REMOVE_DEPARTED = "DELETE FROM departed WHERE id = ?"
EDITS_NAMING = 'SELECT DISTINCT kind, id FROM edit WHERE instr("before", ?) > 0 OR instr("after", ?) > 0'
LABELS_NAMING = "SELECT number, label_values FROM journal WHERE instr(label_values, ?) > 0"
REWRITE_LABEL = "UPDATE journal SET label_values = ? WHERE number = ?"
ADD_HEADCOUNT = (
    "INSERT INTO headcount (stop_id, what, organisation, people, companions) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (stop_id, what, organisation) DO UPDATE SET people = headcount.people + excluded.people,"
    " companions = headcount.companions + excluded.companions"
)
HEADCOUNTS = (
    "SELECT stop_id, what, organisation, people, companions FROM headcount WHERE stop_id = ?"
    " ORDER BY what, organisation"
)

_STOP_SEEN = "UPDATE stop SET modified = MAX(modified, :moment), sequence = sequence + :rise WHERE "
_SESSION_SEEN = "UPDATE session SET modified = MAX(modified, :moment), sequence = sequence + :rise WHERE "
_PART_SESSION = "(SELECT session_id FROM part WHERE person_id = :id)"

ECHOES: dict[str, tuple[str, ...]] = {
    "roadshow": (
        _STOP_SEEN + "roadshow_id = :id",
        _SESSION_SEEN + "stop_id IN (SELECT id FROM stop WHERE roadshow_id = :id)",
    ),
    "venue": (
        _STOP_SEEN + "venue_id = :id",
        _SESSION_SEEN + "stop_id IN (SELECT id FROM stop WHERE venue_id = :id)",
    ),
    "room": (
        _SESSION_SEEN + "room_id = :id",
        _STOP_SEEN + "id IN (SELECT stop_id FROM session WHERE room_id = :id)",
    ),
    "stop": (_SESSION_SEEN + "stop_id = :id",),
    "session": ("UPDATE stop SET modified = MAX(modified, :moment) WHERE id = :parent",),
    "part": (
        "UPDATE session SET modified = MAX(modified, :moment) WHERE id = :parent",
        "UPDATE stop SET modified = MAX(modified, :moment) WHERE id = (SELECT stop_id FROM session WHERE id = :parent)",
    ),
    "person": (
        _SESSION_SEEN + f"id IN {_PART_SESSION}",
        _STOP_SEEN + f"id IN (SELECT stop_id FROM session WHERE id IN {_PART_SESSION})",
    ),
}
"""What else a guest sees differently when a record changes: the agenda names rooms, people and the venue.

:rise is 1 where the change is material (domain.revising), else 0.
"""


def insert(noun: type[Noun], given: Sequence[str]) -> str:
    """Say how a new row is written: the noun's columns that are given, then the store's; others have their default."""
    shape = row_shape(noun)
    others = [name for name in shape.columns if name not in given]
    names = ", ".join(_quoted(name) for name in (*given, *shape.own_columns, *others))
    values = [*"?" * (len(given) + len(shape.own_columns)), *(_literal(shape.defaults[name]) for name in others)]
    return f"INSERT INTO {noun.kind} ({names}) VALUES ({', '.join(values)})"


def update(noun: type[Noun]) -> str:
    """Say how a row is written again: the noun's columns, terms, sort, moment, rise of the sequence, change, keys, id."""
    shape = row_shape(noun)
    names = ", ".join(f"{_quoted(name)} = ?" for name in shape.columns)
    keys = "".join(f", {name} = ?" for name in shape.own_columns[len(STORE_COLUMNS) :])
    return (
        f"UPDATE {noun.kind} SET {names}, terms = ?, sort = ?, modified = MAX(modified, ?), sequence = sequence + ?, change = ?{keys}"
        " WHERE id = ?"
    )


def mentions(noun: type[Noun], column: str) -> str:
    """Ask which rows hold a text in one column, to the letter."""
    return f"SELECT id FROM {noun.kind} WHERE instr({_quoted(column)}, ?) > 0"


def more_than(noun: type[Noun], count: int) -> str:
    """Ask whether a table has more rows than so many, without counting the rest."""
    return f"SELECT 1 FROM {noun.kind} LIMIT 1 OFFSET {count:d}"


def drop_index(name: str) -> str:
    """Say how an index goes."""
    return f"DROP INDEX {_quoted(name)}"


def delete(noun: type[Noun]) -> str:
    """Say how a row goes."""
    return f"DELETE FROM {noun.kind} WHERE id = ?"


def one(noun: type[Noun]) -> str:
    """Ask for a row by its id."""
    return f"SELECT {_columns(noun)} FROM {noun.kind} t WHERE t.id = ?"


def people_like(emails: int, phones: int, names: int, uids: int) -> str:
    """Ask for people by their own keys, so many of each, or by ids that UIDs may be: twice, for there are former ids."""
    asked = zip(KEY_COLUMNS, (emails, phones, names), strict=True)
    choices = [f"t.{column} IN ({_marks(count)})" for column, count in asked if count]
    if uids:
        choices.append(f"t.id IN ({_marks(uids)})")
        choices.append(f"t.id IN (SELECT person_id FROM former WHERE id IN ({_marks(uids)}))")
    return f"SELECT {_columns(Person)} FROM person t WHERE {' OR '.join(choices)}"


def people_further(keys: int) -> str:
    """Ask for people by so many keys of what else they are met by."""
    return (
        f"SELECT {_columns(Person)} FROM person t"
        f" WHERE t.id IN (SELECT person_id FROM further_key WHERE key IN ({_marks(keys)}))"
    )


HAS_FURTHER_KEYS = "SELECT EXISTS (SELECT 1 FROM further_key)"


def by_key(noun: type[Noun], count: int) -> str:
    """Ask for rows by their numbers."""
    return f"SELECT t.n, {_columns(noun)} FROM {noun.kind} t WHERE t.n IN ({_marks(count)})"


def rows_between(noun: type[Noun], *, last: bool = False) -> str:
    """Ask for the rows of two numbers and all between; or for the last number."""
    return (
        f"SELECT MAX(t.n) FROM {noun.kind} t"
        if last
        else f"SELECT {_columns(noun)} FROM {noun.kind} t WHERE t.n BETWEEN ? AND ?"
    )


def revisions(noun: type[Noun], count: int) -> str:
    """Ask for the history of rows by their ids."""
    return f"SELECT id, created, modified, sequence FROM {noun.kind} WHERE id IN ({_marks(count)})"


def select(query: Query[Any]) -> tuple[str, Values]:
    """Ask for the window of a query."""
    where, values = _where(query)
    window, bounds = _window(query)
    text = f"SELECT {_columns(query.kind)} FROM {_source(query)}{where} ORDER BY {_order(query)}{window}"
    return text, values + bounds


def keys(query: Query[Any], most: int | None = None) -> tuple[str, Values]:
    """Ask for the row numbers of a query, without its window: all, or the first ones."""
    where, values = _where(query)
    limit = "" if most is None else f" LIMIT {most:d}"
    return f"SELECT t.n FROM {_source(query)}{where} ORDER BY {_order(query)}{limit}", values


def count(query: Query[Any]) -> tuple[str, Values]:
    """Ask how many rows answer a query."""
    where, values = _where(query)
    return f"SELECT COUNT(*) FROM {_source(query)}{where}", values


def tally(query: Query[Any], column: str) -> tuple[str, Values]:
    """Ask how many rows of a query hold each value of a column."""
    where, values = _where(query)
    name = _column(query, column)
    source = _source(query.by(column, *query.order))
    return f"SELECT {name}, COUNT(*) FROM {source}{where} GROUP BY {name} ORDER BY {name}", values


def guests(query: Query[Invitation]) -> tuple[str, Values]:
    """Ask for invitations with their revisions and their people, in that order of columns.

    Where nothing is asked about people, the window is cut before people are looked up: a page far down costs no more
    than its own rows and the index above them.
    """
    where, values = _where(query)
    window, bounds = _window(query)
    order = _order(query)
    if _asks_person(query) or query.limit is None:
        source = f"invitation t JOIN person p ON p.id = t.person_id{where} ORDER BY {order}{window}"
    else:
        page = f"SELECT t.n FROM invitation t{where} ORDER BY {order}{window}"
        source = f"({page}) w JOIN invitation t ON t.n = w.n JOIN person p ON p.id = t.person_id ORDER BY {order}"
    return f"SELECT {_guest_columns()} FROM {source}", values + bounds


def answers(stops: int) -> str:
    """Ask how many invitations to so many stops stand alike."""
    alike = "stop_id, state, role, invited_at"
    return (
        f"SELECT {alike}, COUNT(*), SUM(companions) FROM invitation WHERE stop_id IN ({_marks(stops)}) GROUP BY {alike}"
    )


def notable_guests(stops: int) -> str:
    """Ask for guests who need something, cannot be reached, share an address or have no name, in the columns of `guests`."""
    needing = " OR ".join(f"TRIM(p.{name}) <> ''" for name in ("interpreter", "childcare", "diet", "access"))
    blank = {name: f"TRIM(p.{name}) = ''" for name in ("email", "phone", "street", "town")}
    lost = f"{blank['email']} AND {blank['phone']} AND ({blank['street']} OR {blank['town']})"
    shared = "EXISTS (SELECT 1 FROM person q WHERE q.email_key = p.email_key AND q.id <> p.id)"
    nameless = " AND ".join(f"p.{name} = ''" for name in ("given", "particle", "surname", "display_name"))
    return (
        f"SELECT {_guest_columns()} FROM invitation t JOIN person p ON p.id = t.person_id"
        f" WHERE t.stop_id IN ({_marks(stops)}) AND ({needing} OR {lost} OR {shared} OR ({nameless})) ORDER BY t.stop_id, t.sort, t.n"
    )


def _guest_columns() -> str:
    person = ", ".join(f"p.{_quoted(name)}" for name in row_shape(Person).columns)
    return f"{_columns(Invitation)}, t.created, t.modified, t.sequence, {person}"


def _literal(value: str | float | None) -> str:
    """Write the default of a column out, which spares a value in each row."""
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(+value)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _columns(noun: type[Noun]) -> str:
    return ", ".join(f"t.{_quoted(name)}" for name in row_shape(noun).columns)


def _asks_person(query: Query[Any]) -> bool:
    if query.kind is not Invitation:
        return False
    own = {*row_shape(Invitation).columns, *STORE_COLUMNS, "n"}
    columns = [clause.name for clause in query.clauses if not clause.facet]
    return any(name.removeprefix("-") not in own for name in (*columns, *query.order))


def _source(query: Query[Any]) -> str:
    joined = " JOIN person p ON p.id = t.person_id" if _asks_person(query) else ""
    return f"{query.kind.kind} t{joined}"


def _column(query: Query[Any], name: str) -> str:
    shape = row_shape(query.kind)
    if name in {*shape.columns, *shape.own_columns, "n"}:
        return f"t.{_quoted(name)}"
    if query.kind is Invitation and name in {*row_shape(Person).columns, *KEY_COLUMNS}:
        return f"p.{_quoted(name)}"
    raise ValueError(f"{query.kind.kind} has no column {name}")


def _order(query: Query[Any]) -> str:
    parts = [_column(query, name.removeprefix("-")) + (" DESC" if name.startswith("-") else "") for name in query.order]
    return ", ".join([*parts, "t.n"])


def _window(query: Query[Any]) -> tuple[str, Values]:
    if query.limit is None:
        return "", []
    return " LIMIT ? OFFSET ?", [query.limit, query.offset]


def _where(query: Query[Any]) -> tuple[str, Values]:
    conditions: list[str] = []
    values: Values = []
    for clause in query.clauses:
        text, bound = _facet(clause) if clause.facet else _compared(query, clause)
        conditions.append(f"NOT ({text})" if clause.negated else text)
        values += bound
    for word in query.words:
        if word.isdigit() and len(word) < BEGUN_NUMBER:
            text, bound = _facet(words_anywhere(word))
        else:
            text, bound = "instr(t.terms, ?) > 0", [word]
        conditions.append(text)
        values += bound
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _compared(query: Query[Any], clause: Clause) -> tuple[str, Values]:
    column = _column(query, clause.name)
    if clause.relation != "=":
        return f"{column} {clause.relation} ?", [clause.values[0]]
    if clause.values == (None,):
        return f"{column} IS NULL", []
    if len(clause.values) == 1:
        return f"{column} = ?", [clause.values[0]]
    return f"{column} IN ({_marks(len(clause.values))})", list(clause.values)


def _facet(clause: Clause) -> tuple[str, Values]:
    if clause.pattern:
        return "matches(t.terms, ?, ?)", [clause.name, clause.values[0]]
    if clause.present:
        return "instr(t.terms, ?) > 0", [facet_code(clause.name)]
    choices: list[str] = []
    values: Values = []
    for facet in (clause.name,) if clause.name else FACETS:
        for value in clause.values:
            sought = _side_by_side(facet, str(value)) if value in clause.whole else _begun(facet, str(value))
            choices.append("(" + " AND ".join([_SOUGHT[is_whole] for _text, is_whole in sought]) + ")")
            values += [text for text, _is_whole in sought]
    return "(" + " OR ".join(choices) + ")", values


_SOUGHT = {False: "instr(t.terms, ?) > 0", True: "instr(t.terms || ' ', ?) > 0"}
"""By whether a text that is looked for ends with a whole word, how it is."""


def _begun(facet: str, value: str) -> list[tuple[str, bool]]:
    """Return what is looked for where words may be begun: each for itself. A word of digits is whole, numbers aside."""
    code = facet_code(facet)
    words = value.split() or [""]
    return [
        (f"{code}{word} ", True) if word.isdigit() and facet not in NUMBERS else (code + word, False) for word in words
    ]


def _side_by_side(facet: str, value: str) -> list[tuple[str, bool]]:
    code = facet_code(facet)
    return [(" ".join(code + word for word in value.split()) + " ", True)]
