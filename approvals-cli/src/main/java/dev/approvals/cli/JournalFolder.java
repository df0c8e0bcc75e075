package dev.approvals.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a folder holds a journal before anything is read, so that complaints are about the folder. */
final class JournalFolder {

    private static final String SEGMENTS = "segment-*.jsonl";
    private static final int MOST_NAMED = 3;

    private JournalFolder() {}

    /**
     * Checks a folder.
     *
     * @param folder what somebody named as a journal
     * @return the folder
     * @throws Trouble if it is none; the message says what it is, and where journals might be
     */
    static Path checked(Path folder) {
        if (folder.toString().isEmpty()) {
            throw new Trouble("The folder's name is empty: name the folder that the journal's files are in.");
        }
        if (!Files.exists(folder)) {
            throw new Trouble(folder + ": there is no such folder. Name the folder that the journal's files are in.");
        }
        if (!Files.isDirectory(folder)) {
            throw new Trouble(folder + " is a file: name the folder that the journal's files are in"
                    + (isSegment(folder) ? ", which is " + parent(folder) : "") + ".");
        }
        try {
            if (!hasSegments(folder)) {
                throw new Trouble(
                        "There is no journal in " + folder + ": it has no file segment-<number>.jsonl." + hint(folder));
            }
        } catch (IOException e) {
            throw Trouble.of(folder, e);
        }
        return folder;
    }

    static List<Path> checked(List<Path> folders) {
        return folders.stream().map(JournalFolder::checked).toList();
    }

    private static boolean isSegment(Path file) {
        return file.getFileName().toString().startsWith("segment-");
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }

    private static boolean hasSegments(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, SEGMENTS)) {
            return files.iterator().hasNext();
        }
    }

    private static String hint(Path folder) throws IOException {
        List<String> journals = new ArrayList<>();
        try (DirectoryStream<Path> below = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path inside : below) {
                if (journals.size() < MOST_NAMED && Files.isReadable(inside) && hasSegments(inside)) {
                    journals.add(inside.toString());
                }
            }
        }
        return journals.isEmpty() ? "" : " There are journals in " + String.join(", ", journals) + ".";
    }
}
