package dev.approvals.journal.report;

import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.Verification;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the report on one or several journals. It verifies each of them, then counts exactly the lines that were verified, in
 * bounded memory; it needs no secret and can run while the journal is written. Facts that are kept apart stay apart: a report
 * is a copy that nobody could erase them from. Immutable.
 */
public final class Report {

    private final List<Source> sources;
    private final @Nullable Instant from;
    private final @Nullable Instant until;

    private Report(List<Source> sources, @Nullable Instant from, @Nullable Instant until) {
        this.sources = sources;
        this.from = from;
        this.until = until;
    }

    /**
     * A journal, and what is known of it from outside.
     *
     * @param folder its folder
     * @param key the key that must have signed its checkpoint
     * @param seen what somebody saw it stand at
     */
    public record Source(Path folder, Optional<NoteKey> key, List<Anchor> seen) {
        /** Checks the components. */
        public Source {
            Objects.requireNonNull(folder, "folder");
            Objects.requireNonNull(key, "key");
            seen = List.copyOf(seen);
        }

        /**
         * A journal of which nothing is known from outside.
         *
         * @param folder its folder
         * @return the source
         */
        public static Source of(Path folder) {
            return new Source(folder, Optional.empty(), List.of());
        }

        /**
         * Names the key that must have signed the journal's checkpoint.
         *
         * @param trusted the key, from wherever the auditor has it
         * @return a copy
         */
        public Source key(NoteKey trusted) {
            return new Source(folder, Optional.of(trusted), seen);
        }

        /**
         * Names what somebody saw the journal stand at.
         *
         * @param anchor the size and the root
         * @return a copy
         */
        public Source seen(Anchor anchor) {
            List<Anchor> more = new ArrayList<>(seen);
            more.add(anchor);
            return new Source(folder, key, more);
        }

        Verification verify() throws IOException {
            Verifier verifier = Verifier.of(folder);
            if (key.isPresent()) {
                verifier = verifier.key(key.get());
            }
            for (Anchor anchor : seen) {
                verifier = verifier.seen(anchor);
            }
            return verifier.verify();
        }
    }

    /**
     * A report on one journal, of which nothing is known from outside.
     *
     * @param folder the journal's folder
     * @return the report to be made
     */
    public static Report of(Path folder) {
        return of(List.of(Source.of(folder)));
    }

    /**
     * A report on journals that several processes wrote, merged by time.
     *
     * @param sources the journals
     * @return the report to be made
     * @throws IllegalArgumentException if there is none
     */
    public static Report of(List<Source> sources) {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A report is about one journal at least");
        }
        return new Report(List.copyOf(sources), null, null);
    }

    /**
     * Begins the period. What came before is read, so that what was open then is known, and not counted.
     *
     * @param begin the earliest time
     * @return a copy
     */
    public Report from(Instant begin) {
        return new Report(sources, Objects.requireNonNull(begin, "begin"), until);
    }

    /**
     * Ends the period: the report says what was so at that moment.
     *
     * @param end the first time that is too late
     * @return a copy
     */
    public Report until(Instant end) {
        return new Report(sources, from, Objects.requireNonNull(end, "end"));
    }

    /**
     * Makes the report.
     *
     * @param now when it is made, which it says: the same journal at the same time gives the same report
     * @return what it found; of a journal with a flaw, what stands before the flaw
     * @throws IOException if there is no journal in a folder, or it cannot be read
     * @throws IllegalArgumentException if the period ends before it begins
     */
    public Findings make(Instant now) throws IOException {
        Objects.requireNonNull(now, "now");
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("The period would end, " + until + ", before it begins, " + from);
        }
        List<Verification> verified = new ArrayList<>();
        for (Source source : sources) {
            verified.add(source.verify());
        }
        Period period = Period.of(Optional.ofNullable(from), Optional.ofNullable(until), verified);
        Counting counting = count(period, verified);
        return new Conclusions(period, counting, standings(verified, counting)).findings(now);
    }

    private Counting count(Period period, List<Verification> verified) throws IOException {
        boolean pruned = verified.stream().anyMatch(each -> each.extent().first() > 0);
        Counting counting = new Counting(period.counted(), period.grid(), pruned);
        List<JournalReader> readers = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            readers.add(JournalReader.of(sources.get(i).folder())
                    .upTo(verified.get(i).extent().size()));
        }
        Query query = until == null ? Query.all() : Query.all().until(until);
        try (Stream<JournalReader.Found> all = JournalReader.found(readers, query)) {
            all.forEachOrdered(found -> counting.add(new Seen(
                    new Figure.Ref(found.journal(), found.entry().seq()),
                    found.entry().event(),
                    found.entry().apart().isPresent())));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        counting.close();
        return counting;
    }

    private List<Findings.Standing> standings(List<Verification> verified, Counting counting) {
        List<Findings.Standing> standings = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            String named = counting.catalogue.keys().getOrDefault(i, "");
            standings.add(new Findings.Standing(
                    source.folder().toString(),
                    source.key().map(Report::id).orElseGet(() -> id(named)),
                    source.key().isPresent(),
                    verified.get(i)));
        }
        return standings;
    }

    private static String id(NoteKey key) {
        return key.name() + "+" + key.hash();
    }

    private static String id(String key) {
        try {
            return key.isEmpty() ? "" : id(NoteKey.parse(key));
        } catch (IllegalArgumentException notOurs) {
            return key;
        }
    }
}
