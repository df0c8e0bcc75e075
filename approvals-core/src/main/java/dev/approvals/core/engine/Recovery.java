package dev.approvals.core.engine;

import dev.approvals.core.judge.Rulebook;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after what processes left behind that are gone. */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final Requests requests;
    private final Nodes nodes;
    private final Rulebook rulebook;
    private final Supplier<Instant> clock;
    private final Actions actions;

    /**
     * What is done about calls that go on.
     *
     * @param show shows a request to those who have not seen it
     * @param rerun begins an execution again that may have been broken off; must not block
     */
    record Actions(Consumer<Requests.Request> show, BiConsumer<Requests.Request, Tool> rerun) {}

    Recovery(Requests requests, Nodes nodes, Rulebook rulebook, Supplier<Instant> clock, Actions actions) {
        this.requests = requests;
        this.nodes = nodes;
        this.rulebook = rulebook;
        this.clock = clock;
        this.actions = actions;
    }

    /** Looks after all that one process held. */
    void recover(String lost) {
        recover(lost::equals);
    }

    /** Looks after all that processes held which are gone. */
    void recoverAll() {
        recover(nodes::isGone);
    }

    /** Looks after what was running in processes that are gone: what they began after somebody had looked. */
    void recoverRunning() {
        each(RequestStatus.CLAIMED, nodes::isGone, this::running);
    }

    private void recover(Predicate<String> lost) {
        each(RequestStatus.PENDING, lost, this::waiting);
        each(RequestStatus.APPROVED, lost, this::leave);
        each(RequestStatus.CLAIMED, lost, this::running);
    }

    private void each(RequestStatus status, Predicate<String> lost, Consumer<Requests.Request> look) {
        ApprovalStore.Filter filter = ApprovalStore.Filter.of(StoredRow.Kind.REQUEST, status);
        requests.each(filter, request -> {
            if (lost.test(request.state().holder().node())) {
                soundly(request, look);
            }
        });
    }

    /** A row that is not sound, as only its change tells, keeps nobody from looking after the others. */
    private static void soundly(Requests.Request request, Consumer<Requests.Request> look) {
        try {
            look.accept(request);
        } catch (BrokenSealException e) {
            LOG.warn("Request {} is not looked after", request.file().id(), e);
        }
    }

    /** Its caller is gone, unless it was handed the id: then people may not have seen the request yet. */
    private void waiting(Requests.Request request) {
        if (request.state().holder().detached()) {
            actions.show().accept(request);
        } else {
            leave(request);
        }
    }

    private void leave(Requests.Request request) {
        String node = request.state().holder().node();
        requests.apply(request.file().id(), any -> new Step.NodeLost(node));
    }

    /**
     * Nobody knows how far the tool came. One that may be run twice is run again where it is at hand; for as long as its
     * approval is good, another process may come that has it.
     */
    private void running(Requests.Request request) {
        Optional<Tool> tool = rulebook.find(request.file().call().tool().id());
        boolean repeatable = request.file().terms().tool().idempotent()
                && tool.map(Tool::spec).map(ToolSpec::idempotent).orElse(true);
        if (!repeatable) {
            leave(request);
        } else if (tool.isPresent()) {
            actions.rerun().accept(request, tool.get());
        } else if (request.state().useBy().map(clock.get()::isBefore).orElse(false)) {
            LOG.debug(
                    "Call {} waits for a process that has its tool",
                    request.file().id());
        } else {
            leave(request);
        }
    }
}
