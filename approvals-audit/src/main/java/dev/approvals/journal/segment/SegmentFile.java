package dev.approvals.journal.segment;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A segment that is a file.
 *
 * @param path the file
 * @param first the place in the log of its first line
 */
public record SegmentFile(Path path, long first) implements Segment {

    private static final Pattern NAME = Pattern.compile("segment-(\\d{20})\\.jsonl");

    /**
     * Names a segment.
     *
     * @param folder the journal's folder
     * @param first the place of its first line
     * @return the segment, there or not
     */
    public static SegmentFile in(Path folder, long first) {
        return new SegmentFile(folder.resolve(new SegmentFile(folder, first).name()), first);
    }

    /**
     * Lists a journal's segments.
     *
     * @param folder the journal's folder
     * @return its segments, the oldest first; none if there is no journal in it
     * @throws IOException if the folder is not there or cannot be read
     */
    public static List<SegmentFile> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(SegmentFile::named)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(SegmentFile::first))
                    .toList();
        }
    }

    private static Optional<SegmentFile> named(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        try {
            return matcher.matches()
                    ? Optional.of(new SegmentFile(path, Long.parseLong(matcher.group(1))))
                    : Optional.empty();
        } catch (NumberFormatException beyondAnyLog) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open() throws IOException {
        return new FileInputStream(path.toFile());
    }

    @Override
    public long length() throws IOException {
        return Files.size(path);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
