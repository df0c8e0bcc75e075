-- The life of the store: its epoch, and a time before which its clock never goes, in microseconds since 1970.
CREATE TABLE approval_life (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  epoch INTEGER NOT NULL,
  mark INTEGER NOT NULL
);

INSERT INTO approval_life (only, epoch, mark) VALUES (1, 0, 0);
