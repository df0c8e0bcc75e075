/**
 * Durable stores, and journals in PostgreSQL: begin at {@link dev.approvals.jdbc.JdbcApprovalStore} and at
 * {@link dev.approvals.jdbc.PostgresJournal}.
 */
@SuppressWarnings("requires-automatic") // PostgreSQL's driver has a name, and no module-info.
module dev.approvals.jdbc {
    requires transitive dev.approvals.api;
    requires transitive dev.approvals.journal;
    requires com.fasterxml.jackson.databind;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires static org.postgresql.jdbc;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    exports dev.approvals.jdbc;
}
