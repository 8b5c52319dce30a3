package io.graphbus.server.database.plan;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Fills PostgreSQL as years of use would: many builds of which few have artifacts, half of them the
 * same; one agent with half of all contracts; everything else in tens of thousands.
 */
final class ManyRows {

    /** How many rows the large tables have. */
    static final int MANY = Boolean.getBoolean("graphbus.soak") ? 1_000_000 : 100_000;

    /** How many rows the others have. */
    static final int SOME = 10_000;

    /** Whose contract has half of all versions. */
    static final String BUSY = "Agent050000";

    private static final String BUILDS =
            """
            insert into graphbus_build (revision, status, artifact_hash, archived, created_at, summary, problems)
            select 0, 'SUPERSEDED', case when n % 2 = 0 then 'same' else md5(n::text) end, n > MANY - 300, now(),
                '{"agents":1,"topics":0,"subscriptions":0,"durationMillis":1}', '[]'
            from generate_series(1, MANY) n""";

    private static final String CONTRACTS =
            """
            insert into graphbus_contract (revision, agent, version, stability, hash, registered_at, document)
            select 0, case when n % 2 = 0 then 'BUSY' else 'Agent' || lpad(n::text, 6, '0') end, n || '.0.0',
                'STABLE', 'ab', now(), '{}'
            from generate_series(1, MANY) n""";

    private static final List<String> OTHERS =
            List.of(
                    "insert into graphbus_build_archive select n, '\\x00' from generate_series(1, SOME) n",
                    """
                    insert into graphbus_build_archive
                    select number, '\\x00' from graphbus_build where archived""",
                    """
                    insert into graphbus_agent_state (agent, revision, schema_version, saved_at, state)
                    select 'Agent' || n, 0, '1.0.0', now(), '{}' from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_agent_state_aside (agent, schema_version, saved_at, set_aside_at, state)
                    select 'Agent' || n, '1.0.0', now(), now(), '{}' from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_api_key (revision, public_id, name, live_name, role, hash, created_at, created_by)
                    select 0, 'key' || n, 'k' || n, 'k' || n, 'VIEWER', 'ab', now(), 'admin'
                    from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_application (revision, name, hash, registered_at, changed_at, last_seen_at, stale_at, summary)
                    select 0, 'app' || n, 'ab', now(), now(), now(), now(), '{"agents":[],"topics":[],"contracts":[]}'
                    from generate_series(1, SOME) n""",
                    "insert into graphbus_application_document select id, '{}' from graphbus_application",
                    """
                    insert into graphbus_application_agent
                    select 'owned' || id || '-' || n, 'Owned' || id || '-' || n, id
                    from graphbus_application, generate_series(1, 3) n""",
                    """
                    insert into graphbus_application_instance (application, instance, registered_at, last_seen_at, stale_at)
                    select id, 'i' || n, now(), now(), now() from graphbus_application, generate_series(1, 3) n""",
                    """
                    insert into graphbus_migration (agent, name, checksum, registered_at, registered_by, document)
                    select 'Agent' || n % 100, 'Agent' || n % 100 || ':state:' || n || '.0.0:' || n || '.0.1', 'ab', now(), 'ada',
                        '{"formatVersion":1,"agent":"A","subject":"state","from":"1.0.0","to":"2.0.0","operations":[]}'
                    from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_migration_entry
                    select n, '{"entry":{}}' from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_environment
                    select case when n = 1 then 'prod' else 'env' || n end from generate_series(1, SOME) n""",
                    """
                    insert into graphbus_deployment (environment, agent, version, since)
                    select 'prod', 'Agent' || n, '1.0.0', now() from generate_series(1, SOME) n""",
                    // all rows are looked at, so that plans do not depend on which
                    "alter table graphbus_contract alter column agent set statistics 10000",
                    "analyze");

    private ManyRows() {}

    static void in(JdbcTemplate database) {
        database.execute(sized(BUILDS));
        database.execute(sized(CONTRACTS));
        OTHERS.forEach(sql -> database.execute(sized(sql)));
    }

    private static String sized(String sql) {
        return sql.replace("MANY", "" + MANY).replace("SOME", "" + SOME).replace("BUSY", BUSY);
    }
}
