package dev.approvals.examples.fiveminutes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.ApprovalGate;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.testkit.ApprovalsExtension;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.testkit.TestReviewer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A user's test of their own tools, with the testkit. */
class SnapshotToolsTest {

    private static final Requester AGENT = Requester.agent("db-copilot").actingFor(Principal.local("bob"));

    @RegisterExtension
    final ApprovalsExtension approvals =
            ApprovalsExtension.reviewedBy(TestReviewer.denying("carol")).strict();

    private JdbcSnapshotTools real;

    @BeforeEach
    void open(@TempDir Path folder) throws SQLException {
        real = new JdbcSnapshotTools(FiveMinutes.customers(folder.resolve("shop.db"), 3_000));
    }

    // tag::test[]
    @Test
    void aDeniedExportNeverStartsAndItsReviewerNeverSeesTheToken(
            ApprovalGate gate, TestReviewer carol, RecordedAudit audit) {
        SnapshotTools tools = gate.as(AGENT).wrap(SnapshotTools.class, real);

        assertThatRefused(() -> tools.export("a report", "customers", 5, "a.csv", "s3cret"))
                .wasRefused(RefusalCode.DENIED_BY_REVIEWER);

        assertThat(audit).call("export").wasDeniedBy("carol").neverStarted();
        assertThat(carol.onlyRequest()).masks("token", "s3cret");
        assertThat(real.sent()).isEmpty();
    }
    // end::test[]

    @Test
    void readingPassesUnasked(ApprovalGate gate, TestReviewer carol) {
        SnapshotTools tools = gate.as(AGENT).wrap(SnapshotTools.class, real);

        assertThat(tools.tables("main")).containsExactly("customers");
        assertThat(carol.seen()).isEmpty();
    }
}
