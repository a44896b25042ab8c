-- The tables of archive format 1, as they were: what the migration test starts from.
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
