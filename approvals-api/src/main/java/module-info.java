/** The annotations, words and extension points of Approvals. Depends on nothing but the JDK. */
module dev.approvals.api {
    requires static transitive org.jspecify;

    exports dev.approvals;
    exports dev.approvals.audit;
    exports dev.approvals.call;
    exports dev.approvals.outcome;
    exports dev.approvals.policy;
    exports dev.approvals.review;
    exports dev.approvals.store;
    exports dev.approvals.tool;
}
