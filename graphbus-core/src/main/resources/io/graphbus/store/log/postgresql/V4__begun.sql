-- The position that a subscription began behind; null for those that began before this was kept.
alter table graphbus_reader add column if not exists begun bigint;
