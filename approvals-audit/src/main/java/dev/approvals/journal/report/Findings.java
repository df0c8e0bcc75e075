package dev.approvals.journal.report;

import dev.approvals.journal.verify.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a report found. Immutable; its writers give the same bytes for the same findings.
 *
 * @param scope what was looked at
 * @param journals how each journal stands
 * @param answers what auditors ask first, answered
 * @param figures the figures
 * @param events the events that figures name first, in the order of time
 */
public record Findings(
        Scope scope, List<Standing> journals, List<Answer> answers, Figures figures, List<EventRow> events) {

    /** Checks the components. */
    public Findings {
        Objects.requireNonNull(scope, "scope");
        journals = List.copyOf(journals);
        answers = List.copyOf(answers);
        Objects.requireNonNull(figures, "figures");
        events = List.copyOf(events);
    }

    /**
     * What was looked at.
     *
     * @param madeAt when the report was made
     * @param from the beginning of the period, where one was asked for
     * @param until its end, the first moment that is too late, where one was asked for
     * @param lines how many events of the period there are
     * @param limits what could not be looked at, a sentence each
     */
    public record Scope(
            Instant madeAt, Optional<Instant> from, Optional<Instant> until, long lines, List<String> limits) {
        /** Checks the components. */
        public Scope {
            limits = List.copyOf(limits);
        }
    }

    /**
     * How a journal stands.
     *
     * @param folder its folder, as it was given
     * @param key the key that has to have signed it, or that it names itself: name and id; empty where there is none
     * @param trusted whether the key was given from outside
     * @param verification what verifying it came to
     */
    public record Standing(String folder, String key, boolean trusted, Verification verification) {}

    /**
     * The answer to a question that auditors ask.
     *
     * @param level how good it is
     * @param question the question
     * @param words the answer, in sentences
     * @param figures the figures it rests on
     * @param section the name of the table or listing that tells more
     */
    public record Answer(Level level, String question, String words, List<Named> figures, String section) {
        /** Checks the components. */
        public Answer {
            figures = List.copyOf(figures);
        }
    }

    /** How good an answer is. */
    public enum Level {
        /** As it should be. */
        GOOD,
        /** Neither good nor bad. */
        PLAIN,
        /** Somebody should look at it. */
        LOOK,
        /** Not as it should be. */
        BAD
    }

    /**
     * A figure with its name.
     *
     * @param label what it counts
     * @param figure the figure
     */
    public record Named(String label, Figure figure) {}

    /**
     * What a control of a standard asks for, and what is on record for it.
     *
     * @param standard the standard
     * @param control its control
     * @param words what the record shows
     * @param evidence the events, counted
     */
    public record Control(String standard, String control, String words, List<Named> evidence) {
        /** Checks the components. */
        public Control {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * The figures.
     *
     * @param tables counted by something
     * @param listings things one by one
     * @param all how long decisions took
     * @param paces the same by person and over time, in this order
     * @param controls the control map
     */
    public record Figures(List<Table> tables, List<Listing> listings, Pace all, Paces paces, List<Control> controls) {
        /** Checks the components. */
        public Figures {
            tables = List.copyOf(tables);
            listings = List.copyOf(listings);
            controls = List.copyOf(controls);
        }
    }

    /**
     * How long decisions took.
     *
     * @param byPerson by person, in the order of the table of decisions by person
     * @param trend by the beginning of a part of the period
     */
    public record Paces(List<Pace> byPerson, List<Pace> trend) {
        /** Checks the components. */
        public Paces {
            byPerson = List.copyOf(byPerson);
            trend = List.copyOf(trend);
        }
    }

    /** {@return whether no journal has a flaw} */
    public boolean intact() {
        return journals.stream().allMatch(journal -> journal.verification().intact());
    }

    /** {@return whether there is a journal without a single line, which proves nothing: the first is its opening} */
    public boolean empty() {
        return journals.stream()
                .anyMatch(journal -> journal.verification().intact()
                        && journal.verification().extent().lines() == 0);
    }

    /**
     * A table.
     *
     * @param name its name
     * @return the table
     * @throws IllegalArgumentException if there is none
     */
    public Table table(String name) {
        return figures.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A report has no table " + name));
    }

    /**
     * A listing.
     *
     * @param name its name
     * @return the listing
     * @throws IllegalArgumentException if there is none
     */
    public Listing listing(String name) {
        return figures.listings().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A report has no listing " + name));
    }

    /**
     * Writes the page: one file that needs nothing else, runs nothing and asks nobody.
     *
     * @param out where to; to be encoded as UTF-8
     * @throws IOException if it cannot be written
     */
    public void html(Appendable out) throws IOException {
        out.append(Page.of(this));
    }

    /**
     * Writes everything for machines: texts as they stand in the journal.
     *
     * @param out where to; all of it is ASCII
     * @throws IOException if it cannot be written
     */
    public void json(Appendable out) throws IOException {
        out.append(JsonForm.of(this));
    }

    /**
     * Writes the figures for a spreadsheet, one a line; no cell of it can be taken for a formula.
     *
     * @param out where to; to be encoded as UTF-8
     * @throws IOException if it cannot be written
     */
    public void csv(Appendable out) throws IOException {
        CsvForm.write(this, out);
    }

    /**
     * Writes all three files, over what stands there under their names.
     *
     * @param folder where to; made if it is not there
     * @param name their name without its ending
     * @return the files: {@code .html}, {@code .json} and {@code .csv}
     * @throws IOException if they cannot be written
     */
    public List<Path> writeTo(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        return List.of(
                write(folder.resolve(name + ".html"), this::html),
                write(folder.resolve(name + ".json"), this::json),
                write(folder.resolve(name + ".csv"), this::csv));
    }

    private interface Form {
        void write(Appendable out) throws IOException;
    }

    private static Path write(Path file, Form form) throws IOException {
        StringBuilder out = new StringBuilder();
        form.write(out);
        return Files.writeString(file, out, StandardCharsets.UTF_8);
    }
}
