-- Which of these files were run.
CREATE TABLE ${prefix}approval_journal_version (
  number integer PRIMARY KEY,
  name text NOT NULL
);

-- The lines of journals, each without its end; with some of them a segment begins. No two writers can write one place.
CREATE TABLE ${prefix}approval_journal_line (
  journal text NOT NULL,
  seq bigint NOT NULL,
  begins boolean NOT NULL,
  line text NOT NULL,
  PRIMARY KEY (journal, seq)
);

CREATE UNIQUE INDEX approval_journal_segment ON ${prefix}approval_journal_line (journal, seq) WHERE begins;

-- What journals stood at, as signed notes; the one over the most lines counts.
CREATE TABLE ${prefix}approval_journal_checkpoint (
  journal text NOT NULL,
  size bigint NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (journal, size)
);

-- Facts that are kept apart, encrypted, and the key of each, encrypted too.
CREATE TABLE ${prefix}approval_journal_payload (
  journal text NOT NULL,
  id text NOT NULL,
  sealed bytea NOT NULL,
  sealed_key bytea NOT NULL,
  PRIMARY KEY (journal, id)
);
