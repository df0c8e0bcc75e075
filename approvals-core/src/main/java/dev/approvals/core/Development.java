package dev.approvals.core;

import dev.approvals.call.Mode;
import dev.approvals.review.Approver;
import dev.approvals.store.ApprovalStore;
import java.util.List;
import java.util.stream.Collectors;

/** Keeps what is meant for development from being used in earnest without anybody having said so. */
final class Development {

    private Development() {}

    /**
     * Checks a set-up.
     *
     * @throws IllegalStateException if it mixes development with something else
     */
    static void check(Mode mode, List<Approver> approvers, ApprovalStore store) {
        String toys = approvers.stream()
                .filter(Approver::developmentOnly)
                .map(Approver::name)
                .collect(Collectors.joining(", "));
        if (!toys.isEmpty() && mode != Mode.DEVELOPMENT) {
            throw new IllegalStateException("Approver " + toys
                    + " is for development only: declare that with development(), or use another approver");
        }
        if (mode == Mode.DEVELOPMENT && store.capabilities().durable()) {
            throw new IllegalStateException("development() and a durable store do not go together, for approvals by"
                    + " whoever started the program would outlive it: use the store in memory, or leave out"
                    + " development()");
        }
    }
}
