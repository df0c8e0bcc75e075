package dev.approvals.cli;

import dev.approvals.journal.line.Shown;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a command tells, in UTF-8. It does not throw where nobody reads any longer ({@code | head}) or nothing can be written:
 * it stops, and says so. For one thread.
 */
final class Printer {

    private final OutputStream stream;
    private final boolean terminal;
    private final boolean coloured;
    private boolean stopped;
    private Optional<String> fault = Optional.empty();

    /**
     * A printer.
     *
     * @param stream where the bytes go
     * @param terminal whether somebody looks at them
     * @param coloured whether colours are wanted there
     */
    Printer(OutputStream stream, boolean terminal, boolean coloured) {
        this.stream = new BufferedOutputStream(stream);
        this.terminal = terminal;
        this.coloured = terminal && coloured;
    }

    boolean isTerminal() {
        return terminal;
    }

    boolean isColoured() {
        return coloured;
    }

    void line(Text text) {
        write(text.shown(coloured) + "\n");
    }

    void line(String text) {
        line(Text.of(text));
    }

    /** Prints a text as it is; on a terminal with everything shown that would not be seen, or would move the cursor. */
    void exact(String text) {
        write(terminal ? shown(text) : text);
    }

    /** {@return a stream for what others write; it fails once nothing more can be told} */
    OutputStream stream() {
        return new Lines();
    }

    /** Prints whole lines, so that what is written can be shown on a terminal. */
    private final class Lines extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            line.write(b);
            if (b == '\n') {
                print();
            }
        }

        private void print() throws IOException {
            exact(line.toString(StandardCharsets.UTF_8));
            line.reset();
            if (stopped) {
                throw new IOException("Nothing more can be written");
            }
        }

        @Override
        public void close() throws IOException {
            print();
        }
    }

    private static String shown(String text) {
        return Arrays.stream(text.split("\r?\n", -1)).map(Shown::of).collect(Collectors.joining("\n"));
    }

    /** Moves the terminal's cursor, or whatever else our own control characters do. */
    void control(String text) {
        write(text);
        flush();
    }

    private void write(String text) {
        if (stopped) {
            return;
        }
        try {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            stop(e);
        }
    }

    void flush() {
        if (stopped) {
            return;
        }
        try {
            stream.flush();
        } catch (IOException e) {
            stop(e);
        }
    }

    private void stop(IOException e) {
        stopped = true;
        String words = String.valueOf(e.getMessage());
        // A reader that has seen enough, as head has, is no fault; the system's message says so in every language we
        // met.
        fault = words.toLowerCase(Locale.ROOT).contains("pipe") ? Optional.empty() : Optional.of(words);
    }

    /** {@return whether nothing more can be told} */
    boolean isStopped() {
        return stopped;
    }

    /** {@return why not everything could be told, where it is not that nobody wanted to read it} */
    Optional<String> fault() {
        return fault;
    }
}
