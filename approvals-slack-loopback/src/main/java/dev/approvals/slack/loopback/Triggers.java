package dev.approvals.slack.loopback;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What lets the app open one modal for the person who has just clicked: for three seconds, and once. Guarded by its workspace. */
final class Triggers {

    private static final Duration LIFE = Duration.ofSeconds(3);

    private final Workspace workspace;
    private final Map<String, Trigger> issued = new HashMap<>();

    private record Trigger(String user, Instant at, boolean used) {}

    Triggers(Workspace workspace) {
        this.workspace = workspace;
    }

    String issue(String user) {
        String id = workspace.next("1337.") + ".trigger";
        issued.put(id, new Trigger(user, workspace.now(), false));
        return id;
    }

    /** The person for whom a modal may be opened. */
    String exchange(String id) {
        Trigger trigger = issued.get(id);
        if (trigger == null) {
            throw Refused.because("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw Refused.because("exchanged_trigger_id");
        }
        if (workspace.now().isAfter(trigger.at().plus(LIFE))) {
            throw Refused.because("expired_trigger_id");
        }
        issued.put(id, new Trigger(trigger.user(), trigger.at(), true));
        return trigger.user();
    }
}
