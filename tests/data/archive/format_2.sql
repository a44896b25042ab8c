-- What archive format 2 added to format 1, as it was.
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
