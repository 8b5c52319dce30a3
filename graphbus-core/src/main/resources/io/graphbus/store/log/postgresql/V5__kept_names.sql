-- What has happened, by the hash of its name, until when that is to be known.
create table if not exists graphbus_name (
    name text collate "C" primary key,
    content text not null,
    expires_at bigint not null
);
create index if not exists graphbus_name_time on graphbus_name (expires_at);
