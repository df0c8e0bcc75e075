-- Which of these files were run.
CREATE TABLE approval_version (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

-- Rows of the approvals store. Texts may hold escapes: U+241B and four hexadecimal digits.
CREATE TABLE approval_row (
  place INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  call_key TEXT NOT NULL,
  join_key TEXT NOT NULL,
  group_key TEXT NOT NULL,
  call_hash TEXT UNIQUE,
  join_hash TEXT UNIQUE,
  group_hash TEXT,
  status TEXT NOT NULL,
  due_second INTEGER,
  due_nano INTEGER,
  changed_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  seal TEXT NOT NULL
);

CREATE INDEX approval_row_shelf ON approval_row (kind, status, place);

CREATE INDEX approval_row_group ON approval_row (group_hash, place) WHERE group_hash IS NOT NULL;

CREATE INDEX approval_row_due ON approval_row (due_second, due_nano) WHERE due_second IS NOT NULL;

CREATE INDEX approval_row_changed ON approval_row (changed_at);

-- Apart, because SQLite writes a whole row anew with every change.
CREATE TABLE approval_content (
  place INTEGER PRIMARY KEY,
  content TEXT NOT NULL
);

CREATE TABLE approval_event (
  row_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (row_id, version)
);
