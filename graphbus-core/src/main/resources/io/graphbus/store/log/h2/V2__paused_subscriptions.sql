-- Whether it is delivered nothing for the time being.
alter table graphbus_reader add column if not exists paused boolean default false not null;
