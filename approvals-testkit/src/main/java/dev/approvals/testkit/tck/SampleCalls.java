package dev.approvals.testkit.tck;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.testkit.call.TestCall;
import dev.approvals.testkit.random.HostileText;
import dev.approvals.tool.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Calls that a policy may meet: plain, strange, large and hostile ones. */
final class SampleCalls {

    // Made once: calls are immutable, and masking the large ones takes its time.
    private static final List<ToolCall> ALL = make();

    private SampleCalls() {}

    static List<ToolCall> all() {
        return ALL;
    }

    private static List<ToolCall> make() {
        List<ToolCall> calls = new ArrayList<>(ofEveryRisk());
        calls.addAll(strange());
        HostileText.all().forEach(text -> calls.add(hostile(text)));
        return List.copyOf(calls);
    }

    private static List<ToolCall> ofEveryRisk() {
        return List.of(Risk.values()).stream()
                .map(risk -> TestCall.of("export")
                        .with("table", "customers")
                        .with("rows", 5_000)
                        .with("target", "https://files.example.test/out")
                        .sensitive("token", "not to be seen")
                        .because("the monthly report")
                        .risk(risk)
                        .reviewers(2, "dba")
                        .context("tenant", "acme")
                        .call())
                .toList();
    }

    private static List<ToolCall> strange() {
        TestCall wide = TestCall.of("wide");
        IntStream.range(0, 500).forEach(i -> wide.with("argument" + i, i));
        return List.of(
                TestCall.of("nothing").call(),
                TestCall.of("nulls")
                        .with("a", String.class, null)
                        .with("b", Integer.class, null)
                        .call(),
                TestCall.of("numbers")
                        .with("nan", Double.NaN)
                        .with("least", Long.MIN_VALUE)
                        .with("infinite", Float.NEGATIVE_INFINITY)
                        .call(),
                TestCall.of("nested")
                        .with("list", List.of(Map.of("rows", List.of(1, "2", true)), List.of()))
                        .call(),
                TestCall.of("nobody").by(Requester.UNKNOWN).risk(Risk.HIGH).call(),
                TestCall.of("crowd")
                        .by(Requester.agent("a")
                                .startedBy(Principal.local("x"))
                                .startedBy(Principal.agent("b"))
                                .toolCall("call_1"))
                        .call(),
                TestCall.of("large").with("text", "x".repeat(1_000_000)).call(),
                wide.call());
    }

    private static ToolCall hostile(String text) {
        return TestCall.of("tool" + text)
                .with("value", text)
                .with("list", List.of(text, Map.of("key" + text, text)))
                .because(text)
                .by(new Requester(
                        new Principal(Principal.AGENT, "agent" + text),
                        TestCall.BOB.person(),
                        List.of(new Principal("issuer" + text, "subject" + text)),
                        text,
                        text))
                .context("key" + text, text)
                .call();
    }
}
