package dev.approvals.journal.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Lines that stand together and go together: a file, or what reads as one. */
public interface Segment {

    /** {@return the place in the log of its first line} */
    long first();

    /**
     * Opens it.
     *
     * @return its lines, each with its end; to be closed
     * @throws IOException if it cannot be read
     */
    InputStream open() throws IOException;

    /**
     * Measures it.
     *
     * @return how many bytes it has now
     * @throws IOException if it cannot be read
     */
    long length() throws IOException;

    /** {@return its name, which is a file's name wherever it is one} */
    default String name() {
        return String.format(Locale.ROOT, "segment-%020d.jsonl", first());
    }

    /**
     * Lists the segments in a folder.
     *
     * @param folder the journal's folder
     * @return its segments, the oldest first; none if there is no journal in it
     * @throws IOException if the folder is not there or cannot be read
     */
    static List<Segment> list(Path folder) throws IOException {
        return List.copyOf(SegmentFile.list(folder));
    }
}
