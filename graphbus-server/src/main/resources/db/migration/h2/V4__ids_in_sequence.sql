-- A killed server must not make the next build's id jump.
alter table graphbus_build alter column number set no cache;
alter table graphbus_contract alter column id set no cache;
