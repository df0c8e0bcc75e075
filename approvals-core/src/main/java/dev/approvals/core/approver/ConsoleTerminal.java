package dev.approvals.core.approver;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a person reads and types. Writing is for whoever holds the approver's lock, reading for its one thread.
 */
final class ConsoleTerminal {

    private static final int USUAL_WIDTH = 80;
    private static final Duration READING = Duration.ofMillis(700);

    private final BufferedReader in;
    private final PrintStream out;
    private final CharsetEncoder encoder;
    private final int width;
    private final Duration reading;
    private final LongSupplier nanos;

    /**
     * Makes a terminal.
     *
     * @param reading nobody reads a request in less time: what was typed before or sooner was not meant for it; zero for
     *     lines that come from a script
     * @param nanos a clock for that
     */
    ConsoleTerminal(BufferedReader in, PrintStream out, CharsetEncoder encoder, Duration reading, LongSupplier nanos) {
        this.in = in;
        this.out = out;
        this.encoder = encoder;
        this.width = width(System.getenv("COLUMNS"));
        this.reading = reading;
        this.nanos = nanos;
    }

    static ConsoleTerminal scripted(BufferedReader in, PrintStream out) {
        return new ConsoleTerminal(in, out, StandardCharsets.UTF_8.newEncoder(), Duration.ZERO, System::nanoTime);
    }

    /** The terminal this process was started on, or empty where input or output is redirected. */
    @SuppressWarnings("SystemConsoleNull") // On JDK 17 to 21 it is null where there is no terminal.
    static Optional<ConsoleTerminal> ofProcess() {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, console.charset()));
        return Optional.of(
                new ConsoleTerminal(in, System.out, console.charset().newEncoder(), READING, System::nanoTime));
    }

    /** From JDK 22 on there is a console without a terminal too, and a method to ask. */
    private static boolean isTerminal(Console console) {
        Method isTerminal;
        try {
            isTerminal = Console.class.getMethod("isTerminal");
        } catch (NoSuchMethodException e) {
            // Before JDK 22 there is a console only where there is a terminal.
            return true;
        }
        try {
            return Boolean.TRUE.equals(isTerminal.invoke(console));
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static int width(@Nullable String columns) {
        return columns != null && columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    int width() {
        return width;
    }

    void print(Collection<String> lines) {
        lines.forEach(line -> out.println(encodable(line)));
        out.flush();
    }

    void prompt(String text) {
        out.print(encodable(text));
        out.flush();
    }

    /** The line as it is, but for characters that the terminal could only show as question marks. */
    private String encodable(String line) {
        if (encoder.canEncode(line)) {
            return line;
        }
        StringBuilder shown = new StringBuilder();
        line.codePoints().forEach(c -> {
            String character = Character.toString(c);
            shown.append(encoder.canEncode(character) ? character : "\\u{" + hex(c) + "}");
        });
        return shown.toString();
    }

    private static String hex(int codePoint) {
        return Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
    }

    /** The next line, or null at the end of input. */
    @Nullable
    String readLine() throws IOException {
        return in.readLine();
    }

    /** Drops what was typed already. */
    int drain() throws IOException {
        int lines = 0;
        while (!reading.isZero() && in.ready() && in.readLine() != null) {
            lines++;
        }
        return lines;
    }

    long now() {
        return nanos.getAsLong();
    }

    /** Whether a line that came now was typed by somebody who could have read what was shown then. */
    boolean couldRead(long shownAt) {
        return now() - shownAt >= reading.toNanos();
    }
}
