package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import org.junit.jupiter.api.Test;

/** What becomes of requests when a process, or the whole store, went down. */
class RecoveryTest {

    private static final Step LOST = new Step.NodeLost("node-1");

    private final Life life = Life.of(
            Life.PLAN, Life.tool(Risk.HIGH).runLater(true).idempotent(true).build());

    private Step reclaim(String lost) {
        return new Step.Reclaim(lost, "node-3", "digest", life.roster());
    }

    @Test
    void whatACallerOfALostNodeWaitedForIsCancelled() {
        assertThat(Life.told(life.take(LOST))).isEqualTo(AuditEventType.APPROVAL_CANCELLED);
        assertThat(life.ending()).isEqualTo("CANCELLED");

        Life approved = Life.of(Life.PLAN);
        approved.approve("alice");
        approved.take(LOST);
        assertThat(approved.ending()).isEqualTo("CANCELLED");
    }

    @Test
    void whatWasHandedOverOrIsHeldElsewhereGoesOn() {
        assertThat(life.take(new Step.NodeLost("node-2"))).isInstanceOf(Progress.Same.class);

        life.take(new Step.Detach());
        assertThat(life.take(LOST)).isInstanceOf(Progress.Same.class);
        life.approve("alice");
        assertThat(life.take(LOST)).isInstanceOf(Progress.Same.class);
        assertThat(Life.told(life.claim())).isEqualTo(AuditEventType.ACTION_STARTED);
    }

    @Test
    void whatRanOnALostNodeEndsUnknownAndIsNeverArmedAgain() {
        life.approve("alice");
        life.claim();
        assertThat(life.take(LOST)).as("it runs on another node").isInstanceOf(Progress.Same.class);

        Progress.Moved<RequestState> lost = Life.moved(life.take(new Step.NodeLost("node-2")));

        assertThat(lost.type()).isEqualTo(AuditEventType.ACTION_OUTCOME_UNKNOWN);
        assertThat(lost.facts()).containsEntry("execution", "execution").containsEntry("outcome", "unknown");
        assertThat(life.ending()).isEqualTo("unknown");
        assertThat(Life.refused(life.claim())).isEqualTo(RefusalCode.ALREADY_DECIDED);
        assertThat(Life.refused(life.take(reclaim("node-2")))).isEqualTo(RefusalCode.ALREADY_DECIDED);
        assertThat(Life.refused(life.take(new Step.Finish("execution", Ending.returned("1")))))
                .as("the node was only slow")
                .isEqualTo(RefusalCode.ALREADY_DECIDED);
    }

    @Test
    void aToolThatMayRunTwiceIsBegunOnceMoreUnderTheSameId() {
        life.approve("alice");
        life.claim();

        Progress.Moved<RequestState> again = Life.moved(life.take(reclaim("node-2")));

        assertThat(again.type()).isEqualTo(AuditEventType.ACTION_STARTED);
        assertThat(again.facts()).containsEntry("again", "true").containsEntry("execution", "execution");
        assertThat(life.state().holder())
                .isEqualTo(new Holder("node-3", Holder.Handover.NONE, new Holder.Execution("execution", 2)));
        assertThat(Life.refused(life.take(reclaim("node-2"))))
                .as("two nodes look after one lost node")
                .isEqualTo(RefusalCode.ALREADY_DECIDED);
        life.take(new Step.Finish("execution", Ending.returned("1")));
        assertThat(life.ending()).isEqualTo("returned");
    }

    @Test
    void onlyWhatIsUnderWayIsBegunOnceMore() {
        assertThat(Life.refused(life.take(reclaim("node-1")))).isEqualTo(RefusalCode.ALREADY_DECIDED);
        life.approve("alice");
        assertThat(Life.refused(life.take(reclaim("node-1")))).isEqualTo(RefusalCode.ALREADY_DECIDED);
        assertThat(life.state().status()).isEqualTo(RequestStatus.APPROVED);
    }

