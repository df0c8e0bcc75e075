-- The life of the store: its epoch; a time before which its clock never goes, in microseconds since 1970; the highest place
-- given; and which cluster, timeline and table it is, by which a restored one is known.
CREATE TABLE ${prefix}approval_life (
  only_one integer PRIMARY KEY CHECK (only_one = 1),
  epoch bigint NOT NULL,
  mark bigint NOT NULL,
  place bigint NOT NULL,
  lineage text NOT NULL
);

INSERT INTO ${prefix}approval_life (only_one, epoch, mark, place, lineage) VALUES (1, 0, 0, 0, '');
