// The tables of the archive, format by format. For the archive's own sources alone.
#pragma once

namespace corpus {

// The tables of format 1. docs/archive_format.md says what each column holds; keep the two together. No
// foreign key is deferred: for one that is, SQLite reads the whole referring table at each insertion into the
// other.
inline constexpr char kTables[] = R"sql(
CREATE TABLE archive(
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sources(
  number INTEGER PRIMARY KEY,
  name   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE imports(
  number           INTEGER PRIMARY KEY,
  source           INTEGER NOT NULL REFERENCES sources,
  format           TEXT NOT NULL,
  imported_at      TEXT NOT NULL,
  importer_version TEXT NOT NULL,
  UNIQUE(source, format, imported_at, importer_version)
) STRICT;

CREATE TABLE documents(
  number           INTEGER PRIMARY KEY,
  id               TEXT NOT NULL UNIQUE,
  revision         INTEGER NOT NULL UNIQUE,
  version          INTEGER REFERENCES versions,
  parent           INTEGER REFERENCES documents,
  translation      INTEGER REFERENCES documents,
  withdrawn_reason TEXT,
  withdrawn_time   TEXT,
  CHECK((withdrawn_reason IS NULL) = (withdrawn_time IS NULL))
) STRICT;
CREATE INDEX documents_parent ON documents(parent) WHERE parent IS NOT NULL;

CREATE TABLE names(
  name     TEXT PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  place    INTEGER NOT NULL,
  UNIQUE(document, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE occurrences(
  document INTEGER NOT NULL REFERENCES documents,
  place    INTEGER NOT NULL,
  source   TEXT NOT NULL,
  anchor   TEXT NOT NULL,
  PRIMARY KEY(document, place),
  UNIQUE(document, source, anchor)
) STRICT, WITHOUT ROWID;

CREATE TABLE links(
  document INTEGER NOT NULL REFERENCES documents,
  type     TEXT NOT NULL CHECK(type IN ('parent', 'translation')),
  target   TEXT NOT NULL,
  PRIMARY KEY(document, type)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_target ON links(target);

CREATE TABLE versions(
  number         INTEGER PRIMARY KEY,
  document       INTEGER NOT NULL REFERENCES documents,
  revision       INTEGER NOT NULL REFERENCES changes,
  import         INTEGER NOT NULL REFERENCES imports,
  raw_sha256     TEXT NOT NULL,
  content_sha256 TEXT NOT NULL,
  identity       TEXT NOT NULL,
  kind           TEXT NOT NULL,
  language       TEXT NOT NULL,
  title          TEXT NOT NULL,
  url            TEXT NOT NULL,
  date           TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  date_evidence  TEXT NOT NULL,
  date_words     TEXT NOT NULL,
  date_gmt       TEXT NOT NULL,
  hashtags       TEXT NOT NULL,
  tags           TEXT NOT NULL,
  summary        TEXT NOT NULL,
  body           TEXT NOT NULL
) STRICT;
CREATE INDEX versions_document ON versions(document);
CREATE INDEX versions_identity ON versions(identity);

CREATE TABLE statements(
  document INTEGER NOT NULL REFERENCES documents,
  source   INTEGER NOT NULL REFERENCES sources,
  place    TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  PRIMARY KEY(document, source, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_source ON statements(source);

CREATE TABLE changes(
  revision INTEGER PRIMARY KEY AUTOINCREMENT,
  document INTEGER NOT NULL REFERENCES documents,
  what     TEXT NOT NULL,
  import   INTEGER NOT NULL REFERENCES imports
) STRICT;
CREATE INDEX changes_document ON changes(document);

CREATE TABLE boilerplate(
  number     INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  text       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  first_seen TEXT NOT NULL,
  import     INTEGER NOT NULL REFERENCES imports,
  UNIQUE(name, sha256)
) STRICT;

CREATE TABLE boilerplate_occurrences(
  number      INTEGER PRIMARY KEY,
  boilerplate INTEGER NOT NULL REFERENCES boilerplate,
  source      TEXT NOT NULL,
  anchor      TEXT NOT NULL,
  UNIQUE(boilerplate, source, anchor)
) STRICT;

CREATE TABLE captures(
  number INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  file   TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size   INTEGER NOT NULL,
  import INTEGER NOT NULL REFERENCES imports,
  bytes  BLOB NOT NULL,
  UNIQUE(source, sha256)
) STRICT;

CREATE TABLE capture_parts(
  capture     INTEGER NOT NULL REFERENCES captures,
  place       INTEGER NOT NULL,
  begin       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  key         TEXT NOT NULL,
  boilerplate TEXT NOT NULL,
  PRIMARY KEY(capture, place)
) STRICT, WITHOUT ROWID;
)sql";

// What format 2 added.
inline constexpr char kLedgerTable[] = R"sql(
CREATE TABLE ledger(
  number      INTEGER PRIMARY KEY,
  members     INTEGER NOT NULL,
  evidence    TEXT NOT NULL,
  words       TEXT NOT NULL,
  document    INTEGER REFERENCES documents,
  boilerplate INTEGER REFERENCES boilerplate,
  CHECK((document IS NULL) <> (boilerplate IS NULL))
) STRICT;
CREATE INDEX ledger_document ON ledger(document);
CREATE INDEX ledger_boilerplate ON ledger(boilerplate);
)sql";

// What format 3 changed: standing text and pages have revisions too. A table whose NOT NULL goes is made
// anew.
inline constexpr char kChangesOfAll[] = R"sql(
CREATE TABLE changes_of_all(
  revision    INTEGER PRIMARY KEY AUTOINCREMENT,
  document    INTEGER REFERENCES documents,
  boilerplate INTEGER REFERENCES boilerplate,
  capture     INTEGER REFERENCES captures,
  what        TEXT NOT NULL,
  import      INTEGER NOT NULL REFERENCES imports,
  CHECK((document IS NULL) + (boilerplate IS NULL) + (capture IS NULL) = 2)
) STRICT;
INSERT INTO changes_of_all(revision, document, what, import)
  SELECT revision, document, what, import FROM changes ORDER BY revision;
DROP TABLE changes;
ALTER TABLE changes_of_all RENAME TO changes;
CREATE INDEX changes_document ON changes(document) WHERE document IS NOT NULL;
CREATE INDEX changes_boilerplate ON changes(boilerplate) WHERE boilerplate IS NOT NULL;
CREATE INDEX changes_capture ON changes(capture) WHERE capture IS NOT NULL;

INSERT INTO changes(boilerplate, what, import) SELECT number, 'added', import FROM boilerplate ORDER BY number;
INSERT INTO changes(capture, what, import) SELECT number, 'added', import FROM captures ORDER BY number;
ALTER TABLE boilerplate ADD COLUMN revision INTEGER REFERENCES changes;
ALTER TABLE captures ADD COLUMN revision INTEGER REFERENCES changes;
UPDATE boilerplate SET revision = (SELECT max(c.revision) FROM changes c WHERE c.boilerplate = boilerplate.number);
UPDATE captures SET revision = (SELECT max(c.revision) FROM changes c WHERE c.capture = captures.number);
)sql";

// What format 4 added: twins that were found, apart from the links that are stated. The translation of a
// document that is a found one is marked as such.
inline constexpr char kTwinsTable[] = R"sql(
CREATE TABLE twins(
  arabic     INTEGER PRIMARY KEY REFERENCES documents,
  english    INTEGER NOT NULL UNIQUE REFERENCES documents,
  score      REAL NOT NULL CHECK(score BETWEEN 0 AND 1),
  word_order REAL NOT NULL CHECK(word_order BETWEEN -1 AND 1),
  reasons    TEXT NOT NULL,
  import     INTEGER NOT NULL REFERENCES imports,
  CHECK(arabic <> english)
) STRICT;
ALTER TABLE documents ADD COLUMN translation_found INTEGER NOT NULL DEFAULT 0 CHECK(translation_found IN (0, 1));
)sql";

// What format 5 added: the raw bytes of records, when a source was seen to hold a document, what became of
// each import, what editors decided, and what remains of documents that were erased.
inline constexpr char kRecordTables[] = R"sql(
CREATE TABLE raw_records(
  number INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size   INTEGER NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;
ALTER TABLE versions ADD COLUMN raw INTEGER REFERENCES raw_records;
ALTER TABLE versions ADD COLUMN media_type TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN fetched_from TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN fetched_at TEXT NOT NULL DEFAULT '';

CREATE TABLE sightings(
  document INTEGER NOT NULL REFERENCES documents,
  source   INTEGER NOT NULL REFERENCES sources,
  first    TEXT NOT NULL,
  last     TEXT NOT NULL,
  PRIMARY KEY(document, source),
  CHECK(first <= last)
) STRICT, WITHOUT ROWID;
INSERT INTO sightings(document, source, first, last)
  SELECT v.document, i.source, min(i.imported_at), max(i.imported_at) FROM versions v
  JOIN imports i ON i.number = v.import JOIN sources s ON s.number = i.source
  WHERE s.name NOT GLOB 'retag 20*' GROUP BY v.document, i.source;

ALTER TABLE sources ADD COLUMN last_read TEXT NOT NULL DEFAULT '';
CREATE TABLE runs(
  number      INTEGER PRIMARY KEY,
  source      INTEGER NOT NULL REFERENCES sources,
  started     TEXT NOT NULL,
  ended       TEXT NOT NULL,
  program     TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK(outcome IN ('broken off', 'finished', 'stopped', 'failed')),
  files       TEXT NOT NULL,
  file_count  INTEGER NOT NULL,
  read        INTEGER NOT NULL,
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  unchanged   INTEGER NOT NULL,
  skipped     INTEGER NOT NULL,
  withdrawn   INTEGER NOT NULL,
  boilerplate INTEGER NOT NULL,
  captures    INTEGER NOT NULL,
  twins       INTEGER NOT NULL,
  decisions   INTEGER NOT NULL,
  purged      INTEGER NOT NULL,
  problems    INTEGER NOT NULL,
  remarks     INTEGER NOT NULL,
  skipped_why TEXT NOT NULL
) STRICT;
CREATE TABLE run_findings(
  run   INTEGER NOT NULL REFERENCES runs,
  type  TEXT NOT NULL CHECK(type IN ('problem', 'remark')),
  place INTEGER NOT NULL,
  found TEXT NOT NULL,
  what  TEXT NOT NULL,
  PRIMARY KEY(run, type, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE decisions(
  number   INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  field    TEXT NOT NULL,
  value    TEXT NOT NULL,
  accepted INTEGER NOT NULL CHECK(accepted IN (0, 1)),
  who      TEXT NOT NULL,
  why      TEXT NOT NULL,
  time     TEXT NOT NULL
) STRICT;
CREATE INDEX decisions_document ON decisions(document);

CREATE TABLE purges(
  document INTEGER PRIMARY KEY REFERENCES documents,
  reason   TEXT NOT NULL,
  time     TEXT NOT NULL
) STRICT;
CREATE TABLE purged_hashes(
  sha256   TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES purges,
  what     TEXT NOT NULL CHECK(what IN ('name', 'raw', 'text')),
  PRIMARY KEY(sha256, document)
) STRICT, WITHOUT ROWID;
ALTER TABLE captures ADD COLUMN kept_sha256 TEXT;
)sql";

// What format 6 added: the dates of a version beside that of its publication.
inline constexpr char kFurtherDates[] = R"sql(
ALTER TABLE versions ADD COLUMN modified TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN events TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace corpus
