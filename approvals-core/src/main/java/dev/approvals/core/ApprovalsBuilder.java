package dev.approvals.core;

import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.approver.DeskApprover;
import dev.approvals.core.capture.Renderer;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.directory.Directories;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.policy.Policies;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Level;
import dev.approvals.policy.Policy;
import dev.approvals.review.Approver;
import dev.approvals.review.Directory;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.PayloadCipher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of an {@link Approvals}; not thread-safe. Every part has a default, but the approver. */
public final class ApprovalsBuilder {

    final List<Approver> approvers = new ArrayList<>();
    final List<Approver> fallback = new ArrayList<>();
    final List<AuditSink> sinks = new ArrayList<>();
    final List<Level> escalation = new ArrayList<>();
    Policy policy = Policies.annotated();
    Directory directory = Directories.open();
    Timekeeper clock = Timekeeper.system();

    @Nullable
    ApprovalStore store;

    String realm = "default";
    Mode mode = Mode.ENFORCING;
    Supplier<Map<String, String>> context = Map::of;
    Supplier<Requester> requester = () -> Requester.UNKNOWN;

    @Nullable
    Consumer<Outcome> onOutcome;

    @Nullable
    StoreKeys keys;

    @Nullable
    PayloadCipher cipher;

    Duration decideWithin = Duration.ofMinutes(15);
    Duration useWithin = Duration.ofMinutes(5);
    Duration waitAtMost = Duration.ofSeconds(10);
    Duration leasedFor = Duration.ofSeconds(15);
    Duration keepEnded = Duration.ofDays(30);
    Settings.Caps caps = new Settings.Caps(100, 600, 5, Duration.ofMinutes(10), Duration.ofMinutes(30));
    Renderers renderers = Renderers.none();
    boolean goOn;
    boolean unaudited;

    ApprovalsBuilder() {}

    /**
     * Adds an approver. Several are all asked at once; whoever decides first decides, and the quorum counts people.
     *
     * @param approver the approver
     * @return this
     */
    public ApprovalsBuilder approver(Approver approver) {
        approvers.add(Objects.requireNonNull(approver, "approver"));
        return this;
    }

    /**
     * Adds an approver that is asked only where every one added by {@link #approver} failed.
     *
     * @param approver the approver
     * @return this
     */
    public ApprovalsBuilder fallback(Approver approver) {
        fallback.add(Objects.requireNonNull(approver, "approver"));
        return this;
    }

    /**
     * Leaves requests to be decided through {@link Approvals#desk()}, by whatever the host builds on it.
     *
     * @return this
     */
    public ApprovalsBuilder decideAtDesk() {
        return approver(new DeskApprover());
    }

