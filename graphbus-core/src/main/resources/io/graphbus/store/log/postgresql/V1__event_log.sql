-- One row: up to which position events were removed.
create table graphbus_log (
    removed bigint not null
);
insert into graphbus_log (removed) values (0);

-- Times are milliseconds since 1970 in all tables.
create table graphbus_event (
    position bigint generated always as identity primary key,
    id text not null,
    topic text collate "C" not null,
    source text not null,
    payload text not null,
    event_key text,
    priority smallint,
    schema_version text,
    headers text,
    correlation_id text not null,
    causation_id text,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_event_id on graphbus_event (left(id, 200));
create index graphbus_event_topic on graphbus_event (topic, position);
create index graphbus_event_key on graphbus_event (left(event_key, 200), position) where event_key is not null;
create index graphbus_event_time on graphbus_event (published_at);

create table graphbus_later (
    number bigint generated always as identity primary key,
    due_at bigint not null,
    id text not null,
    topic text collate "C" not null,
    source text not null,
    payload text not null,
    event_key text,
    priority smallint,
    schema_version text,
    headers text,
    correlation_id text not null,
    causation_id text,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_later_due on graphbus_later (due_at, number);

create table graphbus_reader (
    id bigint generated always as identity primary key,
    agent text collate "C" not null,
    subscription text collate "C" not null,
    constraint graphbus_reader_name unique (agent, subscription)
);

-- done: ranges of positions beyond the cursor, such as 12-14,19
create table graphbus_progress (
    reader_id bigint not null,
    part integer not null,
    cursor_position bigint not null,
    done text,
    offered bigint not null,
    completed bigint not null,
    dead bigint not null,
    expired bigint not null,
    filtered bigint not null,
    cancelled bigint not null,
    replayed bigint not null,
    primary key (reader_id, part)
);

create table graphbus_completed (
    reader_id bigint not null,
    position bigint not null,
    primary key (reader_id, position)
);

create table graphbus_deferred (
    reader_id bigint not null,
    position bigint not null,
    event_key text,
    failures integer not null,
    next_at bigint,
    attempts text,
    primary key (reader_id, position)
);
create index graphbus_deferred_position on graphbus_deferred (position);

create table graphbus_dead_letter (
    letter_id text collate "C" primary key,
    agent text collate "C" not null,
    subscription text collate "C" not null,
    handler text not null,
    position bigint not null,
    reason text not null,
    error text not null,
    stack text not null,
    attempts text,
    accepts text,
    dead_at bigint not null,
    status text not null,
    migrate_to text,
    id text not null,
    topic text collate "C" not null,
    source text not null,
    payload text not null,
    event_key text,
    priority smallint,
    schema_version text,
    headers text,
    correlation_id text not null,
    causation_id text,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_dead_letter_time on graphbus_dead_letter (dead_at, letter_id);
create index graphbus_dead_letter_reader on graphbus_dead_letter (agent, subscription, dead_at, letter_id);

-- Who has which parts of a subscription, until when.
create table graphbus_claim (
    agent text collate "C" not null,
    subscription text collate "C" not null,
    owner text not null,
    until timestamp with time zone not null,
    parts integer[] not null,
    primary key (agent, subscription, owner)
);

create table graphbus_state (
    agent text collate "C" primary key,
    schema_version text not null,
    state text not null,
    saved_at bigint not null
);
create table graphbus_state_aside (
    agent text collate "C" not null,
    schema_version text not null,
    state text not null,
    saved_at bigint not null
);
