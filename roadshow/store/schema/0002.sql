-- Schema 2. People have further addresses, numbers and names, and each address and number a kind.
-- lists and cards are what people came in by.
-- further_key is what is in contacts, other_names and cards turned round, so that somebody is met by each of them.

ALTER TABLE person ADD COLUMN "email_kind" TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN "phone_kind" TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN "other_names" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE person ADD COLUMN "contacts" TEXT NOT NULL DEFAULT '[]';

ALTER TABLE person ADD COLUMN "lists" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE person ADD COLUMN "cards" TEXT NOT NULL DEFAULT '[]';

CREATE TABLE further_key (
    person_id TEXT NOT NULL REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    key TEXT NOT NULL,
    PRIMARY KEY (person_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX further_key_key ON further_key (key);
