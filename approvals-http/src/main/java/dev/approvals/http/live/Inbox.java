package dev.approvals.http.live;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.exchange.Problem;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Delivery;
import dev.approvals.review.ReviewDesk;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The approver behind the API: each person opens the whole of a request there, which is recorded, and then decides. */
public final class Inbox implements Approver, AutoCloseable {

    /** The name it has in the audit. */
    public static final String NAME = "inbox";

    private final boolean development;
    private final Live live;
    private volatile @Nullable ReviewDesk desk;
    private volatile ReviewDesk.Watch watch = () -> {};

    /**
     * An inbox.
     *
     * @param development whether whoever started the process may let themselves in
     * @param limits how many may look on
     * @param clock by which signs of life are sent to them
     */
    public Inbox(boolean development, Live.Limits limits, Timekeeper clock) {
        this.development = development;
        this.live = new Live(this::find, limits, clock);
    }

    private Optional<ApprovalRequest> find(String id) {
        return desk().find(id);
    }

    /** {@return what tells everybody who looks on what changes} */
    public Live live() {
        return live;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean developmentOnly() {
        return development;
    }

    @Override
    public void attach(ReviewDesk decisions) {
        if (desk != null) {
            throw new IllegalStateException(
                    "This inbox belongs to another gate already: build one ApprovalsHttp for each Approvals");
        }
        desk = Objects.requireNonNull(decisions, "decisions");
        watch = decisions.watch(live::changed);
    }

    /**
     * The desk that decisions are brought to.
     *
     * @return the desk
     * @throws dev.approvals.http.exchange.ProblemException if no gate has been built with this inbox yet
     */
    public ReviewDesk desk() {
        ReviewDesk there = desk;
        if (there == null) {
            throw Problem.of(503, "NOT_READY", "No gate is connected yet")
                    .curedBy("Try again in a moment; if that lasts, give inbox() to Approvals.builder().approver(...).")
                    .toException()
                    .with("Retry-After", "1");
        }
        return there;
    }

    @Override
    public Answer review(ApprovalRequest request) {
        // Lists show only that it waits; what each person is shown of it is recorded when they open it.
        return Delivery.partial(NAME);
    }

    /** Ends what is told to those who look on. */
    @Override
    public void close() {
        watch.close();
        live.close();
    }
}