    /**
     * Sets the policy. The default asks about every call of every gated tool.
     *
     * @param rules the policy
     * @return this
     */
    public ApprovalsBuilder policy(Policy rules) {
        policy = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /**
     * Sets who is who. The default takes every account for a person of its own, in no group.
     *
     * @param people the directory
     * @return this
     */
    public ApprovalsBuilder directory(Directory people) {
        directory = Objects.requireNonNull(people, "people");
        return this;
    }

    /**
     * Adds a sink for audit events. The default, where none is added, is memory and SLF4J: no evidence.
     *
     * @param sink the sink
     * @return this
     */
    public ApprovalsBuilder audit(AuditSink sink) {
        sinks.add(Objects.requireNonNull(sink, "sink"));
        return this;
    }

    /**
     * Goes on where a sink fails: the failure is logged and told to the other sinks. The default refuses calls then.
     *
     * @return this
     */
    public ApprovalsBuilder goOnWhenAuditFails() {
        goOn = true;
        return this;
    }

    /**
     * Records nothing at all.
     *
     * @return this
     */
    public ApprovalsBuilder withoutAudit() {
        unaudited = true;
        return this;
    }

    /**
     * Sets where requests live. The default is this process's memory.
     *
     * @param rows the store; the builder's clock is used for alarms only then
     * @return this
     */
    public ApprovalsBuilder store(ApprovalStore rows) {
        store = Objects.requireNonNull(rows, "rows");
        return this;
    }

    /**
     * Sets the secrets of a durable store: rows are sealed with them, so that a row which somebody else wrote or changed is
     * never acted upon, and calls are compared by them. Mandatory with a durable store, and the same in every process on
     * it; in memory a random one does.
     *
     * @param secrets such as {@link StoreKeys#fromEnvironment()}
     * @return this
     */
    public ApprovalsBuilder keys(StoreKeys secrets) {
        keys = Objects.requireNonNull(secrets, "secrets");
        return this;
    }

    /**
     * Encrypts what a durable store keeps of calls: arguments and results. Without one, the arguments of a call that has
     * sensitive or masked ones are not written, and such calls cannot run later.
     *
     * @param encryption such as {@link dev.approvals.core.seal.AesPayloadCipher}; not used in memory
     * @return this
     */
    public ApprovalsBuilder cipher(PayloadCipher encryption) {
        cipher = Objects.requireNonNull(encryption, "encryption");
        return this;
    }

    /**
     * Sets the clock. The default is the system's.
     *
     * @param timekeeper the clock
     * @return this
     */
    public ApprovalsBuilder clock(Timekeeper timekeeper) {
        clock = Objects.requireNonNull(timekeeper, "timekeeper");
        return this;
    }

    /**
     * Names the deployment, such as {@code production}; an approval of another realm is worth nothing in this one.
     *
     * @param name the realm
     * @return this
     */
    public ApprovalsBuilder realm(String name) {
        realm = Positive.name("realm", name);
        return this;
    }

    /**
     * Sets what matters for a call beside its arguments, such as the tenant; part of what is approved. Leave out what
     * changes from connection to connection.
     *
     * @param declared asked at each call, on its thread
     * @return this
     */
    public ApprovalsBuilder context(Supplier<Map<String, String>> declared) {
        context = Objects.requireNonNull(declared, "declared");
        return this;
    }

    /**
     * Sets on whose behalf calls are made where {@code gate.as(...)} does not say it: for tools that many conversations
     * share.
     *
     * @param current asked at each call, on its thread
     * @return this
     */
    public ApprovalsBuilder requester(Supplier<Requester> current) {
        requester = Objects.requireNonNull(current, "current");
        return this;
    }

    /**
     * Holds nothing: every call runs, and those that would have been asked or denied are recorded as such. Stamped in
     * every event.
     *
     * @return this
     */
    public ApprovalsBuilder observe() {
        return mode(Mode.OBSERVING);
    }

    /**
     * Declares this set-up to be for development, where the reviewer may be whoever started the program. Stamped in every
     * event and on every card; refused together with a durable store.
     *
     * @return this
     */
    public ApprovalsBuilder development() {
        return mode(Mode.DEVELOPMENT);
    }

    private ApprovalsBuilder mode(Mode chosen) {
        if (mode != Mode.ENFORCING && mode != chosen) {
            throw new IllegalStateException("observe() and development() exclude each other: call one of them");
        }
        mode = chosen;
        return this;
    }

    /**
     * Sets who is told how a call ended whose caller was handed the id. Told at least once; again later where it throws.
     *
     * @param host told on a thread of the gate's
     * @return this
     */
    public ApprovalsBuilder onOutcome(Consumer<Outcome> host) {
        onOutcome = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Sets how long people have to decide, where the policy's plan does not say it.
     *
     * @param limit longer than zero; 15 minutes by default
     * @return this
     */
    public ApprovalsBuilder decideWithin(Duration limit) {
        decideWithin = Positive.of("decideWithin", limit);
        return this;
    }

    /**
     * Sets how long an approval may wait to be used, where the policy's plan does not say it.
     *
     * @param limit longer than zero; 5 minutes by default
     * @return this
     */
    public ApprovalsBuilder useWithin(Duration limit) {
        useWithin = Positive.of("useWithin", limit);
        return this;
    }

    /**
     * Sets how long a caller waits for a call that may run later, before it is handed the id.
     *
     * @param limit longer than zero; 10 seconds by default
     * @return this
     */
    public ApprovalsBuilder waitAtMost(Duration limit) {
        waitAtMost = Positive.of("waitAtMost", limit);
        return this;
    }

    /**
     * Sets how many requests of one requester may wait for people at once.
     *
     * @param count at least 1; a call beyond it is refused with TOO_MANY_PENDING. Without this, 100
     * @return this
     */
    public ApprovalsBuilder pendingAtMost(int count) {
        caps = caps.withPending(Positive.of("pendingAtMost", count));
        return this;
    }

    /**
     * Sets how many calls of one requester may be asked about in a minute, by this process.
     *
     * @param count at least 1; a call beyond it is refused with TOO_MANY_REQUESTS. Without this, 600
     * @return this
     */
    public ApprovalsBuilder askedAMinuteAtMost(int count) {
        caps = caps.withPerMinute(Positive.of("askedAMinuteAtMost", count));
        return this;
    }

    /**
     * Locks a tool for a requester whose calls of it are denied again and again.
     *
     * @param denials how many denials by people lock it, at least 1; without this, 5
     * @param within in how long; without this, 10 minutes
     * @param lockedFor for how long it is locked; without this, 30 minutes
     * @return this
     */
    public ApprovalsBuilder lockAfter(int denials, Duration within, Duration lockedFor) {
        caps = caps.withLock(
                Positive.of("denials", denials), Positive.of("within", within), Positive.of("lockedFor", lockedFor));
        return this;
    }

    /**
     * Sets how long the rows of ended requests are kept in a durable store, for repeated calls and the reviewers' history.
     *
     * @param limit longer than zero; without this, 30 days
     * @return this
     */
    public ApprovalsBuilder keepEnded(Duration limit) {
        keepEnded = Positive.of("keepEnded", limit);
        return this;
    }

    /**
     * Sets after how long without a sign of life a process counts as dead, so that another one looks after its requests.
     *
     * @param limit without this, 15 seconds; shorter than the process may pause, and it loses calls while it lives
     * @return this
     */
    public ApprovalsBuilder leasedFor(Duration limit) {
        leasedFor = Positive.of("leasedFor", limit);
        return this;
    }

    /**
     * Adds a level above a tool's own reviewers, for escalations.
     *
     * @param people how many distinct people must approve there
     * @param groups their groups; none for anybody the directory knows
     * @return this
     */
    public ApprovalsBuilder escalateTo(int people, String... groups) {
        escalation.add(Level.of(people, groups));
        return this;
    }

    /**
     * Sets how values of an opaque type are shown to reviewers.
     *
     * @param type the type
     * @param renderer gives a value that can be shown whole
     * @param <T> the type
     * @return this
     */
    public <T> ApprovalsBuilder renderer(Class<T> type, Renderer<T> renderer) {
        renderers = renderers.with(type, renderer);
        return this;
    }

    /**
     * Builds the approvals; the builder may be used again.
     *
     * @return the approvals, to be closed by the host
     * @throws IllegalStateException if parts are missing or do not go together; the message says how to mend it
     */
    public Approvals build() {
        return new Assembly(this).build();
    }
}
