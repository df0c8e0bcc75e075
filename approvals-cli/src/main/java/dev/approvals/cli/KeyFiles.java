package dev.approvals.cli;

import dev.approvals.journal.note.NoteKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the keys that people name: those that check, never those that sign. */
final class KeyFiles {

    private static final int LARGEST = 10_000;

    private KeyFiles() {}

    /**
     * Reads a key.
     *
     * @param file the file, if one was named
     * @return its key
     * @throws Trouble if it cannot be read, or holds no such key
     */
    static Optional<NoteKey> read(Optional<Path> file) {
        return file.map(KeyFiles::read);
    }

    private static NoteKey read(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw noKey(file);
            }
            return parse(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw Trouble.ofFile(file, e);
        }
    }

    private static NoteKey parse(Path file, String text) {
        if (text.contains("PRIVATE+KEY")) {
            // Its content is not told.
            throw new Trouble(file + " holds the key that signs, which belongs to the journal's writer alone:"
                    + " give the key that checks, the journal's key.pub.");
        }
        if (text.strip().contains("\n")) {
            throw noKey(file);
        }
        try {
            return NoteKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Trouble(file + " holds no key: " + e.getMessage() + ".");
        }
    }

    private static Trouble noKey(Path file) {
        return new Trouble(file + " holds no key: a key is one line name+hash+key, such as the journal's key.pub.");
    }
}
