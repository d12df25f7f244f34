"""The one room with effects: it opens the store, runs verbs, saves, calls plugins behind a fence, writes files."""
