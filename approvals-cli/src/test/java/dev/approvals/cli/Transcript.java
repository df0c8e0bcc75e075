package dev.approvals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Plays what a document shows: each command in the folder of a sample journal, with what it really says. */
final class Transcript {

    private static final Pattern SEEN = Pattern.compile("5:[A-Za-z0-9_-]{16}");

    private final Path folder;
    private final String seen;
    private int status;

    private Transcript(Path folder, String seen) {
        this.folder = folder;
        this.seen = seen;
    }

    /** In a folder with {@code audit} and its key, {@code changed} with another word in it, and {@code changed.proof}. */
    static Transcript in(Path folder) throws IOException {
        Path audit = SampleJournal.write(folder);
        Path changed = Files.createDirectory(folder.resolve("changed"));
        for (String name : List.of("segment-00000000000000000000.jsonl", "checkpoint")) {
            String text = Files.readString(audit.resolve(name)).replace("too much", "too nice");
            Files.writeString(changed.resolve(name), text);
        }
        String proof = Run.of("prove", audit, 5).out();
        Files.writeString(folder.resolve("changed.proof"), proof.replaceFirst("extra (.{600}).", "extra $1x"));
        String growth = Run.of("prove", audit, "--grown-from", 5, "--json").out();
        return new Transcript(folder, growth.replaceAll("(?s).*\"earlier\":\"(5:.{16}).*", "$1"));
    }

    /** The block of commands with what they say now. */
    String replayed(String block) {
        StringBuilder replayed = new StringBuilder();
        block.lines()
                .filter(line -> line.startsWith("$ "))
                .forEach(line -> replayed.append(SEEN.matcher(line).replaceAll(seen))
                        .append('\n')
                        .append(said(SEEN.matcher(line.substring(2)).replaceAll(seen))));
        return replayed.toString();
    }

    private String said(String command) {
        if (command.equals("echo $?")) {
            return status + "\n";
        }
        String[] words = command.split(" ");
        Object[] args = new Object[words.length - 1];
        for (int i = 1; i < words.length; i++) {
            boolean file = words[i - 1].equals("-o") || words[i].equals("nowhere");
            Path path = folder.resolve(words[i]);
            args[i - 1] = file || Files.exists(path) ? path : words[i];
        }
        Run run = Run.of(args);
        status = run.status();
        return (run.out() + run.err()).replace(folder + "/", "");
    }

    /** What differs between two journals of the same events: their hashes. */
    static String withoutHashes(String text) {
        return text.replaceAll("[A-Za-z0-9_+/-]{60,}=*", "LONG")
                .replaceAll("[A-Za-z0-9_+/-]{43}=?", "HASH")
                .replaceAll("\\b5:[A-Za-z0-9_-]{16}\\b", "5:ROOT");
    }
}
