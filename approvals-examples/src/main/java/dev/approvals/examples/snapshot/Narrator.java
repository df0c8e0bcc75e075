package dev.approvals.examples.snapshot;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Tells the story line by line: who, and what. Thread-safe. */
public final class Narrator {

    /** How many characters a line has at most. */
    public static final int WIDTH = 100;

    private static final int NAME = 8;

    private final PrintStream out;

    /**
     * A narrator.
     *
     * @param out where it tells
     */
    public Narrator(PrintStream out) {
        this.out = out;
    }

    /** A heading, underlined. */
    public void heading(String text) {
        out.println();
        out.println(text);
        out.println("-".repeat(text.length()));
    }

    /** Running text. */
    public void text(String text) {
        wrapped(text, WIDTH).forEach(out::println);
    }

    /** A line as it is, cut where it is too long. */
    public void line(String text) {
        out.println(text.length() <= WIDTH ? text : text.substring(0, WIDTH - 3) + "...");
    }

    /** Somebody does or says something. */
    public void says(String who, String what) {
        List<String> lines = wrapped(what, WIDTH - NAME);
        for (int i = 0; i < lines.size(); i++) {
            out.printf("%-" + NAME + "s%s%n", i == 0 ? who : "", lines.get(i));
        }
    }

    /** What somebody is shown, set off. */
    public void shows(List<String> lines) {
        lines.forEach(line -> out.println("  " + line));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
