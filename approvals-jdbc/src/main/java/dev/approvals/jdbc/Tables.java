package dev.approvals.jdbc;

import java.util.List;

/**
 * The names of the tables.
 *
 * @param prefix what stands before each: a schema and a dot, or nothing
 * @param rows the rows with their content, to follow FROM; the row is {@code r}
 */
record Tables(String prefix, String rows) implements Migrations.Names {

    /** The files that make them. */
    static final List<String> FILES = List.of("001-rows", "002-life");

    static Tables sqlite() {
        return new Tables("", "approval_row r JOIN approval_content c ON c.place = r.place");
    }

    /** {@return those in a schema of PostgreSQL, where contents stand in the rows: it keeps large ones apart by itself} */
    static Tables postgres(String schema) {
        String prefix = "\"" + schema + "\".";
        return new Tables(prefix, prefix + "approval_row r");
    }

    String row() {
        return prefix + "approval_row";
    }

    String event() {
        return prefix + "approval_event";
    }

    String life() {
        return prefix + "approval_life";
    }

    @Override
    public String version() {
        return prefix + "approval_version";
    }
}
