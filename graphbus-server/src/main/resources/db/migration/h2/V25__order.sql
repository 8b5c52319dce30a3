-- The newest build with certain artifacts that are kept is the end of an index, however many there are.
drop index graphbus_build_hash;
create index graphbus_build_hash on graphbus_build (artifact_hash, archived, number);
