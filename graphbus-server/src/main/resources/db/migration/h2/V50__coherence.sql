create table graphbus_coherence (
    name     varchar(16) primary key,
    saved_at timestamp(6) with time zone not null,
    snapshot character large object      not null
);
