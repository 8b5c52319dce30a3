-- One row: positions up to this have been handed out to a process; up to that events were removed.
create table graphbus_log (
    reserved bigint not null,
    removed bigint not null
);
insert into graphbus_log (reserved, removed) values (0, 0);

-- Times are milliseconds since 1970 in all tables. What a payload has beyond a million characters is its rest.
create table graphbus_event (
    position bigint primary key,
    id varchar not null,
    topic varchar(255) not null,
    source varchar not null,
    payload varchar not null,
    payload_rest character large object,
    event_key varchar,
    priority smallint,
    schema_version varchar,
    headers varchar,
    correlation_id varchar not null,
    causation_id varchar,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_event_id on graphbus_event (id);
create index graphbus_event_topic on graphbus_event (topic, position);

create table graphbus_later (
    number bigint generated always as identity primary key,
    due_at bigint not null,
    id varchar not null,
    topic varchar(255) not null,
    source varchar not null,
    payload varchar not null,
    payload_rest character large object,
    event_key varchar,
    priority smallint,
    schema_version varchar,
    headers varchar,
    correlation_id varchar not null,
    causation_id varchar,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_later_due on graphbus_later (due_at, number);

create table graphbus_reader (
    id bigint generated always as identity primary key,
    agent varchar(255) not null,
    subscription varchar(255) not null,
    constraint graphbus_reader_name unique (agent, subscription)
);

-- done: ranges of positions beyond the cursor, such as 12-14,19
create table graphbus_progress (
    reader_id bigint not null,
    part integer not null,
    cursor_position bigint not null,
    done character large object,
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
    event_key varchar,
    failures integer not null,
    next_at bigint,
    attempts character large object,
    primary key (reader_id, position)
);
create index graphbus_deferred_position on graphbus_deferred (position);

create table graphbus_dead_letter (
    letter_id varchar(255) primary key,
    agent varchar(255) not null,
    subscription varchar(255) not null,
    handler varchar not null,
    position bigint not null,
    reason varchar(100) not null,
    error varchar not null,
    stack character large object not null,
    attempts character large object,
    accepts varchar,
    dead_at bigint not null,
    status varchar(20) not null,
    migrate_to varchar,
    id varchar not null,
    topic varchar(255) not null,
    source varchar not null,
    payload varchar not null,
    payload_rest character large object,
    event_key varchar,
    priority smallint,
    schema_version varchar,
    headers varchar,
    correlation_id varchar not null,
    causation_id varchar,
    hops integer not null,
    published_at bigint not null,
    expires_at bigint
);
create index graphbus_dead_letter_time on graphbus_dead_letter (dead_at, letter_id);
create index graphbus_dead_letter_reader on graphbus_dead_letter (agent, subscription, dead_at, letter_id);

create table graphbus_state (
    agent varchar(255) primary key,
    schema_version varchar not null,
    state character large object not null,
    saved_at bigint not null
);
create table graphbus_state_aside (
    agent varchar(255) not null,
    schema_version varchar not null,
    state character large object not null,
    saved_at bigint not null
);
