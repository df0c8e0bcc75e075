package dev.approvals.jdbc;

/**
 * The SQL that makes the tables of a store or of journals, for hosts that let nobody but a DBA make tables: print it, have it run, and open the
 * store or the journal with {@link JdbcOptions#checkOnly()}.
 */
public final class StoreSchema {

    private StoreSchema() {}

    /**
     * The tables of PostgreSQL, from nothing to this version. The parts are numbered; of a database that has the first
     * ones, run the rest.
     *
     * @param options names the schema
     * @return statements, each ended by a semicolon at the end of a line
     */
    public static String postgres(JdbcOptions options) {
        return "CREATE SCHEMA IF NOT EXISTS \"" + options.schema() + "\";\n\n"
                + PostgresStores.migrations(options.schema()).all();
    }

    /**
     * What a role needs in order to use the tables, and no more: it cannot change them, and no other role can read them
     * unless it owns them. Let the store have a role of its own, which no tool of an agent connects with; the tables'
     * owner is another one.
     *
     * @param options names the schema
     * @param role the role's name; it must be there
     * @return statements, to be run by the tables' owner
     */
    public static String postgresRole(JdbcOptions options, String role) {
        String to = " TO \"" + role.replace("\"", "\"\"") + "\";\n";
        Tables tables = Tables.postgres(options.schema());
        return "REVOKE ALL ON SCHEMA \"" + options.schema() + "\" FROM PUBLIC;\n"
                + "REVOKE ALL ON ALL TABLES IN SCHEMA \"" + options.schema() + "\" FROM PUBLIC;\n"
                + "GRANT USAGE ON SCHEMA \"" + options.schema() + "\"" + to
                + "GRANT SELECT, INSERT, UPDATE, DELETE ON " + tables.row() + to
                + "GRANT SELECT, INSERT, DELETE ON " + tables.event() + to
                + "GRANT SELECT, UPDATE ON " + tables.life() + to
                + "GRANT SELECT ON " + tables.version() + to;
    }

    /**
     * The tables of journals in PostgreSQL, from nothing to this version.
     *
     * @param options names the schema
     * @return statements, each ended by a semicolon at the end of a line
     */
    public static String postgresJournal(JdbcOptions options) {
        return "CREATE SCHEMA IF NOT EXISTS \"" + options.schema() + "\";\n\n"
                + JournalTables.migrations(options.schema()).all();
    }

    /**
     * What a role needs in order to write journals, and no more: it can add lines and checkpoints, and can neither change nor
     * remove any. It can remove facts that are kept apart, which is how they are erased.
     *
     * @param options names the schema
     * @param role the role's name; it must be there
     * @return statements, to be run by the tables' owner
     */
    public static String postgresJournalRole(JdbcOptions options, String role) {
        String to = " TO \"" + role.replace("\"", "\"\"") + "\";\n";
        JournalTables tables = new JournalTables(options.schema());
        String names = String.join(", ", tables.line(), tables.checkpoint(), tables.payload(), tables.version());
        return "REVOKE ALL ON " + names + " FROM PUBLIC;\n"
                + "GRANT USAGE ON SCHEMA \"" + options.schema() + "\"" + to
                + "GRANT SELECT, INSERT ON " + tables.line() + ", " + tables.checkpoint() + to
                + "GRANT SELECT, INSERT, DELETE ON " + tables.payload() + to
                + "GRANT SELECT ON " + tables.version() + to;
    }

    /**
     * The tables of SQLite, from nothing to this version.
     *
     * @return statements, each ended by a semicolon at the end of a line
     */
    public static String sqlite() {
        return SqliteStores.migrations("the file").all();
    }
}
