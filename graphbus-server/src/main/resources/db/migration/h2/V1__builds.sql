create table graphbus_build (
    number        bigint generated always as identity primary key,
    revision      bigint                      not null,
    status        varchar(16)                 not null,
    active_slot   integer,
    artifact_hash varchar(64),
    created_at    timestamp(6) with time zone not null,
    activated_at  timestamp(6) with time zone,
    summary       character large object      not null,
    problems      character large object      not null,
    constraint graphbus_build_one_active unique (active_slot)
);

create index graphbus_build_hash on graphbus_build (artifact_hash);

create table graphbus_build_archive (
    build_number bigint primary key,
    content      binary large object not null,
    constraint graphbus_build_archive_build
        foreign key (build_number) references graphbus_build (number) on delete cascade
);
