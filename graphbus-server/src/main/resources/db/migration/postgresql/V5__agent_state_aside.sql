create table graphbus_agent_state_aside (
    id             bigint generated always as identity primary key,
    agent          varchar(128)                not null,
    schema_version varchar(255)                not null,
    saved_at       timestamp(6) with time zone not null,
    set_aside_at   timestamp(6) with time zone not null,
    state          text                        not null
);

create index graphbus_agent_state_aside_agent on graphbus_agent_state_aside (agent);
