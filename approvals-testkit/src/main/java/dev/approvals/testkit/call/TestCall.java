package dev.approvals.testkit.call;

import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.capture.CallHeader;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.Masking;
import dev.approvals.core.capture.NamedValue;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainView;
import dev.approvals.core.capture.Renderers;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes the call of a tool, or the request for its approval, as a gate would: frozen, masked, with its digest. To test a
 * policy or an approver without a gate.
 *
 * <pre>{@code
 * ToolCall call = TestCall.of("export").with("rows", 5_000).sensitive("token", "s3cret").risk(Risk.HIGH).call();
 * assertThat(policy.evaluate(call)).isInstanceOf(Verdict.Ask.class);
 * }</pre>
 *
 * <p>Not thread-safe; what it makes is.
 */
public final class TestCall {

    /** On whose behalf calls are made that do not say: an agent that acts for {@code local:bob}. */
    public static final Requester BOB =
            Requester.agent("test-agent").actingFor(Principal.local("bob")).in("test-conversation");

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration DECIDE_WITHIN = Duration.ofMinutes(15);
    private static final Duration USE_WITHIN = Duration.ofMinutes(5);
    private static final AtomicLong IDS = new AtomicLong();

    private final ToolSpec.Builder spec;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, String> context = new TreeMap<>();
    private Requester requester = BOB;
    private String realm = "test";
    private Instant at = AT;
    private Optional<ReviewPlan> plan = Optional.empty();
    private Mode mode = Mode.ENFORCING;
    private Briefing briefing = Briefing.NONE;
    private int round;

    private TestCall(String tool) {
        spec = ToolSpec.named(tool);
    }

    /**
     * A call of a tool without arguments, of medium risk, on {@link #BOB}'s behalf.
     *
     * @param tool the tool's name
     * @return what to say more about
     */
    public static TestCall of(String tool) {
        return new TestCall(tool);
    }

    /**
     * Adds an argument of its value's own type, or of any type where the value is a collection or a map.
     *
     * @param name the parameter
     * @param value the value
     * @return this
     */
    public TestCall with(String name, Object value) {
        boolean generic = value instanceof Collection || value instanceof Map;
        return with(name, generic ? Object.class : value.getClass(), value);
    }

    /**
     * Adds an argument.
     *
     * @param name the parameter
     * @param type its generic type
     * @param value the value, or null
     * @return this
     */
    public TestCall with(String name, Type type, @Nullable Object value) {
        return with(new ToolParameter(name, type, false, false), value);
    }

    /**
     * Adds an argument that only the tool may see.
     *
     * @param name the parameter
     * @param value the value, which nobody will see
     * @return this
     */
    public TestCall sensitive(String name, Object value) {
        return with(new ToolParameter(name, value.getClass(), true, false), value);
    }

    /**
     * Adds the agent's reason, as the argument {@code reason}.
     *
     * @param text the reason
     * @return this
     */
    public TestCall because(String text) {
        return with(new ToolParameter("reason", String.class, false, true), text);
    }

    private TestCall with(ToolParameter parameter, @Nullable Object value) {
        spec.parameter(parameter);
        values.put(parameter.name(), value);
        return this;
    }

    /**
     * Sets on whose behalf the call is made.
     *
     * @param caller on whose behalf
     * @return this
     */
    public TestCall by(Requester caller) {
        requester = Objects.requireNonNull(caller, "caller");
        return this;
    }

    /**
     * Sets the tool's risk.
     *
     * @param risk the risk
     * @return this
     */
    public TestCall risk(Risk risk) {
        spec.risk(risk);
        return this;
    }

    /**
     * Sets the tool's reviewers.
     *
     * @param people how many must approve
     * @param groups of which groups
     * @return this
     */
    public TestCall reviewers(int people, String... groups) {
        spec.quorum(people).reviewers(groups);
        return this;
    }

