-- Schema 3. A place can be offered to who waits until a day, and a stop can have so many places per group.

ALTER TABLE invitation ADD COLUMN "offered_until" TEXT;
ALTER TABLE stop ADD COLUMN "per_group" TEXT NOT NULL DEFAULT '[]';
