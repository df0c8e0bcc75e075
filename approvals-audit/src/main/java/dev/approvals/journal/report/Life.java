package dev.approvals.journal.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is remembered of a call until it ended. */
final class Life {

    /** Twice as fast as most people read, and a second to begin: who approved sooner has not read it. */
    private static final long MILLIS_A_CHAR = 20;

    private static final Duration TO_BEGIN = Duration.ofSeconds(1);
    private static final Set<String> TO_READ = Set.of("summary", "reason", "arguments");

    /** How it came to be approved. */
    enum Approved {
        NOT,
        BY_PEOPLE,
        IN_EMERGENCY
    }

    private final boolean whole;
    private final Set<String> voters = new HashSet<>();
    private long events;
    private long highest;
    private long chars;
    private @Nullable Instant since;
    private @Nullable Instant shown;

    String digest = "";
    Approved approved = Approved.NOT;
    boolean ended;

    @Nullable
    EventRow asked;

    @Nullable
    Instant decideBy;

    @Nullable
    EventRow started;

    String authority = "";

    @Nullable
    EventRow unknown;

    Life(Seen first) {
        whole = first.event().sequence() <= 1;
    }

    /** Counts an event of it: they are numbered without gaps. */
    void number(long sequence) {
        if (sequence > 0) {
            events++;
            highest = Math.max(highest, sequence);
        }
    }

    boolean whole() {
        return whole;
    }

    /** How many of its events are missing; unknown, and so none, where its beginning is not here. */
    long missing() {
        return whole ? Math.max(0, highest - events) : 0;
    }

    /** What there was to read. */
    void said(Seen seen) {
        chars = Math.max(
                chars,
                TO_READ.stream().mapToLong(name -> seen.fact(name).length()).sum());
    }

    /** A level begins: other people may be asked, and votes begin anew. */
    void asks(Instant at) {
        since = at;
        shown = null;
        voters.clear();
    }

    void shown(Instant at) {
        if (shown == null) {
            shown = at;
        }
    }

    /** How long since people were asked. */
    @Nullable
    Duration waited(Instant at) {
        return since == null ? null : Duration.between(since, at);
    }

    /** Whether nobody could have read it since it was shown. */
    boolean unread(Instant at) {
        Instant begin = shown != null ? shown : since;
        return begin != null && Duration.between(begin, at).compareTo(TO_BEGIN.plusMillis(chars * MILLIS_A_CHAR)) < 0;
    }

    /** Adds a vote, and gives how many people voted in this level. */
    int voted(String person) {
        voters.add(person);
        return voters.size();
    }

    boolean followed() {
        return since != null;
    }
}
