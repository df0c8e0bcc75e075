package dev.approvals.examples.recorded;

import java.nio.file.Path;

/** A trace or a command line that makes no sense; the message says what is wrong, where, and how to mend it. */
final class BadInputException extends Exception {

    private static final long serialVersionUID = 1L;

    private BadInputException(String message) {
        super(message);
    }

    static BadInputException usage(String what) {
        return new BadInputException(what + ". --help shows how");
    }

    static BadInputException file(Path file, String what, String cure) {
        return new BadInputException(file.toAbsolutePath().normalize() + ": " + what + ". " + cure);
    }

    static BadInputException at(Path file, String where, String what, String cure) {
        return new BadInputException(file.toAbsolutePath().normalize() + ", " + where + ": " + what + ". " + cure);
    }
}