    /**
     * Sets the deployment.
     *
     * @param name its name
     * @return this
     */
    public TestCall realm(String name) {
        realm = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Adds something the host declared to matter.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public TestCall context(String name, String value) {
        context.put(name, value);
        return this;
    }

    /**
     * Sets when the call was made.
     *
     * @param time when
     * @return this
     */
    public TestCall at(Instant time) {
        at = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Sets by which plan the request may be decided; its first level is asked.
     *
     * @param reviewed the plan; what it leaves out comes from the tool
     * @return this
     */
    public TestCall plan(ReviewPlan reviewed) {
        plan = Optional.of(reviewed);
        return this;
    }

    /**
     * Sets how the gate was set up that asks.
     *
     * @param gate how
     * @return this
     */
    public TestCall mode(Mode gate) {
        mode = Objects.requireNonNull(gate, "gate");
        return this;
    }

    /**
     * Sets what to know beside the call.
     *
     * @param told what to know
     * @return this
     */
    public TestCall briefing(Briefing told) {
        briefing = Objects.requireNonNull(told, "told");
        return this;
    }

    /**
     * Sets how often the votes were begun anew.
     *
     * @param count how often; in round 0 nobody escalated yet
     * @return this
     */
    public TestCall round(int count) {
        round = count;
        return this;
    }

    /**
     * Makes the call, each time one of another id.
     *
     * @return the call
     * @throws IllegalArgumentException if a value could not be shown to a reviewer; the message says which and why
     */
    public ToolCall call() {
        ToolSpec tool = spec.build();
        Capture capture = Capture.of(tool, Renderers.none());
        Payload real = capture.freezeNamed(values);
        Payload shown = Masking.standard().mask(real);
        CallHeader header = new CallHeader(realm, tool.name(), tool.declaringType(), tool.signature(), context);
        String id = String.format("%032x", IDS.incrementAndGet());
        return new SampleCall(
                id,
                tool,
                new SampleArguments(shown, unmasked(capture, real, shown)),
                requester,
                realm,
                Map.copyOf(context),
                tool.name() + " " + PlainView.of(shown),
                reason(shown),
                Digests.binding(new byte[16], header, real),
                at);
    }

    /** The typed values of the arguments in which nothing is masked. */
    private static Map<String, @Nullable Object> unmasked(Capture capture, Payload real, Payload shown) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>(capture.thawNamed(real));
        real.values().stream().filter(value -> !shown.values().contains(value)).forEach(v -> typed.remove(v.name()));
        return typed;
    }

    private static Optional<String> reason(Payload shown) {
        return shown.values().stream()
                .filter(NamedValue::reason)
                .findFirst()
                .map(value -> String.valueOf(PlainView.of(value.value())));
    }

    /**
     * Makes the request for a new call's approval.
     *
     * @return the request, pending
     * @throws IllegalArgumentException as {@link #call()}
     */
    public ApprovalRequest request() {
        ToolCall call = call();
        ReviewPlan asked = complete(plan.orElse(ReviewPlan.ofTool()), call.tool());
        Instant decideBy = call.at().plus(asked.decideWithin().orElse(DECIDE_WITHIN));
        Briefing told = new Briefing(
                briefing.impact(),
                briefing.impactMissing(),
                briefing.log(),
                briefing.claim().or(call::reason));
        return new ApprovalRequest(
                call,
                new ApprovalRequest.Terms(asked, "test-rule", "the test asks", mode, decideBy),
                new ApprovalRequest.Progress(RequestStatus.PENDING, 0, round, List.of(), Optional.empty()),
                told);
    }

    private static ReviewPlan complete(ReviewPlan plan, ToolSpec tool) {
        ReviewPlan levelled = plan.levels().isEmpty()
                ? plan.then(tool.quorum(), tool.reviewers().toArray(String[]::new))
                : plan;
        return levelled.decideWithin(plan.decideWithin().orElse(DECIDE_WITHIN))
                .useWithin(plan.useWithin().orElse(USE_WITHIN));
    }
}
