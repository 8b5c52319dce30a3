create table graphbus_coherence (
    name     varchar(16) collate "C" primary key,
    saved_at timestamp(6) with time zone not null,
    snapshot text                        not null
);
