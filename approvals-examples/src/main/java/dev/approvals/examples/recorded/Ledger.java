package dev.approvals.examples.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvals.Claim;
import dev.approvals.ToolBody;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the tools really did. Their bodies write here, so what ran is known from the tools and not from the gate that
 * is on trial.
 */
final class Ledger implements ToolBody {

    /**
     * One run of a tool.
     *
     * @param run the recorded run it belongs to
     * @param call what the tool was given
     */
    record Entry(String run, CanonicalCall call) {}

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable Object run(Claim claim) throws JsonProcessingException {
        CanonicalCall call =
                CanonicalCall.of(claim.tool().name(), claim.arguments().json());
        entries.add(new Entry(claim.requester().conversation(), call));
        return null;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
