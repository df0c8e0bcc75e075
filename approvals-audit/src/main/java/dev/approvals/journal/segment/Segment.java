package dev.approvals.journal.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of lines.
 *
 * @param path the file
 * @param first the place in the log of its first line
 */
public record Segment(Path path, long first) {

    private static final Pattern NAME = Pattern.compile("segment-(\\d{20})\\.jsonl");

    /**
     * Names a segment.
     *
     * @param folder the journal's folder
     * @param first the place of its first line
     * @return the segment, there or not
     */
    public static Segment in(Path folder, long first) {
        return new Segment(folder.resolve(String.format(Locale.ROOT, "segment-%020d.jsonl", first)), first);
    }

    /**
     * Lists a journal's segments.
     *
     * @param folder the journal's folder
     * @return its segments, the oldest first; none if there is no journal in it
     * @throws IOException if the folder is not there or cannot be read
     */
    public static List<Segment> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Segment::named)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Segment::first))
                    .toList();
        }
    }

    private static Optional<Segment> named(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        try {
            return matcher.matches()
                    ? Optional.of(new Segment(path, Long.parseLong(matcher.group(1))))
                    : Optional.empty();
        } catch (NumberFormatException beyondAnyLog) {
            return Optional.empty();
        }
    }

    /** {@return the file's name} */
    public String name() {
        return path.getFileName().toString();
    }
}
