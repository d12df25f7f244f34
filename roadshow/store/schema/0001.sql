-- Schema 1. A row keeps a noun field by field; the columns after the fields are the store's own:
-- terms and sort find and order it (domain.indexing; an invitation has those of its person), created, modified and sequence are its Revision,
-- and change is the number of the change that wrote it last.

CREATE TABLE roadshow (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "theme" TEXT NOT NULL,
    "aim" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "organiser_name" TEXT NOT NULL,
    "organiser_email" TEXT NOT NULL,
    "web" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE venue (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "latitude" REAL,
    "longitude" REAL,
    "contact" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "step_free" INTEGER,
    "lift" INTEGER,
    "accessible_toilet" INTEGER,
    "hearing_loop" INTEGER,
    "quiet_room" INTEGER,
    "public_transport" TEXT NOT NULL,
    "parking" TEXT NOT NULL,
    "opening_hours" TEXT NOT NULL,
    "closed_periods" TEXT NOT NULL,
    "cost" TEXT,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE room (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "venue_id" TEXT NOT NULL REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    "name" TEXT NOT NULL,
    "capacity" INTEGER,
    "layout" TEXT NOT NULL,
    "equipment" TEXT NOT NULL,
    "closed_periods" TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "given" TEXT NOT NULL,
    "particle" TEXT NOT NULL,
    "surname" TEXT NOT NULL,
    "sort_as" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "street" TEXT NOT NULL,
    "postcode" TEXT NOT NULL,
    "town" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "district" TEXT NOT NULL,
    "languages" TEXT NOT NULL,
    "tags" TEXT NOT NULL,
    "registrations" TEXT NOT NULL,
    "diet" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "interpreter" TEXT NOT NULL,
    "childcare" TEXT NOT NULL,
    "needs_until" TEXT,
    "consent_mail" INTEGER,
    "consent_photo" INTEGER,
    "away" TEXT NOT NULL,
    "former_ids" TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL,
    email_key TEXT,
    phone_key TEXT,
    name_key TEXT
) STRICT;

-- By which ids of before a person is found: what is in former_ids, turned round.
CREATE TABLE former (
    id TEXT PRIMARY KEY NOT NULL,
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX former_person ON former (person_id);

CREATE TABLE stop (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "roadshow_id" TEXT NOT NULL REFERENCES roadshow (id) DEFERRABLE INITIALLY DEFERRED,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "end" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "doors" TEXT,
    "district" TEXT NOT NULL,
    "venue_id" TEXT REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    "status" TEXT NOT NULL,
    "capacity" INTEGER,
    "contact" TEXT NOT NULL,
    "welcome" TEXT NOT NULL,
    "themes" TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE session (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL REFERENCES stop (id) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "session_kind" TEXT NOT NULL,
    "fixed" INTEGER NOT NULL,
    "room_id" TEXT REFERENCES room (id) DEFERRABLE INITIALLY DEFERRED,
    "materials" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "capacity" INTEGER,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE part (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "session_id" TEXT NOT NULL REFERENCES session (id) DEFERRABLE INITIALLY DEFERRED,
    "person_id" TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL,
    "confirmed" INTEGER NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE booking (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL REFERENCES stop (id) DEFERRABLE INITIALLY DEFERRED,
    "venue_id" TEXT NOT NULL REFERENCES venue (id) DEFERRABLE INITIALLY DEFERRED,
    "state" TEXT NOT NULL,
    "until" TEXT,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE task (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "roadshow_id" TEXT NOT NULL REFERENCES roadshow (id) DEFERRABLE INITIALLY DEFERRED,
    "title" TEXT NOT NULL,
    "stop_id" TEXT REFERENCES stop (id) DEFERRABLE INITIALLY DEFERRED,
    "owner" TEXT NOT NULL,
    "due" TEXT,
    "offset" INTEGER,
    "done" INTEGER NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE invitation (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL REFERENCES stop (id) DEFERRABLE INITIALLY DEFERRED,
    "person_id" TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "companions" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "invited_at" TEXT,
    "answered_at" TEXT,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE sign_in (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL REFERENCES stop (id) DEFERRABLE INITIALLY DEFERRED,
    "sign_in_kind" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "moment" TEXT NOT NULL,
    "person_id" TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    "walk_in" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "undoes" TEXT REFERENCES sign_in (id) DEFERRABLE INITIALLY DEFERRED,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE TABLE waiver (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "places" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "moment" TEXT NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

-- A paper is a note of what went out and no part of the plan: it never keeps a stop from going.
CREATE TABLE paper (
    n INTEGER PRIMARY KEY,
    "id" TEXT NOT NULL UNIQUE,
    "notes" TEXT NOT NULL,
    "stop_id" TEXT NOT NULL REFERENCES stop (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    "exporter" TEXT NOT NULL,
    "moment" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    terms TEXT NOT NULL DEFAULT '',
    sort TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    modified TEXT NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX roadshow_slug ON roadshow (slug);
CREATE UNIQUE INDEX stop_slug ON stop (roadshow_id, slug);
CREATE INDEX stop_start ON stop ("start");
CREATE INDEX stop_venue ON stop (venue_id);
CREATE INDEX session_stop ON session (stop_id, "start");
CREATE INDEX session_room ON session (room_id);
CREATE INDEX part_session ON part (session_id);
CREATE INDEX part_person ON part (person_id);
CREATE INDEX venue_sort ON venue (sort);
CREATE INDEX room_venue ON room (venue_id, sort);
CREATE INDEX booking_stop ON booking (stop_id);
CREATE INDEX booking_venue ON booking (venue_id);
CREATE INDEX person_found ON person (sort, n, terms);
CREATE INDEX person_email ON person (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX person_phone ON person (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX person_name ON person (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX task_roadshow ON task (roadshow_id);
CREATE INDEX task_stop ON task (stop_id);
CREATE UNIQUE INDEX invitation_guest ON invitation (stop_id, person_id);
CREATE INDEX invitation_found ON invitation (stop_id, sort, n, terms);
CREATE INDEX invitation_state ON invitation (stop_id, state);
CREATE INDEX invitation_person ON invitation (person_id);
CREATE INDEX sign_in_stop ON sign_in (stop_id, desk, counter);
CREATE INDEX sign_in_person ON sign_in (person_id);
CREATE UNIQUE INDEX paper_stop ON paper (stop_id, exporter);

-- What was, of a record that went: should it come back, its sequence goes on from here.
CREATE TABLE departed (
    id TEXT PRIMARY KEY NOT NULL,
    created TEXT NOT NULL,
    sequence INTEGER NOT NULL
) STRICT;

CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    label_values TEXT NOT NULL,
    author TEXT NOT NULL,
    moment TEXT NOT NULL,
    turn TEXT NOT NULL,
    reverses INTEGER REFERENCES journal (number),
    reversed_by INTEGER REFERENCES journal (number),
    edits INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE edit (
    change INTEGER NOT NULL REFERENCES journal (number),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    PRIMARY KEY (change, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX edit_id ON edit (id);

-- What stays of guests who were forgotten; stop_id is no reference, since counts outlive a stop that comes back by undo.
CREATE TABLE headcount (
    stop_id TEXT NOT NULL,
    what TEXT NOT NULL,
    organisation TEXT NOT NULL,
    people INTEGER NOT NULL,
    companions INTEGER NOT NULL,
    PRIMARY KEY (stop_id, what, organisation)
) STRICT;

CREATE TABLE workspace (
    name TEXT PRIMARY KEY NOT NULL,
    content TEXT NOT NULL
) STRICT;
