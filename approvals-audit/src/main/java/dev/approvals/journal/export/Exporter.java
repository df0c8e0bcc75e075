package dev.approvals.journal.export;

import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.store.PayloadCipher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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

    private Exporter(List<JournalHome> homes, @Nullable PayloadCipher cipher) {
        this.homes = homes;
        this.cipher = cipher;
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
        return new Exporter(List.copyOf(homes), null);
    }

    /**
     * Exports facts that are kept apart too, unless they were erased. Once exported they can no longer be erased by the
     * journal.
     *
     * @param keys decrypts the keys of payloads
     * @return a copy
     */
    public Exporter with(PayloadCipher keys) {
        return new Exporter(homes, keys);
    }

    /**
     * Writes events.
     *
     * @param format how
     * @param query which
     * @param out where to; flushed, and left open
     * @return how many were written
     * @throws IOException if there is no journal, it cannot be read, or they cannot be written; some are written then
     */
    public long write(Format format, Query query, OutputStream out) throws IOException {
        List<String> names = new ArrayList<>();
        for (JournalHome home : homes) {
            names.add(JournalName.of(home));
        }
        Form form = form(format, out);
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
        };
    }

    private List<JournalReader> readers() {
        return homes.stream()
                .map(home -> cipher == null
                        ? JournalReader.of(home)
                        : JournalReader.of(home).with(cipher))
                .toList();
    }
}
