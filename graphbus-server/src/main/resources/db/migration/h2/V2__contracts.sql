create table graphbus_contract (
    id            bigint generated always as identity primary key,
    revision      bigint                      not null,
    agent         varchar(128)                not null,
    version       varchar(255)                not null,
    stability     varchar(16)                 not null,
    hash          varchar(64)                 not null,
    registered_at timestamp(6) with time zone not null,
    document      character large object      not null,
    constraint graphbus_contract_version unique (agent, version)
);

create index graphbus_contract_page on graphbus_contract (agent, id);
