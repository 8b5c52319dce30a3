-- Whether a build's artifacts are still kept; they are removed from old builds.
alter table graphbus_build add column archived boolean default false not null;

update graphbus_build set archived = true
where number in (select build_number from graphbus_build_archive);

create index graphbus_build_archived on graphbus_build (archived, number);
