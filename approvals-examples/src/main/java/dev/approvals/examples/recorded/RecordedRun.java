package dev.approvals.examples.recorded;

import java.util.List;
import java.util.Set;

/**
 * One recorded conversation.
 *
 * @param id tells it from the other runs of its trace
 * @param calls what the model called, in order
 * @param correct the writes that its task really called for; empty where the trace does not say
 */
record RecordedRun(String id, List<RecordedCall> calls, Set<CanonicalCall> correct) {

    RecordedRun {
        calls = List.copyOf(calls);
        correct = Set.copyOf(correct);
    }
}
