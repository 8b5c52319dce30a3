-- Positions are handed out in blocks, by whoever is in a transaction, without a second connection; graphbus_log.reserved
-- is of no use any more. (H2 commits each statement, so that all scripts can be run again after a crash.)
create sequence if not exists graphbus_position as bigint start with (select reserved + 1 from graphbus_log) increment by 10000 no cache;
