package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows 32 and 43: somebody else has the table; they read it, and they edit what stands there. */
class SealedRowsTest {

    private static final String CANARY = "canary-of-a-token";

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final EditedStore store = new EditedStore(new InMemoryApprovalStore(clock));
    private final StoreKeys keys = StoreKeys.random();
    private final TestReviewer alice = TestReviewer.later("alice");

    private House house(Consumer<ApprovalsBuilder> more) {
        return House.of(builder -> {
            builder.clock(clock).store(store).keys(keys).approver(alice);
            more.accept(builder);
        });
    }

    /** What somebody edits who wants a call to run, or another one in its place. */
    private enum Edit {
        STATUS(row -> with(row, RequestStatus.APPROVED, row.content(), row.state())),
        STATE(row -> with(row, row.status(), row.content(), row.state().replace("PENDING", "APPROVED"))),
        ARGUMENTS(row -> with(row, row.status(), row.content().replace("customers", "salaries"), row.state())),
        PLAN(row -> with(row, row.status(), row.content().replace("[\"dba\"]", "[]"), row.state())),
        SEAL(row -> row.sealed(""));

        private final UnaryOperator<StoredRow> edit;

        Edit(UnaryOperator<StoredRow> edit) {
            this.edit = edit;
        }

        private static StoredRow with(StoredRow row, RequestStatus status, String content, String state) {
            return new StoredRow(
                    row.id(), row.kind(), row.version(), row.keys(), status, row.dueAt(), content, state, row.seal());
        }

        StoredRow of(StoredRow row) {
            StoredRow edited = edit.apply(row);
            assertThat(edited).as("something was edited").isNotEqualTo(row);
            return edited;
        }
    }

    @ParameterizedTest
    @EnumSource
    void row32ARowThatWasEditedIsNeverActedUponAndThatIsSaid(Edit edit) {
        try (House house = house(builder -> {})) {
            House.Caller<String> caller = house.calling(() -> house.tools.drop("customers"));
            ApprovalRequest request = alice.awaitRequest();
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            store.edit(request.id(), edit::of);
            Receipt receipt = house.desk().decide(request.approve(House.ALICE, ""));

            assertThat(receipt.refusal()).as("a vote on it does not count").contains(RefusalCode.INVALIDATED);
            assertThat(receipt.message()).contains("behind the gate's back");
            assertThat(house.desk().find(request.id())).isEmpty();
            assertThat(caller.failure()).isInstanceOf(ApprovalException.Refused.class);
            assertThat(house.workshop.runs).isEmpty();
            assertThat(house.desk().pending()).isEmpty();
            assertThat(store.get(request.id()).orElseThrow().status()).isEqualTo(RequestStatus.ENDED);
            assertThat(house.audit.events(AuditEventType.APPROVAL_INVALIDATED))
                    .singleElement()
                    .extracting(AuditEvent::facts)
                    .asString()
                    .contains(request.id(), "without the key");
        }
    }

    @Test
    void row43WithACipherTheTableTellsNothingOfACallOrItsResult() {
        try (House house = house(builder -> builder.cipher(AesPayloadCipher.of(keys)))) {
            export(house);

            assertThat(store.written).hasSizeGreaterThan(3);
            assertThat(store.written.toString())
                    .doesNotContain(CANARY, "customers", "s3://bucket", "rows exported", "looks fine");
            assertResultIsKept(house);
        }
    }

    @Test
    void row43WithoutACipherSensitiveArgumentsAreNotInTheTableAndTheCallerStillRuns() {
        try (House house = house(builder -> {})) {
            export(house);

            assertThat(store.written.toString())
                    .doesNotContain(CANARY, "payload", "salt")
                    .contains("customers");
            assertResultIsKept(house);
        }
    }

    /** Lets an export be approved and run. */
    private void export(House house) {
        Tools tools = house.wrap(House.BOBS_AGENT.toolCall("call-1"));
        House.Caller<String> caller =
                house.calling(() -> tools.export("backup", "customers", 5, "s3://bucket", CANARY));
        ApprovalRequest request = alice.awaitRequest();
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        house.desk().decide(request.approve(House.ALICE, "looks fine"));

        assertThat(caller.result()).isEqualTo("5 rows exported");
        assertThat(house.workshop.runs).containsExactly("export customers 5 s3://bucket " + CANARY);
    }

    private void assertResultIsKept(House house) {
        String id = house.audit.events(AuditEventType.APPROVAL_REQUESTED).get(0).callId();
        house.awaitEnd(id);
        assertThat(house.desk().find(id).orElseThrow().progress().outcome().map(Outcome::forModel))
                .contains("5 rows exported");
        assertThat(List.of(store.get(id).orElseThrow().seal()))
                .allSatisfy(seal -> assertThat(seal).startsWith("1:memory:"));
    }
}
