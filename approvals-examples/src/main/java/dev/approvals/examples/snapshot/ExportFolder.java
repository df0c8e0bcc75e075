package dev.approvals.examples.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where exports are written. A file is named, never addressed by a path, and never written twice: a name that somebody
 * approved goes on meaning what they saw.
 */
final class ExportFolder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,60}\\.csv");

    private final Path folder;

    ExportFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** An exported file as it lies there. */
    record ExportedFile(Path path, List<String> columns, long rows, long bytes) {}

    Path write(String name, List<String> columns, List<List<String>> rows) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(line(columns));
        rows.forEach(row -> lines.add(line(row)));
        return Files.write(at(name), lines, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    ExportedFile find(String name) throws IOException {
        Path path = at(name);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("No file \"" + name + "\" was exported");
        }
        List<String> lines = Files.readAllLines(path);
        return new ExportedFile(path, List.of(lines.get(0).split(",")), lines.size() - 1, Files.size(path));
    }

    List<Path> files() {
        return filesIn(folder);
    }

    /** {@return the files of a folder, sorted} */
    static List<Path> filesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path at(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name for an export; use small letters, digits, - and _, and end in .csv");
        }
        return folder.resolve(name);
    }

    private static String line(List<String> values) {
        return String.join(",", values.stream().map(ExportFolder::cell).toList());
    }

    private static String cell(String value) {
        return value.matches("[^\",\\r\\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
