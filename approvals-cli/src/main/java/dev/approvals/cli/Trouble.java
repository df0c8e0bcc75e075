package dev.approvals.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A command cannot do what it was asked; the message says what, where, and how to mend it. Ends with status 2. */
final class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }

    private Trouble(String message, IOException cause) {
        super(message, cause);
    }

    /** What went wrong with a file, in words; the file system's own messages are often only the file's name. */
    static Trouble of(IOException e) {
        return new Trouble(words(e), e);
    }

    /** As {@link #of(IOException)}, and about which file or folder. */
    static Trouble of(Path about, IOException e) {
        String words = words(e);
        return new Trouble(words.contains(about.toString()) ? words : about + ": " + words, e);
    }

    /** As {@link #of(Path, IOException)}, about what had to be a file. */
    static Trouble ofFile(Path about, IOException e) {
        return Files.isDirectory(about) ? new Trouble(about + " is a folder: name a file.", e) : of(about, e);
    }

    private static String words(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException) {
            return message + ": there is no such file.";
        }
        if (e instanceof AccessDeniedException) {
            return message + ": permission denied. Run this as somebody who may read it, or work on a copy.";
        }
        if (e instanceof FileAlreadyExistsException already && already.getReason() == null) {
            return message + " is there already: name another file, or move that one away.";
        }
        return message;
    }
}
