package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A policy that can be replaced while the program runs. Thread-safe. */
public final class LivePolicy implements Policy {

    private final AtomicReference<Rules> current = new AtomicReference<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Begins with a policy.
     *
     * @param first what judges until it is replaced
     */
    public LivePolicy(Policy first) {
        Rules rules = new Rules(first, 1);
        current.set(rules);
        follow(rules);
    }

    /**
     * Replaces the policy. Calls that are judged from now on are judged by the new one, also where a listener throws.
     *
     * @param next what judges from now on
     * @throws RuntimeException the first one that a listener threw, such as for a rule that does not fit a tool
     */
    public void replace(Policy next) {
        follow(current.updateAndGet(old -> new Rules(next, old.number + 1)));
        tell();
    }

    /**
     * Registers what to do after the policy was replaced, or changed its own rules. It is held until {@link #forget}.
     *
     * @param listener called by whoever replaces the policy
     */
    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Undoes {@link #onChange}.
     *
     * @param listener what was registered
     */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public Verdict evaluate(ToolCall call) {
        return current().policy.evaluate(call);
    }

    @Override
    public Policy bind(ToolSpec tool) {
        return new Live(this, tool);
    }

    @Override
    public Optional<Verdict> constant() {
        return current().policy.constant();
    }

    /** {@return the count of policies so far, from 1, followed by the present one's version where it has one} */
    @Override
    public String version() {
        Rules rules = current();
        String version = rules.policy.version();
        return version.isEmpty() ? String.valueOf(rules.number) : rules.number + ":" + version;
    }

    private Rules current() {
        return current.get();
    }

    /** Passes on that the policy itself changed, while it is the present one. */
    private void follow(Rules followed) {
        followed.policy.onChange(() -> {
            Rules rules = current();
            if (rules.number == followed.number
                    && current.compareAndSet(rules, new Rules(rules.policy, rules.number))) {
                tell();
            }
        });
    }

    private void tell() {
        RuntimeException thrown = null;
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                if (thrown == null) {
                    thrown = e;
                } else {
                    thrown.addSuppressed(e);
                }
            }
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    /** One state of the rules; another one, even with the same policy, makes every tool's binding stale. */
    private static final class Rules {
        private final Policy policy;
        private final long number;

        private Rules(Policy policy, long number) {
            this.policy = Objects.requireNonNull(policy, "policy");
            this.number = number;
        }
    }

    /** The present policy for one tool. It binds anew by itself, so that nobody judges by rules that were replaced. */
    private static final class Live implements Policy {

        private record Binding(Rules rules, Policy policy) {}

        private final LivePolicy whole;
        private final ToolSpec tool;
        private volatile Binding binding;

        private Live(LivePolicy whole, ToolSpec tool) {
            this.whole = whole;
            this.tool = tool;
            this.binding = bindNow();
        }

        private Binding bindNow() {
            Rules rules = whole.current();
            return new Binding(rules, rules.policy.bind(tool));
        }

        private Policy policy() {
            Binding known = binding;
            if (known.rules != whole.current()) {
                known = bindNow();
                binding = known;
            }
            return known.policy;
        }

        @Override
        public Verdict evaluate(ToolCall call) {
            return policy().evaluate(call);
        }

        @Override
        public Policy bind(ToolSpec other) {
            return whole.bind(other);
        }

        @Override
        public Optional<Verdict> constant() {
            return policy().constant();
        }

        @Override
        public void onChange(Runnable listener) {
            whole.onChange(listener);
        }

        @Override
        public String version() {
            return whole.version();
        }
    }
}
