package dev.approvals.examples.recorded;

import java.util.List;

/**
 * A file of recorded conversations.
 *
 * @param name where it came from, for people
 * @param runs the conversations, in the file's order
 */
record Trace(String name, List<RecordedRun> runs) {

    Trace {
        runs = List.copyOf(runs);
    }

    int calls() {
        return runs.stream().mapToInt(run -> run.calls().size()).sum();
    }

    boolean saysWhatIsCorrect() {
        return runs.stream().anyMatch(run -> !run.correct().isEmpty());
    }
}
