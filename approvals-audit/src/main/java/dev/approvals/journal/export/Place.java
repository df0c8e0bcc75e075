package dev.approvals.journal.export;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.tree.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a follower has come.
 *
 * @param next the first line that was not handed on
 * @param last the hash of the line before; of zeros where nobody knows it
 */
record Place(long next, Hash last) {

    private static final int LONGEST = 1_000;
    private static final Pattern TEXT = Pattern.compile("approvals follower 1\nnext (\\d{1,18})\nlast (\\S{43})\n");

    static Optional<Place> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = new String(Disk.read(file, LONGEST), StandardCharsets.US_ASCII);
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IOException("The file " + file + " does not hold the place of a follower: name another file, or"
                    + " remove it to begin with the first line.");
        }
        try {
            return Optional.of(new Place(Long.parseLong(matcher.group(1)), Hash.parse(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            throw new IOException("The file " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        String text = "approvals follower 1\nnext " + next + "\nlast " + last + "\n";
        Disk.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    }
}
