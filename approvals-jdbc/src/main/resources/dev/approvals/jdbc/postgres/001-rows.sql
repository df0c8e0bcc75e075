-- Which of these files were run.
CREATE TABLE ${prefix}approval_version (
  number integer PRIMARY KEY,
  name text NOT NULL
);

-- Rows of the approvals store. Texts may hold escapes: U+241B and four hexadecimal digits.
CREATE TABLE ${prefix}approval_row (
  id text PRIMARY KEY,
  kind text NOT NULL,
  version bigint NOT NULL,
  call_key text NOT NULL,
  join_key text NOT NULL,
  group_key text NOT NULL,
  call_hash text UNIQUE,
  join_hash text UNIQUE,
  group_hash text,
  status text NOT NULL,
  due_second bigint,
  due_nano integer,
  created bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  place bigint,
  changed_at bigint NOT NULL,
  state text NOT NULL,
  seal text NOT NULL,
  content text NOT NULL
);

CREATE INDEX approval_row_shelf ON ${prefix}approval_row (kind, status, place);

CREATE INDEX approval_row_group ON ${prefix}approval_row (group_hash, place) WHERE group_hash IS NOT NULL;

CREATE INDEX approval_row_due ON ${prefix}approval_row (due_second, due_nano) WHERE due_second IS NOT NULL;

CREATE INDEX approval_row_changed ON ${prefix}approval_row (changed_at);

-- Rows commit in another order than they were created in. They get their place when they are listed first.
CREATE INDEX approval_row_unplaced ON ${prefix}approval_row (created) WHERE place IS NULL;

CREATE TABLE ${prefix}approval_event (
  row_id text NOT NULL,
  version bigint NOT NULL,
  event text NOT NULL,
  PRIMARY KEY (row_id, version)
);
