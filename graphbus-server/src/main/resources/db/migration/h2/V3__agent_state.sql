create table graphbus_agent_state (
    agent          varchar(128) primary key,
    revision       bigint                      not null,
    schema_version varchar(255)                not null,
    saved_at       timestamp(6) with time zone not null,
    state          character large object      not null
);
