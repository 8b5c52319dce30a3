-- A killed server must not make the next build's id jump.
alter table graphbus_build alter column number set cache 1;
alter table graphbus_contract alter column id set cache 1;
