create table graphbus_migration (
    id            bigint generated always as identity primary key,
    agent         varchar(128) not null,
    name          varchar(1000) not null,
    checksum      varchar(64) not null,
    registered_at timestamp(6) with time zone not null,
    registered_by varchar(255) not null,
    document      character large object not null,
    constraint graphbus_migration_name unique (name)
);

create index graphbus_migration_page on graphbus_migration (agent, id);

create table graphbus_migration_entry (
    position bigint primary key,
    line     character large object not null
);

-- Whoever holds the one row is alone with the entries and the states that they tell of.
create table graphbus_migration_lock (
    id bigint primary key
);

insert into graphbus_migration_lock (id) values (1);
