-- Positions are handed out in blocks, by whoever is in a transaction, without a second connection.
create sequence graphbus_position as bigint start with (select reserved + 1 from graphbus_log) increment by 10000 no cache;
alter table graphbus_log drop column reserved;
