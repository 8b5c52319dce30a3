-- Whoever changes what is live in an environment holds its row.
create table graphbus_environment (
    name varchar(64) not null primary key
);

create table graphbus_deployment (
    id          bigint generated always as identity primary key,
    environment varchar(64)                 not null,
    agent       varchar(128)                not null,
    version     varchar(255)                not null,
    since       timestamp(6) with time zone not null,
    constraint graphbus_deployment_version unique (environment, agent, version),
    constraint graphbus_deployment_environment foreign key (environment) references graphbus_environment (name)
);

create index graphbus_deployment_page on graphbus_deployment (environment, agent, id);
create index graphbus_deployment_agent on graphbus_deployment (agent, environment, id);
