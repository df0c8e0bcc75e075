package dev.approvals.testkit.call;

import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.Masking;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainView;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.request.CallFacts;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.tool.SummaryTemplate;
import dev.approvals.core.tool.ToolMethod;
import dev.approvals.core.tool.ToolModel;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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

    private static final byte[] NO_SALT = new byte[16];

    private final ToolSpec.Builder spec;
    private final Optional<ToolMethod> method;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Map<String, String> context = new TreeMap<>();
    private Requester requester = BOB;
    private String realm = "test";
    private Instant at = AT;
    private Optional<ReviewPlan> plan = Optional.empty();
    private Mode mode = Mode.ENFORCING;
    private Briefing briefing = Briefing.NONE;
    private int round;

    private TestCall(String tool, Optional<ToolMethod> method) {
        this.spec = ToolSpec.named(tool);
        this.method = method;
    }

    /**
     * A call of a tool without arguments, of medium risk, on {@link #BOB}'s behalf.
     *
     * @param tool the tool's name
     * @return what to say more about
     */
    public static TestCall of(String tool) {
        return new TestCall(tool, Optional.empty());
    }

    /**
     * A call of an annotated method, on {@link #BOB}'s behalf. What its annotations say cannot be said otherwise here.
     *
     * @param type the interface or class that the tool is called through
     * @param name the method
     * @param arguments one for each parameter
     * @return what to say more about
     * @throws IllegalArgumentException if the type has no gated method of that name, or several, or a method that cannot be
     *     gated
     */
    public static TestCall of(Class<?> type, String name, @Nullable Object... arguments) {
        ToolModel model = ToolModel.of(type, type, List.of(), found -> Optional.empty());
        List<ToolMethod> found = model.gated().stream()
                .filter(each -> each.method().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    type.getName() + " has " + found.size() + " gated methods named " + name + "; this needs one");
        }
        List<ToolParameter> parameters = found.get(0).spec().parameters();
        if (parameters.size() != arguments.length) {
            throw new IllegalArgumentException(name + " has " + parameters.size() + " parameters, and there are "
                    + arguments.length + " arguments");
        }
        TestCall call = new TestCall(name, Optional.of(found.get(0)));
        for (int i = 0; i < arguments.length; i++) {
            call.values.put(parameters.get(i).name(), arguments[i]);
        }
        return call;
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
        byHand().parameter(parameter);
        values.put(parameter.name(), value);
        return this;
    }

    private ToolSpec.Builder byHand() {
        if (method.isPresent()) {
            throw new IllegalStateException("What " + method.get().spec() + " is, its annotations say");
        }
        return spec;
    }

    /**
     * Sets the summary's template.
     *
     * @param template as in {@link dev.approvals.tool.RequiresApproval#value()}
     * @return this
     */
    public TestCall summary(String template) {
        byHand().summary(template);
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
        byHand().risk(risk);
        return this;
    }

    /**
     * Makes the tool's calls too private for chat.
     *
     * @return this
     */
    public TestCall inboxOnly() {
        byHand().inboxOnly(true);
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
        byHand().quorum(people).reviewers(groups);
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
        ToolSpec tool = method.map(ToolMethod::spec).orElseGet(spec::build);
        Capture capture = Capture.of(tool, Renderers.none());
        Payload real = capture.freezeNamed(values);
        Payload shown = Masking.standard().mask(real);
        CallFacts facts = new CallFacts(newId(), tool, requester, realm, Map.copyOf(context), at);
        SummaryTemplate summary = method.map(ToolMethod::summary).orElseGet(() -> SummaryTemplate.of(tool));
        return new FrozenCall(
                facts,
                shown,
                capture.arguments(shown),
                () -> Digests.binding(NO_SALT, facts.header(), real),
                () -> summary.render(name -> shownText(shown, name)));
    }

    private static String shownText(Payload shown, String name) {
        return shown.find(name)
                .map(value -> String.valueOf(PlainView.of(value.value())))
                .orElse("");
    }

    /** As unlike the one before as a random one, for people go by its first characters; the same in every run. */
    private static String newId() {
        byte[] number = String.valueOf(IDS.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(number).toString().replace("-", "");
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
