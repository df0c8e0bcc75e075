package dev.approvals.journal.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Approvals by one person alone, and whether somebody else has reviewed them. */
final class Emergencies implements Part {

    private static final int MOST = 10_000;

    private record Use(EventRow row, String person, String why) {}

    private final Kept kept;
    private final Tally used;
    private final Tally reviewed;
    private final Map<String, Use> owed = new LinkedHashMap<>();

    Emergencies(Kept kept) {
        this.kept = kept;
        used = kept.alarming();
        reviewed = kept.usual();
    }

    @Override
    public void see(Seen seen, Life life) {
        if (seen.type().equals("break_glass.used")) {
            used.add(seen);
            if (owed.size() < MOST) {
                String why = EventRow.name(seen.apart() ? "(kept apart)" : seen.fact("comment"));
                owed.put(seen.event().callId(), new Use(seen.row(), seen.person(), why));
            }
        } else if (seen.type().equals("break_glass.reviewed")) {
            reviewed.add(seen);
            owed.remove(seen.fact("request"));
        }
    }

    Figure used() {
        return used.figure(Filter.type("break_glass.used"));
    }

    Figure reviewed() {
        return reviewed.figure(Filter.type("break_glass.reviewed"));
    }

    Listing unreviewed() {
        List<Listing.Item> items = owed.values().stream()
                .map(use -> new Listing.Item(
                        use.row().ref(),
                        List.of(
                                use.row().at().toString(),
                                use.person(),
                                use.row().tool(),
                                use.row().requester(),
                                use.why()),
                        true))
                .toList();
        owed.values().stream().limit(Listing.MOST).forEach(use -> kept.keep(use.row()));
        return Listing.of(
                "unreviewedEmergencies",
                "Break-glass approvals that nobody has reviewed",
                List.of("when", "who approved alone", "tool", "for whom", "the reason given"),
                items);
    }
}