    @Test
    void otherToolsAreNotBegunOnceMore() {
        Life once = Life.of(Life.PLAN);
        once.approve("alice");
        once.claim();

        Progress<RequestState> refused = once.take(new Step.Reclaim("node-2", "node-3", "digest", once.roster()));

        assertThat(Life.refused(refused)).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(once.state().status()).isEqualTo(RequestStatus.CLAIMED);
    }

    @Test
    void whatChangedMeanwhileIsNotBegunOnceMoreAndEndsUnknown() {
        life.approve("alice");
        life.claim();
        life.join("alice", "security");
        assertThat(Life.told(life.take(reclaim("node-2")))).isEqualTo(AuditEventType.ACTION_OUTCOME_UNKNOWN);
        assertThat(life.ending()).isEqualTo("unknown");

        Life edited = Life.of(Life.PLAN, life.terms().tool());
        edited.approve("alice");
        edited.claim();
        edited.take(new Step.Reclaim("node-2", "node-3", "another digest", edited.roster()));
        assertThat(edited.ending()).isEqualTo("unknown");
    }

    @Test
    void anotherEpochOfTheStoreEndsWhatWasOpen() {
        assertThat(life.take(new Step.OtherEpoch(3))).isInstanceOf(Progress.Same.class);
        life.approve("alice");

        Progress.Moved<RequestState> ended = Life.moved(life.take(new Step.OtherEpoch(4)));

        assertThat(ended.type()).isEqualTo(AuditEventType.APPROVAL_INVALIDATED);
        assertThat(ended.message()).contains("backup").contains("epoch 3").contains("of 4");
        assertThat(life.ending()).isEqualTo("INVALIDATED");
        assertThat(Life.refused(life.take(new Step.OtherEpoch(4)))).isEqualTo(RefusalCode.ALREADY_DECIDED);
    }

    @Test
    void whatRanInAnotherEpochEndsUnknownThoughItMayRunTwice() {
        life.approve("alice");
        life.claim();

        life.take(new Step.OtherEpoch(4));

        assertThat(life.ending()).isEqualTo("unknown");
    }

    @Test
    void aPersonNotesWhatBecameOfACallAndNothingElseChanges() {
        life.approve("alice");
        life.claim();
        assertThat(Life.refused(note("alice", "gone"))).isEqualTo(RefusalCode.ALREADY_DECIDED);
        life.take(new Step.NodeLost("node-2"));
        RequestState before = life.state();

        assertThat(Life.refused(note("carol", "gone"))).isEqualTo(RefusalCode.NOT_ELIGIBLE);
        assertThat(Life.refused(note("bob", "gone"))).isEqualTo(RefusalCode.SELF_APPROVAL);
        assertThat(Life.refused(note("alice", " "))).isEqualTo(RefusalCode.COMMENT_REQUIRED);
        assertThat(Life.told(note("alice", "the table is gone"))).isEqualTo(AuditEventType.REVIEW_RECORDED);

        assertThat(life.state())
                .isEqualTo(before.ended(before.ending().orElseThrow().noted("the table is gone")));
        assertThat(life.ending()).isEqualTo("unknown");
        assertThat(note("alice", "the table is gone")).isInstanceOf(Progress.Same.class);
        assertThat(Life.told(note("dora", "it is back"))).isEqualTo(AuditEventType.REVIEW_RECORDED);
        assertThat(life.state().ending().orElseThrow().text()).isEqualTo("it is back");
    }

    @Test
    void whatEndedOtherwiseNeedsNoNote() {
        life.take(new Step.CallOff(RefusalCode.CANCELLED, "over"));

        assertThat(Life.refused(note("alice", "gone"))).isEqualTo(RefusalCode.ALREADY_DECIDED);
    }

    private Progress<RequestState> note(String person, String words) {
        return life.take(new Step.CloseNote(Life.known(person), words, life.roster()));
    }
}
