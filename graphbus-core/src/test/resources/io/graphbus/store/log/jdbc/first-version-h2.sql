-- The tables as their first version made them, with what a process left behind when it was killed.
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

create table "graphbus_log_history" ("installed_rank" integer primary key, "version" varchar(50),
    "description" varchar(200) not null, "type" varchar(20) not null, "script" varchar(1000) not null,
    "checksum" integer, "installed_by" varchar(100) not null,
    "installed_on" timestamp default current_timestamp not null,
    "execution_time" integer not null, "success" boolean not null);
insert into "graphbus_log_history" values
    (1, '1', 'event log', 'SQL', 'V1__event_log.sql', 802807853, 'sa', current_timestamp, 0, true);
update graphbus_log set reserved = 10000;
insert into graphbus_event (position, id, topic, source, payload, event_key, headers, correlation_id, hops, published_at) values
    (1, 'e1', '/Order/New', 'Shop', '{"number":1}', 'b', '{"trace":"t1"}', 'c1', 0, 1764400000000),
    (2, 'e2', '/Order/New', 'Shop', '{"number":2}', 'b', '{"trace":"t2"}', 'c2', 0, 1764400000000),
    (3, 'e3', '/Order/New', 'Shop', '{"number":3}', 'b', '{"trace":"t3"}', 'c3', 0, 1764400000000),
    (4, 'e4', '/Order/New', 'Shop', '{"number":4}', 'b', '{"trace":"t4"}', 'c4', 0, 1764400000000),
    (5, 'e5', '/Order/New', 'Shop', '{"number":5}', 'b', '{"trace":"t5"}', 'c5', 0, 1764400000000),
    (6, 'e6', '/Order/New', 'Shop', '{"number":6}', 'a', '{"trace":"t6"}', 'c6', 0, 1764400000000),
    (7, 'e7', '/Order/New', 'Shop', '{"number":7}', 'a', '{"trace":"t7"}', 'c7', 0, 1764400000000),
    (8, 'e8', '/Order/New', 'Shop', '{"number":8}', 'b', '{"trace":"t8"}', 'c8', 0, 1764400000000),
    (9, 'e9', '/Order/New', 'Shop', '{"number":9}', 'a', '{"trace":"t9"}', 'c9', 0, 1764400000000),
    (10, 'e10', '/Order/New', 'Shop', '{"number":10}', 'b', '{"trace":"t10"}', 'c10', 0, 1764400000000);
insert into graphbus_later (due_at, id, topic, source, payload, event_key, headers, correlation_id, hops, published_at) values
    (1764400001000, 'e11', '/Order/New', 'Shop', '{"number":11}', 'b', null, 'c11', 0, 1764400000000);
insert into graphbus_reader (agent, subscription) values ('Billing', 'orders');
insert into graphbus_reader (agent, subscription) values ('Totals', 'orders');
insert into graphbus_progress values
    (1, 0, 3, '5-7', 6, 3, 1, 0, 0, 0, 0),
    (2, 0, 0, null, 0, 0, 0, 0, 0, 0, 0);
insert into graphbus_completed values (2, 1), (2, 2);
insert into graphbus_state values ('Totals', '1.0.0', '{"count":2}', 1764400000000);
insert into graphbus_deferred values
    (1, 6, 'a', 1, 1764400000500, '[{"at":"2025-11-29T07:06:40Z","error":"IllegalStateException: not yet"}]'),
    (1, 7, 'a', 0, null, null);
insert into graphbus_dead_letter (letter_id, agent, subscription, handler, position, reason, error, stack,
    attempts, dead_at, status, id, topic, source, payload, event_key, correlation_id, hops, published_at) values
    ('e2-billing', 'Billing', 'orders', 'on', 2, 'HANDLER_FAILED', 'IllegalStateException: never', '',
    '[{"at":"2025-11-29T07:06:40Z","error":"IllegalStateException: never"}]', 1764400000900, 'DEAD',
    'e2', '/Order/New', 'Shop', '{"number":2}', 'b', 'c2', 0, 1764400000000);
