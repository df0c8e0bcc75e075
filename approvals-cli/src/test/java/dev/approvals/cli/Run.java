package dev.approvals.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** A run of the program inside of this one, and what it told. */
record Run(int status, String out, String err) {

    /** As into files. */
    static Run of(Object... args) {
        return of(false, () -> false, args);
    }

    /** As on a terminal with colours. */
    static Run onTerminal(Object... args) {
        return of(true, () -> false, args);
    }

    static Run of(boolean terminal, BooleanSupplier pause, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Program(new Terminal(
                        new Printer(out, terminal, true),
                        new Printer(err, terminal, true),
                        Clock.fixed(SampleJournal.NOW.plusSeconds(3_600), ZoneOffset.UTC),
                        System::nanoTime,
                        pause))
                .run(Arrays.stream(args).map(String::valueOf).toArray(String[]::new));
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
