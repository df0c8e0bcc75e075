package dev.approvals.journal.export;

import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.report.Findings;
import dev.approvals.journal.report.Report;
import dev.approvals.store.PayloadCipher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes events of journals in the forms that other tools read, one at a time and never more in memory. It verifies nothing:
 * an export is only as good as the journal was at that time. Immutable.
 */
public final class Exporter {

    private final List<JournalHome> homes;
    private final @Nullable PayloadCipher cipher;
    private final @Nullable NoteKey key;

    private Exporter(List<JournalHome> homes, @Nullable PayloadCipher cipher, @Nullable NoteKey key) {
        this.homes = homes;
        this.cipher = cipher;
        this.key = key;
    }

    /**
     * An exporter of one journal, or of several by time.
     *
     * @param folders their folders
     * @return the exporter
     * @throws IllegalArgumentException if none is named
     */
    public static Exporter of(Path... folders) {
        return of(Stream.of(folders).<JournalHome>map(Folder::new).toList());
    }

    /**
     * An exporter of journals by time, wherever they stand.
     *
     * @param homes where
     * @return the exporter
     * @throws IllegalArgumentException if none is named
     */
    public static Exporter of(List<JournalHome> homes) {
        if (homes.isEmpty()) {
            throw new IllegalArgumentException("Name the folder of a journal, or of several");
        }
        return new Exporter(List.copyOf(homes), null, null);
    }

    /**
     * Exports facts that are kept apart too, unless they were erased. Once exported they can no longer be erased by the
     * journal.
     *
     * @param keys decrypts the keys of payloads
     * @return a copy
     */
    public Exporter with(PayloadCipher keys) {
        return new Exporter(homes, keys, key);
    }

    /**
     * Names the key that must have signed the journals' checkpoints, which matters where the export says how they stand: in
     * {@link Format#OSCAL}.
     *
     * @param trusted the key, from wherever the auditor has it
     * @return a copy
     */
    public Exporter key(NoteKey trusted) {
        return new Exporter(homes, cipher, trusted);
    }

    /**
     * Writes events.
     *
     * @param format how
     * @param query which
     * @param out where to; flushed, and left open
     * @return how many were written, or counted where the format tells of many at once
     * @throws IllegalArgumentException if the format tells of all events of a time and the query narrows to others
     * @throws IOException if there is no journal, it cannot be read, or they cannot be written; some are written then
     */
    public long write(Format format, Query query, OutputStream out) throws IOException {
        return format == Format.OSCAL ? assess(query, out).scope().lines() : events(form(format, out), query);
    }

    private long events(Form form, Query query) throws IOException {
        List<String> names = new ArrayList<>();
        for (JournalHome home : homes) {
            names.add(JournalName.of(home));
        }
        long count = 0;
        try (Stream<JournalReader.Found> found = JournalReader.found(readers(), query)) {
            for (Iterator<JournalReader.Found> each = found.iterator(); each.hasNext(); count++) {
                JournalReader.Found next = each.next();
                form.add(new Exported(names.get(next.journal()), next.entry()));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        form.end();
        return count;
    }

    private static Form form(Format format, OutputStream out) throws IOException {
        return switch (format) {
            case OCSF -> new OcsfForm(out);
            case CLOUDEVENTS -> new CloudEventsForm(out);
            case CSV -> new CsvForm(out);
            case OSCAL -> throw new IllegalStateException("OSCAL is no form of single events");
        };
    }

    /**
     * Writes {@link Format#OSCAL}, and tells what it rests on: also whether the journals were intact.
     *
     * @param query which time
     * @param out where to; flushed, and left open
     * @return what was found
     * @throws IllegalArgumentException if the query narrows to anything but a time, or a journal stands in no folder
     * @throws IOException if there is no journal, it cannot be read, or the document cannot be written
     */
    public Findings assess(Query query, OutputStream out) throws IOException {
        Query.Span span = query.span()
                .orElseThrow(() ->
                        new IllegalArgumentException("OSCAL tells what controls rest on, so it takes all events of"
                                + " a time: leave out whatever else narrows them."));
        List<Report.Source> sources = new ArrayList<>();
        for (JournalHome home : homes) {
            Report.Source source = Report.Source.of(folder(home));
            sources.add(key == null ? source : source.key(key));
        }
        Report report = Report.of(sources);
        report = span.from().isPresent() ? report.from(span.from().get()) : report;
        report = span.until().isPresent() ? report.until(span.until().get()) : report;
        Findings findings = report.make(Instant.now());
        new OscalForm(out, findings).write();
        return findings;
    }

    private static Path folder(JournalHome home) {
        if (home instanceof Folder folder) {
            return folder.path();
        }
        throw new IllegalArgumentException(
                "OSCAL verifies the journals first, which needs them in a folder; " + home.name() + " is none.");
    }

    private List<JournalReader> readers() {
        return homes.stream()
                .map(home -> cipher == null
                        ? JournalReader.of(home)
                        : JournalReader.of(home).with(cipher))
                .toList();
    }
}
