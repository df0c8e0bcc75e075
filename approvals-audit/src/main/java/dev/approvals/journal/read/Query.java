package dev.approvals.journal.read;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.journal.line.Entry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Which entries of a journal are wanted. Immutable; each method gives a narrower copy. */
public final class Query {

    private static final Query ALL =
            new Query(entry -> true, 0, Optional.of(new Span(Optional.empty(), Optional.empty())));

    private final Predicate<Entry> wanted;
    private final long since;
    private final Optional<Span> span;

    private Query(Predicate<Entry> wanted, long since, Optional<Span> span) {
        this.wanted = wanted;
        this.since = since;
        this.span = span;
    }

    /**
     * A time.
     *
     * @param from its beginning, where it has one
     * @param until its end, the first time that is too late, where it has one
     */
    public record Span(Optional<Instant> from, Optional<Instant> until) {

        private Span from(Instant begin) {
            return new Span(Optional.of(from.filter(begin::isBefore).orElse(begin)), until);
        }

        private Span until(Instant end) {
            return new Span(from, Optional.of(until.filter(end::isAfter).orElse(end)));
        }
    }

    /** {@return every entry} */
    public static Query all() {
        return ALL;
    }

    /**
     * Narrows to what holds for an entry.
     *
     * @param condition what must hold
     * @return a copy
     */
    public Query where(Predicate<Entry> condition) {
        return new Query(wanted.and(condition), since, Optional.empty());
    }

    /**
     * Narrows to one call.
     *
     * @param id the call's id
     * @return a copy
     */
    public Query call(String id) {
        Objects.requireNonNull(id, "id");
        return where(entry -> entry.event().callId().equals(id));
    }

    /**
     * Narrows to one tool.
     *
     * @param name the tool's name
     * @return a copy
     */
    public Query tool(String name) {
        Objects.requireNonNull(name, "name");
        return where(entry -> entry.event().origin().tool().equals(name));
    }

    /**
     * Narrows to a type, or to the types that begin so, such as {@code approval.}
     *
     * @param name the type's name or beginning
     * @return a copy
     */
    public Query type(String name) {
        Objects.requireNonNull(name, "name");
        return where(entry -> name.endsWith(".")
                ? entry.event().type().name().startsWith(name)
                : entry.event().type().name().equals(name));
    }

    /**
     * Narrows to one person: behind the call, or deciding on it.
     *
     * @param name an account as {@code issuer:subject}, its subject alone, or the directory's id of the person
     * @return a copy
     */
    public Query person(String name) {
        Objects.requireNonNull(name, "name");
        return where(entry -> concerns(entry.event(), name));
    }

    private static boolean concerns(AuditEvent event, String name) {
        for (Principal account : event.origin().requester().accounts()) {
            if (account.subject().equals(name) || account.toString().equals(name)) {
                return true;
            }
        }
        String reviewer = event.fact("reviewer");
        return event.fact("person").equals(name) || reviewer.equals(name) || reviewer.endsWith(":" + name);
    }

    /**
     * Narrows to a time and what follows.
     *
     * @param begin the earliest time
     * @return a copy
     */
    public Query from(Instant begin) {
        Objects.requireNonNull(begin, "begin");
        return new Query(
                wanted.and(entry -> !entry.event().at().isBefore(begin)), since, span.map(time -> time.from(begin)));
    }

    /**
     * Narrows to what was before a time.
     *
     * @param end the first time that is too late
     * @return a copy
     */
    public Query until(Instant end) {
        Objects.requireNonNull(end, "end");
        return new Query(
                wanted.and(entry -> entry.event().at().isBefore(end)), since, span.map(time -> time.until(end)));
    }

    /**
     * Narrows to a place in the log and what follows: a cursor.
     *
     * @param seq the first line wanted
     * @return a copy
     */
    public Query since(long seq) {
        return new Query(wanted, Math.max(since, seq), Optional.empty());
    }

    /** {@return the time that it narrows to, if it narrows to nothing else} */
    public Optional<Span> span() {
        return span;
    }

    long since() {
        return since;
    }

    boolean wants(Entry entry) {
        return entry.seq() >= since && wanted.test(entry);
    }
}
