package dev.approvals.journal;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** The journal did not take an event, or could not do what it was asked for. The message says why and how to mend it. */
public final class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What an exception of the file system says, of which many say only the name of a file. */
    static String words(IOException e) {
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName() + ": " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    JournalException(String message) {
        super(message);
    }
}
