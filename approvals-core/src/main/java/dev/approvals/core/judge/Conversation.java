package dev.approvals.core.judge;

import dev.approvals.review.Briefing;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last calls of one conversation.
 *
 * <p>Calls of one tool that pass one after the other are one entry: they cost a count each, and do not push out what a
 * reviewer should see. Writers do not wait for each other, so two at the same moment may be counted as one, or take one
 * place; the log is what a reviewer glances at, the audit is the record.
 */
public final class Conversation {

    private static final int KEPT = 16;
    private static final int IDS = 256;

    private final @Nullable Object[] ring = new Object[KEPT];
    private final Map<String, String> likenessById = new ConcurrentHashMap<>();
    private int next;
    private @Nullable Passed newest;

    /** Calls of one tool that passed unseen, one after the other. */
    private static final class Passed {
        private final ToolSpec tool;
        private int times = 1;

        Passed(ToolSpec tool) {
            this.tool = tool;
        }

        Briefing.PastCall told() {
            return new Briefing.PastCall(
                    Optional.empty(), tool.name(), times == 1 ? "passed" : "passed " + times + " times");
        }
    }

    /**
     * Notes a call that passed unseen.
     *
     * @param tool the tool
     */
    public void passed(ToolSpec tool) {
        Passed run = newest;
        if (run != null && run.tool == tool) {
            run.times++;
        } else {
            begin(tool);
        }
    }

    private void begin(ToolSpec tool) {
        Passed run = new Passed(tool);
        note(run);
        newest = run;
    }

    public void ended(Briefing.PastCall call) {
        newest = null;
        note(call);
    }

    private void note(Object entry) {
        int place = next;
        next = place + 1;
        ring[place & (KEPT - 1)] = entry;
    }

    /** {@return the last calls, oldest first} */
    public List<Briefing.PastCall> log() {
        List<Briefing.PastCall> log = new ArrayList<>();
        int from = next;
        for (int i = 0; i < KEPT; i++) {
            Object entry = ring[(from + i) & (KEPT - 1)];
            if (entry instanceof Briefing.PastCall call) {
                log.add(call);
            } else if (entry instanceof Passed run) {
                log.add(run.told());
            }
        }
        return log;
    }

    /** Whether the model gave the id of an earlier call to a call with other arguments. */
    public boolean reusesId(String toolCallId, String likeness) {
        if (toolCallId.isEmpty()) {
            return false;
        }
        if (likenessById.size() >= IDS) {
            likenessById.clear();
        }
        String before = likenessById.put(toolCallId, likeness);
        return before != null && !before.equals(likeness);
    }
}
