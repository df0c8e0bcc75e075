package dev.approvals.testkit.life;

import dev.approvals.core.lifecycle.Progress;
import dev.approvals.outcome.RefusalCode;
import java.util.Set;

/**
 * What a step must come to.
 *
 * @param against every reason against it; none where it happens
 * @param idle whether it is well meant and there is nothing for it to do
 */
record Expected(Set<RefusalCode> against, boolean idle) {

    static final Expected HAPPENS = new Expected(Set.of(), false);
    static final Expected IDLE = new Expected(Set.of(), true);

    static Expected not(RefusalCode... codes) {
        return new Expected(Set.of(codes), false);
    }

    <S> boolean allows(Progress<S> progress) {
        if (progress instanceof Progress.Rejected<S> rejected) {
            return against.contains(rejected.code());
        }
        return progress instanceof Progress.Same ? idle : against.isEmpty() && !idle;
    }
}
