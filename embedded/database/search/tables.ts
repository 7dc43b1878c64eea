// The tables of search indexes. An entry is what an index holds of one document from one commit to another: like the log
// of documents it is never changed, only ended, so that a snapshot finds what was there. An entry that no snapshot can
// see any more is taken away.
export const searchTables = `
CREATE TABLE IF NOT EXISTS search_indexes (
  index_id INTEGER PRIMARY KEY AUTOINCREMENT, table_number INTEGER NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0, tokens INTEGER NOT NULL DEFAULT 0, -- of all entries that hold
  UNIQUE (table_number, name)
);
CREATE TABLE IF NOT EXISTS search_entries (
  entry INTEGER PRIMARY KEY, index_id INTEGER NOT NULL, id TEXT NOT NULL, from_ts INTEGER NOT NULL,
  to_ts INTEGER, -- null: it still holds
  tokens INTEGER NOT NULL, filters BLOB NOT NULL,
  terms TEXT -- of an ended entry, as JSON: the postings to take away with it
);
CREATE INDEX IF NOT EXISTS search_entries_by_id ON search_entries (index_id, id, from_ts);
CREATE INDEX IF NOT EXISTS search_entries_begun ON search_entries (index_id, from_ts);
CREATE INDEX IF NOT EXISTS search_entries_ended ON search_entries (index_id, to_ts) WHERE to_ts IS NOT NULL;
CREATE TABLE IF NOT EXISTS postings (
  index_id INTEGER NOT NULL, term TEXT NOT NULL, filters BLOB NOT NULL, entry INTEGER NOT NULL,
  weight INTEGER NOT NULL, created REAL NOT NULL,
  PRIMARY KEY (index_id, term, filters, entry)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS vectors (entry INTEGER PRIMARY KEY, vector BLOB NOT NULL);
`;
