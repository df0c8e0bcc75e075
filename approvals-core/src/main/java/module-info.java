/** The engine of Approvals: begin at {@link dev.approvals.core.Approvals#builder()}. */
@SuppressWarnings("module") // The testkit is built after this module.
module dev.approvals.core {
    requires transitive dev.approvals.api;
    requires transitive com.fasterxml.jackson.databind;
    requires com.google.common;
    requires jdk.unsupported;
    requires net.bytebuddy;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports dev.approvals.core;
    exports dev.approvals.core.approver;
    exports dev.approvals.core.audit;
    exports dev.approvals.core.capture;
    exports dev.approvals.core.chat;
    exports dev.approvals.core.directory;
    exports dev.approvals.core.policy;
    exports dev.approvals.core.render;
    exports dev.approvals.core.seal;
    exports dev.approvals.core.store;
    exports dev.approvals.core.text;
    exports dev.approvals.core.time;

    // To make calls and requests without a gate, as this engine makes them.
    exports dev.approvals.core.lifecycle to
            dev.approvals.testkit;
    exports dev.approvals.core.request to
            dev.approvals.testkit;
    exports dev.approvals.core.tool to
            dev.approvals.testkit;
}
