create table graphbus_application (
    id            bigint generated always as identity primary key,
    revision      bigint                      not null,
    name          varchar(128)                not null,
    hash          varchar(64)                 not null,
    registered_at timestamp(6) with time zone not null,
    changed_at    timestamp(6) with time zone not null,
    last_seen_at  timestamp(6) with time zone not null,
    stale_at      timestamp(6) with time zone not null,
    summary       character large object not null,
    constraint graphbus_application_name unique (name)
);

create table graphbus_application_document (
    application bigint primary key,
    content     character large object not null,
    constraint graphbus_application_document_application
        foreign key (application) references graphbus_application (id) on delete cascade
);

-- An agent belongs to one application; the key is its name in lower case.
create table graphbus_application_agent (
    agent_key   varchar(128) primary key,
    agent       varchar(128) not null,
    application bigint       not null,
    constraint graphbus_application_agent_application
        foreign key (application) references graphbus_application (id) on delete cascade
);

create index graphbus_application_agent_owner on graphbus_application_agent (application);

create table graphbus_application_instance (
    id            bigint generated always as identity primary key,
    application   bigint                      not null,
    instance      varchar(128)                not null,
    registered_at timestamp(6) with time zone not null,
    last_seen_at  timestamp(6) with time zone not null,
    stale_at      timestamp(6) with time zone not null,
    constraint graphbus_application_instance_name unique (application, instance),
    constraint graphbus_application_instance_application
        foreign key (application) references graphbus_application (id) on delete cascade
);
