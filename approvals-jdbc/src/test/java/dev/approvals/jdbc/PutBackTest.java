package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.RequiresApproval;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threat 32: somebody with the table puts a whole older row back, with its seal, so that what was run is approved again. */
class PutBackTest {

    private static final Requester AGENT = Requester.agent("copilot")
            .actingFor(Principal.local("bob"))
            .in("chat-7")
            .toolCall("call-1");

    interface Vault {
        @RequiresApproval
        String open(String door);
    }

    @TempDir
    Path folder;

    private final StoreKeys keys = StoreKeys.random();
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private final List<AuditEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private JdbcApprovalStore store;
    private Connection table;

    @BeforeEach
    void reachTheTable() throws SQLException {
        Path file = folder.resolve("store.db");
        store = JdbcApprovalStore.sqlite(file);
        table = DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @AfterEach
    void leaveTheTable() throws SQLException {
        table.close();
        store.close();
    }

    private Approvals approvals() {
        return Approvals.builder()
                .store(store)
                .keys(keys)
                .audit(told::add)
                .approver(this::once)
                .build();
    }

    /** Who is asked again says no: the tool runs twice only where the first approval is used twice. */
    private Decision once(ApprovalRequest request) {
        Reviewer alice = Reviewer.named("alice");
        return asked.getAndIncrement() == 0 ? request.approve(alice, "") : request.deny(alice, "once only");
    }

    private String openTheDoor(Approvals approvals) {
        Vault vault = approvals.gate().as(AGENT).wrap(Vault.class, door -> {
            runs.add(door);
            return "open";
        });
        return vault.open("north");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = table.createStatement()) {
            statement.execute(sql);
        }
    }

    private String status() throws SQLException {
        try (Statement statement = table.createStatement();
                ResultSet row = statement.executeQuery("SELECT status FROM approval_row WHERE kind = 'REQUEST'")) {
            return row.getString(1);
        }
    }

    /** Keeps every version of every row, as whoever reads the table from time to time does. */
    private void keepVersions() throws SQLException {
        execute("CREATE TABLE kept AS SELECT * FROM approval_row WHERE 0");
        execute("CREATE TRIGGER keep AFTER UPDATE ON approval_row BEGIN"
                + " INSERT INTO kept SELECT * FROM approval_row WHERE place = NEW.place; END");
    }

    private void putBackTheApproval() throws SQLException {
        execute("DROP TRIGGER IF EXISTS keep");
        execute("INSERT OR REPLACE INTO approval_row SELECT * FROM kept WHERE status = 'APPROVED'");
        assertThat(status()).isEqualTo("APPROVED");
    }

    @Test
    void row32AnApprovalThatIsPutBackRunsNothingAgain() throws SQLException {
        keepVersions();
        try (Approvals approvals = approvals()) {
            assertThat(openTheDoor(approvals)).isEqualTo("open");
        }
        assertThat(status()).isEqualTo("ENDED");

        putBackTheApproval();

        try (Approvals later = approvals()) {
            assertThatThrownBy(() -> openTheDoor(later)).isInstanceOf(ApprovalException.Refused.class);
        }
        assertThat(runs).containsExactly("north");
    }

    private void deleteLaterEvents() throws SQLException {
        execute("DELETE FROM approval_event WHERE version > (SELECT version FROM approval_row WHERE kind = 'REQUEST')");
    }

    @Test
    void row32TheProcessThatRanItNoticesEvenWhereTheEventsAreGoneToo() throws SQLException {
        keepVersions();
        try (Approvals approvals = approvals()) {
            openTheDoor(approvals);

            putBackTheApproval();
            deleteLaterEvents();

            assertThat(openTheDoor(approvals)).as("told again what came of it").isEqualTo("open");
            assertThat(runs).containsExactly("north");
            assertThat(status()).isEqualTo("ENDED");
            assertThat(told)
                    .filteredOn(event -> event.type().equals(AuditEventType.APPROVAL_INVALIDATED))
                    .singleElement()
                    .extracting(AuditEvent::facts)
                    .asString()
                    .contains("put an older one back");
        }
    }

    @Test
    void row32TheProcessThatRanItNoticesEachTime() throws SQLException {
        keepVersions();
        try (Approvals approvals = approvals()) {
            openTheDoor(approvals);
            putBackTheApproval();
            deleteLaterEvents();
            openTheDoor(approvals);
            assertThat(approvals.desk().list(RequestStatus.ENDED, "", 10))
                    .as("reads the row that was ended, whose seal is broken")
                    .isEmpty();

            putBackTheApproval();
            deleteLaterEvents();

            assertThat(openTheDoor(approvals)).as("told again what came of it").isEqualTo("open");
            assertThat(runs).containsExactly("north");
            assertThat(status()).isEqualTo("ENDED");
        }
    }
}
