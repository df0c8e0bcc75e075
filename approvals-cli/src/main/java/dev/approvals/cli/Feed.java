package dev.approvals.cli;

import dev.approvals.journal.line.Entry;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What was added to journals since the last look, by time. For one thread. */
final class Feed {

    /** How far one journal was read. */
    private final class Cursor {

        private final Path folder;
        private long next;
        private long bytes = -1;

        Cursor(Path folder) {
            this.folder = folder;
        }

        /** Whether there is more than at the last look: reading, too, costs something. */
        boolean hasGrown() throws IOException {
            long now = 0;
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                    now += Files.size(file);
                }
            } catch (NoSuchFileException pruned) {
                now = -1;
            }
            boolean grown = now != bytes;
            bytes = now;
            return grown;
        }

        Stream<Entry> entries(UnaryOperator<Query> narrow) throws IOException {
            Query behind = Query.all().since(next).where(this::passed);
            return JournalReader.of(folder).entries(narrow.apply(behind));
        }

        private boolean passed(Entry entry) {
            next = entry.seq() + 1;
            looked.at(entry);
            return true;
        }
    }

    private final List<Cursor> cursors = new ArrayList<>();
    private final UnaryOperator<Query> narrow;
    private final Looked looked = new Looked();

    /**
     * A feed that begins at the beginning.
     *
     * @param folders the journals
     * @param narrow chooses the events
     */
    Feed(List<Path> folders, UnaryOperator<Query> narrow) {
        folders.forEach(folder -> cursors.add(new Cursor(folder)));
        this.narrow = narrow;
    }

    /** {@return what was read so far, whether it was chosen or not} */
    Looked looked() {
        return looked;
    }

    /** {@return what is new; to be closed} */
    Stream<Entry> next() throws IOException {
        List<Stream<Entry>> grown = new ArrayList<>();
        for (Cursor cursor : cursors) {
            if (cursor.hasGrown()) {
                grown.add(cursor.entries(narrow));
            }
        }
        return JournalReader.byTime(grown);
    }
}
