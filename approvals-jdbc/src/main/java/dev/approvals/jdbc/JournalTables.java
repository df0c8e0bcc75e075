package dev.approvals.jdbc;

import java.util.List;

/**
 * The names of the tables that journals stand in.
 *
 * @param schema the schema
 */
record JournalTables(String schema) implements Migrations.Names {

    static Migrations migrations(String schema) {
        return new Migrations(new Migrations.Place(
                "postgres-journal",
                List.of("001-lines"),
                "schema \"" + schema + "\"",
                PostgresStores.exists(schema, "approval_journal_version"),
                new JournalTables(schema)));
    }

    @Override
    public String prefix() {
        return "\"" + schema + "\".";
    }

    String line() {
        return prefix() + "approval_journal_line";
    }

    String checkpoint() {
        return prefix() + "approval_journal_checkpoint";
    }

    String payload() {
        return prefix() + "approval_journal_payload";
    }

    @Override
    public String version() {
        return prefix() + "approval_journal_version";
    }
}
