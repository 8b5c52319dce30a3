create table graphbus_api_key (
    number       bigint generated always as identity primary key,
    revision     bigint                      not null,
    public_id    varchar(12)                 not null,
    name         varchar(64)                 not null,
    live_name    varchar(64),
    role         varchar(16)                 not null,
    hash         varchar(64)                 not null,
    created_at   timestamp(6) with time zone not null,
    created_by   varchar(128)                not null,
    expires_at   timestamp(6) with time zone,
    last_used_at timestamp(6) with time zone,
    revoked_at   timestamp(6) with time zone,
    revoked_by   varchar(128),
    constraint graphbus_api_key_id unique (public_id),
    constraint graphbus_api_key_live_name unique (live_name)
);
