/**
 * The journal: an audit sink whose evidence proves itself. Begin at {@link dev.approvals.journal.Journal#open}.
 */
module dev.approvals.journal {
    requires transitive dev.approvals.api;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.approvals.journal;
    exports dev.approvals.journal.export;
    exports dev.approvals.journal.home;
    exports dev.approvals.journal.line;
    exports dev.approvals.journal.note;
    exports dev.approvals.journal.payload;
    exports dev.approvals.journal.read;
    exports dev.approvals.journal.report;
    exports dev.approvals.journal.segment;
    exports dev.approvals.journal.tree;
    exports dev.approvals.journal.verify;
}
