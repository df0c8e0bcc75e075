package dev.approvals.examples.recorded;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.approvals.core.text.VisibleText;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What became of a trace's calls.
 *
 * @param trace the trace
 * @param catalogue what was known of its tools
 * @param calls every call, in order
 * @param executed what the tools did, by their own account
 */
record Report(Trace trace, Catalogue catalogue, List<Replayed> calls, List<Ledger.Entry> executed) {

    /**
     * One call that was made again.
     *
     * @param call the call as recorded
     * @param asked whether a person was asked about it
     * @param outcome how it ended
     */
    record Replayed(RecordedCall call, boolean asked, Outcome outcome) {

        boolean refused() {
            return outcome instanceof Outcome.Refused;
        }

        boolean refusedFor(RefusalCode code) {
            return outcome instanceof Outcome.Refused refused && refused.code().equals(code);
        }
    }

    long passed() {
        return count(call -> !call.asked() && !call.refused());
    }

    long asked() {
        return count(Replayed::asked);
    }

    long approved() {
        return count(call -> call.asked() && !call.refused());
    }

    long denied() {
        return count(call -> call.asked() && call.refused());
    }

    long refusedUnasked() {
        return count(call -> !call.asked() && call.refused());
    }

    long deniedFromMemory() {
        return count(call -> !call.asked() && call.refusedFor(RefusalCode.DENIED_BY_REVIEWER));
    }

    long writesExecuted() {
        return executed.stream().filter(this::writes).count();
    }

    long wrongWritesExecuted() {
        Map<String, Set<CanonicalCall>> correct =
                trace.runs().stream().collect(toMap(RecordedRun::id, RecordedRun::correct));
        return executed.stream()
                .filter(this::writes)
                .filter(entry -> !correct.getOrDefault(entry.run(), Set.of()).contains(entry.call()))
                .count();
    }

    /** {@return how often each tool was called that nobody knows} */
    Map<String, Long> unknownTools() {
        return calls.stream()
                .map(replayed -> replayed.call().tool())
                .filter(tool -> !catalogue.knows(tool))
                .collect(groupingBy(tool -> tool, TreeMap::new, counting()));
    }

    private boolean writes(Ledger.Entry entry) {
        return !catalogue.has(catalogue.specOf(entry.call().tool()), Catalogue.Effect.READS);
    }

    private long count(Predicate<Replayed> which) {
        return calls.stream().filter(which).count();
    }

    void print(PrintStream out) {
        out.printf("  calls                  %5d%n", calls.size());
        out.printf("  passed unasked         %5d%n", passed());
        out.printf("  asked                  %5d%n", asked());
        out.printf("    approved             %5d%n", approved());
        out.printf("    denied               %5d%n", denied());
        out.printf("  refused unasked        %5d%n", refusedUnasked());
        out.printf("    denied from memory   %5d%n", deniedFromMemory());
        out.printf("  executed               %5d   (%d writes)%n", executed.size(), writesExecuted());
        out.printf("  wrong writes executed  %5d%n", wrongWritesExecuted());
        printUnknownTools(out);
        printUnfitArguments(out);
        if (asked() > 0 && !trace.saysWhatIsCorrect()) {
            out.println();
            out.println("The trace lists no \"correct_actions\", so every call that was asked about was denied.");
        }
    }

    private void printUnknownTools(PrintStream out) {
        Map<String, Long> unknown = unknownTools();
        if (!unknown.isEmpty()) {
            out.println();
            out.println("Tools that nobody knows; denied, unless --reads or --writes says what they do:");
            unknown.forEach((tool, times) -> out.printf("  %s, %d times%n", VisibleText.escape(tool), times));
        }
    }

    private void printUnfitArguments(PrintStream out) {
        List<Replayed> unfit = calls.stream()
                .filter(call -> call.refusedFor(RefusalCode.INVALID_ARGUMENTS))
                .toList();
        if (!unfit.isEmpty()) {
            out.println();
            out.println("Calls whose arguments did not fit; the model would be told:");
            unfit.forEach(call -> out.printf(
                    "  %s%n    %s%n",
                    call.call().where(), VisibleText.escape(call.outcome().forModel())));
        }
    }
}
