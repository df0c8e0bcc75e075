package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import java.util.Collection;
import java.util.stream.Collectors;

/** What all policies do with the policies they are made of. */
final class Parts {

    private static final int LONGEST_MESSAGE = 300;

    private Parts() {}

    /** The part's verdict; a denial where it throws or gives none. Errors of the JVM pass, and refuse the call too. */
    static Verdict judge(Policy part, String name, ToolCall call) {
        Verdict verdict;
        try {
            verdict = part.evaluate(call);
        } catch (Exception e) {
            return failure(name, "threw " + inWords(e));
        }
        return verdict != null ? verdict : failure(name, "gave no verdict (null)");
    }

    static Verdict failure(String name, String what) {
        return Verdict.deny(Policies.FAILURE, name + " " + what);
    }

    static String inWords(Throwable thrown) {
        String text = thrown.toString();
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "...";
    }

    /** The versions of all parts that have one, without repetition. */
    static String versions(Collection<Policy> parts) {
        return parts.stream()
                .map(Policy::version)
                .filter(v -> !v.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }

    static void onChange(Collection<Policy> parts, Runnable listener) {
        parts.stream().distinct().forEach(p -> p.onChange(listener));
    }
}
