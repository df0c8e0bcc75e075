package dev.approvals.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of Java in a document.
 *
 * @param document the document's path from the root
 * @param line the line of the document before the first of the code
 * @param code the code
 */
record Snippet(String document, int line, String code) {

    private static final Pattern FENCED =
            Pattern.compile("(<!-- region [\\w. ]+ -->\\R)?```java\\R(.*?\\R)```", Pattern.DOTALL);
    private static final Pattern PROGRAM = Pattern.compile("^public class (\\w+) \\{", Pattern.MULTILINE);

    /** Every snippet of every document, but for those that are quoted from sources. */
    static List<Snippet> all() {
        Path root = Sources.root();
        try (Stream<Path> files = Stream.concat(Files.list(root), Files.list(root.resolve("docs")))) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted(Comparator.naturalOrder())
                    .flatMap(file -> of(root.relativize(file).toString(), read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program of that name. */
    static Snippet program(String name) {
        return all().stream()
                .filter(snippet -> snippet.isProgram() && snippet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No document has a program named " + name));
    }

    private static Stream<Snippet> of(String document, String text) {
        return FENCED.matcher(text)
                .results()
                .filter(fenced -> fenced.group(1) == null)
                .map(fenced -> new Snippet(document, lineBefore(text, fenced), fenced.group(2)));
    }

    private static int lineBefore(String text, MatchResult fenced) {
        return Math.toIntExact(text.substring(0, fenced.start(2)).lines().count());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is a whole file. */
    boolean isProgram() {
        return PROGRAM.matcher(code).find();
    }

    /** Whether it is to stand in a class, and not in a method. */
    boolean isMember() {
        return code.startsWith("@");
    }

    /** A class name of its own, or the program's. */
    String name() {
        return PROGRAM.matcher(code)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElse("Line" + line + "Of" + document.replaceAll("\\W", "_"));
    }

    @Override
    public String toString() {
        return document + ":" + (line + 1);
    }
}
