package dev.approvals.core.judge;

import com.google.common.collect.MapMaker;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.ToolCall;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tools of one gate and the rules that hold for them; binds each tool anew when the rules change. */
public final class Rulebook {

    private static final Logger LOG = LoggerFactory.getLogger(Rulebook.class);

    private final Policy policy;
    private final Trail trail;
    private final Function<ToolSpec, Optional<String>> fault;
    private final RuleFaults faults;
    /** What was said of tools since the rules changed: conversations wrap the same tools again and again. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private final Map<String, Tool> byId = new ConcurrentHashMap<>();
    /** Every tool there is, also those wrapped again since: held weakly, for a conversation's tools end with it. */
    private final Set<Tool> all =
            Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

    private final AtomicLong generation = new AtomicLong();
    private volatile boolean closed;
    private volatile Runnable listener = () -> {};

    /**
     * A rulebook without tools.
     *
     * @param fault why a tool cannot be held by this gate, whatever the rules say
     * @param faults finds what can never work in the rules
     */
    public Rulebook(Policy policy, Trail trail, Function<ToolSpec, Optional<String>> fault, RuleFaults faults) {
        this.policy = policy;
        this.trail = trail;
        this.fault = fault;
        this.faults = faults;
    }

    /** Begins to follow the rules' changes; a gate that is gone is not kept alive by its policy. */
    public void follow() {
        WeakReference<Rulebook> self = new WeakReference<>(this);
        policy.onChange(() -> {
            Rulebook rulebook = self.get();
            if (rulebook != null) {
                rulebook.reload();
            }
        });
    }

    /** Names the one that is told of each tool that comes; must not block. */
    public void tell(Runnable toolCame) {
        listener = toolCame;
    }

    /**
     * Adds a tool made of an annotated method. One that was there under the same id stays bound; calls that run later run
     * on the newest.
     *
     * @param tool the tool
     * @throws IllegalArgumentException if a rule does not fit it, or the store may not keep its calls
     */
    public void add(Tool tool) {
        bindFirst(tool);
        byId.put(tool.spec().id(), tool);
        listener.run();
    }

    /**
     * Adds a tool made by hand.
     *
     * @param tool the tool
     * @throws IllegalArgumentException if a rule does not fit it, or another tool has its name
     */
    public void addNew(Tool tool) {
        bindFirst(tool);
        if (byId.putIfAbsent(tool.spec().id(), tool) != null) {
            all.remove(tool);
            throw new IllegalArgumentException(
                    "There is a tool named \"" + tool.spec().name()
                            + "\" already: give this one another name, or use the one that gate.tool(name) finds");
        }
        listener.run();
    }

    private void bindFirst(Tool tool) {
        fault.apply(tool.spec()).ifPresent(why -> {
            throw new IllegalArgumentException("Cannot gate " + tool + ": " + why);
        });
        // Listed first: rules that change from here on find it.
        all.add(tool);
        try {
            bindNewest(tool);
        } catch (RuntimeException e) {
            all.remove(tool);
            throw e;
        }
        List<String> wrong = faults(tool);
        if (!wrong.isEmpty() && said.add(tool + " " + wrong)) {
            report(Facts.of("rules", policy.version(), "tool", tool.toString(), "faults", told(tool, wrong)));
        }
    }

    /** What can never work in the rules that hold for a tool, where they say the same of all of its calls. */
    private List<String> faults(Tool tool) {
        return tool.binding()
                .constant()
                .map(verdict -> faults.of(tool.spec(), verdict))
                .orElse(List.of());
    }

    private static String told(Tool tool, List<String> wrong) {
        LOG.warn("The rules for {} cannot work: {}", tool, String.join("; ", wrong));
        return tool + ": " + String.join("; ", wrong);
    }

    private void report(Map<String, String> facts) {
        try {
            trail.recordGate(AuditEventType.POLICY_LOADED, facts);
        } catch (AuditFailedException e) {
            LOG.error("Rules are in force, and their event was not taken", e);
        }
    }

    /**
     * Finds a tool.
     *
     * @param id its id
     * @return the newest tool of that id, or empty
     */
    public Optional<Tool> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Finds tools.
     *
     * @param name a name
     * @return the newest tools of that name
     */
    public List<Tool> named(String name) {
        return byId.values().stream()
                .filter(tool -> tool.spec().name().equals(name))
                .toList();
    }

    /** {@return how often the rules have changed} */
    public long generation() {
        return generation.get();
    }

    public void close() {
        closed = true;
        generation.incrementAndGet();
        all.forEach(this::rebind);
    }

    public boolean closed() {
        return closed;
    }

    private void reload() {
        generation.incrementAndGet();
        all.forEach(this::rebind);
        said.clear();
        String wrong = all.stream()
                .map(tool -> new Told(tool, faults(tool)))
                .filter(told -> !told.faults().isEmpty() && said.add(told.tool() + " " + told.faults()))
                .map(told -> told(told.tool(), told.faults()))
                .sorted()
                .collect(Collectors.joining("\n"));
        report(
                wrong.isEmpty()
                        ? Facts.of("rules", policy.version())
                        : Facts.of("rules", policy.version(), "faults", wrong));
    }

    /** A tool with what was found in its rules. */
    private record Told(Tool tool, List<String> faults) {}

    private void rebind(Tool tool) {
        try {
            bindNewest(tool);
        } catch (RuntimeException e) {
            LOG.error("The new rules do not fit tool {}; its calls are refused until they do", tool, e);
            tool.bind(Binding.failed(tool + " cannot be bound to the rules: " + e.getMessage()));
        }
    }

    /** Binds a tool, again where the rules changed meanwhile: an older binding must not come out on top. */
    private void bindNewest(Tool tool) {
        long before;
        do {
            before = generation.get();
            tool.bind(bind(tool.spec()));
        } while (before != generation.get());
    }

    private Binding bind(ToolSpec spec) {
        if (closed) {
            return Binding.CLOSED;
        }
        String version = policy.version();
        Policy bound = policy.bind(spec);
        if (bound == null) {
            throw new IllegalArgumentException("The policy gave null when it was bound to tool " + spec);
        }
        return Binding.of(bound, spec.risk() != Risk.CRITICAL, version);
    }

    /**
     * Asks the rules that hold now about a call.
     *
     * @param tool the tool
     * @param call the call
     * @return the verdict
     */
    public Ruling judge(Tool tool, ToolCall call) {
        Binding binding = tool.binding();
        try {
            Verdict verdict = binding.constant().isPresent()
                    ? binding.constant().get()
                    : binding.policy().evaluate(call);
            return Ruling.of(verdict, tool.spec(), binding.version());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Checked exceptions too: not every language that rules are written in knows them.
            LOG.warn("The policy failed on a call of {}", tool, e);
            return Ruling.failed("The policy failed: " + e, binding.version());
        }
    }
}
