-- The newest build with certain artifacts that are kept is the end of an index, however many there are.
drop index graphbus_build_hash;
create index graphbus_build_hash on graphbus_build (artifact_hash, archived, number);

-- Names are in the same order on every database, wherever and with whichever locale it was made.
alter table graphbus_build
    alter column status type varchar(16) collate "C",
    alter column artifact_hash type varchar(64) collate "C";
alter table graphbus_contract
    alter column agent type varchar(128) collate "C",
    alter column version type varchar(255) collate "C",
    alter column stability type varchar(16) collate "C",
    alter column hash type varchar(64) collate "C";
alter table graphbus_agent_state
    alter column agent type varchar(128) collate "C",
    alter column schema_version type varchar(255) collate "C";
alter table graphbus_agent_state_aside
    alter column agent type varchar(128) collate "C",
    alter column schema_version type varchar(255) collate "C";
alter table graphbus_api_key
    alter column public_id type varchar(12) collate "C",
    alter column name type varchar(64) collate "C",
    alter column live_name type varchar(64) collate "C",
    alter column role type varchar(16) collate "C",
    alter column hash type varchar(64) collate "C",
    alter column created_by type varchar(128) collate "C",
    alter column revoked_by type varchar(128) collate "C";
alter table graphbus_application
    alter column name type varchar(128) collate "C",
    alter column hash type varchar(64) collate "C";
alter table graphbus_application_agent
    alter column agent_key type varchar(128) collate "C",
    alter column agent type varchar(128) collate "C";
alter table graphbus_application_instance
    alter column instance type varchar(128) collate "C";
