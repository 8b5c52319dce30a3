-- The tables as their first version made them, with what a process left behind when it was killed.
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

create table "graphbus_log_history" ("installed_rank" integer primary key, "version" varchar(50),
    "description" varchar(200) not null, "type" varchar(20) not null, "script" varchar(1000) not null,
    "checksum" integer, "installed_by" varchar(100) not null,
    "installed_on" timestamp default current_timestamp not null,
    "execution_time" integer not null, "success" boolean not null);
insert into "graphbus_log_history" values
    (1, '1', 'event log', 'SQL', 'V1__event_log.sql', 1092153251, 'sa', current_timestamp, 0, true);
insert into graphbus_event (id, topic, source, payload, event_key, headers, correlation_id, hops, published_at) values
    ('e1', '/Order/New', 'Shop', '{"number":1}', 'b', '{"trace":"t1"}', 'c1', 0, 1764400000000),
    ('e2', '/Order/New', 'Shop', '{"number":2}', 'b', '{"trace":"t2"}', 'c2', 0, 1764400000000),
    ('e3', '/Order/New', 'Shop', '{"number":3}', 'b', '{"trace":"t3"}', 'c3', 0, 1764400000000),
    ('e4', '/Order/New', 'Shop', '{"number":4}', 'b', '{"trace":"t4"}', 'c4', 0, 1764400000000),
    ('e5', '/Order/New', 'Shop', '{"number":5}', 'b', '{"trace":"t5"}', 'c5', 0, 1764400000000),
    ('e6', '/Order/New', 'Shop', '{"number":6}', 'a', '{"trace":"t6"}', 'c6', 0, 1764400000000),
    ('e7', '/Order/New', 'Shop', '{"number":7}', 'a', '{"trace":"t7"}', 'c7', 0, 1764400000000),
    ('e8', '/Order/New', 'Shop', '{"number":8}', 'b', '{"trace":"t8"}', 'c8', 0, 1764400000000),
    ('e9', '/Order/New', 'Shop', '{"number":9}', 'a', '{"trace":"t9"}', 'c9', 0, 1764400000000),
    ('e10', '/Order/New', 'Shop', '{"number":10}', 'b', '{"trace":"t10"}', 'c10', 0, 1764400000000);
insert into graphbus_later (due_at, id, topic, source, payload, event_key, headers, correlation_id, hops, published_at) values
    (1764400001000, 'e11', '/Order/New', 'Shop', '{"number":11}', 'b', null, 'c11', 0, 1764400000000);
insert into graphbus_reader (agent, subscription) values ('Billing', 'orders');
insert into graphbus_reader (agent, subscription) values ('Totals', 'orders');
insert into graphbus_progress values
    (1, 0, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 0, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 1, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 1, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 2, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 2, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 3, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 3, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 4, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 4, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 5, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 5, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 6, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 6, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 7, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 7, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 8, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 8, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 9, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 9, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 10, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 10, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 11, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 11, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 12, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 12, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 13, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 13, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 14, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 14, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 15, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 15, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 16, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 16, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 17, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 17, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 18, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 18, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 19, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 19, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 20, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 20, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 21, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 21, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 22, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 22, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 23, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 23, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 24, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 24, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 25, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 25, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 26, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 26, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 27, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 27, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 28, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 28, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 29, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 29, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 30, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 30, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 31, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 31, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 32, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 32, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 33, 7, null, 2, 0, 0, 0, 0, 0, 0),
    (2, 33, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 34, 3, '5-7', 4, 3, 1, 0, 0, 0, 0),
    (2, 34, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 35, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 35, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 36, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 36, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 37, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 37, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 38, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 38, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 39, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 39, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 40, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 40, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 41, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 41, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 42, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 42, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 43, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 43, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 44, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 44, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 45, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 45, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 46, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 46, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 47, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 47, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 48, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 48, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 49, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 49, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 50, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 50, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 51, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 51, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 52, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 52, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 53, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 53, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 54, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 54, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 55, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 55, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 56, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 56, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 57, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 57, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 58, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 58, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 59, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 59, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 60, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 60, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 61, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 61, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 62, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 62, 0, null, 0, 0, 0, 0, 0, 0, 0),
    (1, 63, 7, null, 0, 0, 0, 0, 0, 0, 0),
    (2, 63, 0, null, 0, 0, 0, 0, 0, 0, 0);
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
