-- The life of the store: its epoch, and a time before which its clock never goes, in microseconds since 1970.
CREATE TABLE approval_life (
  only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
  epoch INTEGER NOT NULL,
  mark INTEGER NOT NULL
);

INSERT INTO approval_life (only_one, epoch, mark) VALUES (1, 0, 0);
