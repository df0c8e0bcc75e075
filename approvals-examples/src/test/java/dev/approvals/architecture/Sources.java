package dev.approvals.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The Java sources of all modules, found from wherever the tests are started. */
final class Sources {
    private Sources() {}

    /** One parsed file; lines count from 1. */
    record Source(Path path, CompilationUnitTree unit, SourcePositions positions) {
        int firstLine(Tree tree) {
            return line(positions.getStartPosition(unit, tree));
        }

        int lastLine(Tree tree) {
            return line(positions.getEndPosition(unit, tree));
        }

        List<String> lines() {
            return readLines(path);
        }

        String at(int line) {
            return root().relativize(path) + ":" + line;
        }

        private int line(long position) {
            return Math.toIntExact(unit.getLineMap().getLineNumber(position));
        }
    }

    /** Main and test sources of every module, parsed. */
    static List<Source> parsed() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(all()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new Source(Path.of(unit.getSourceFile().toUri()), unit, positions));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The packages that have main sources in the modules whose folder name passes. */
    static Set<String> packagesOfMainCode(Predicate<String> module) {
        Set<String> packages = new TreeSet<>();
        for (Path folder : modules()) {
            Path main = folder.resolve("src/main/java");
            if (module.test(folder.getFileName().toString()) && Files.isDirectory(main)) {
                javaFilesIn(main)
                        .map(file -> main.relativize(file.getParent()).toString())
                        .filter(name -> !name.isEmpty())
                        .forEach(name -> packages.add(name.replace('/', '.').replace('\\', '.')));
            }
        }
        return packages;
    }

    static List<Path> all() {
        return modules().stream()
                .map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaFilesIn)
                .toList();
    }

    private static List<Path> modules() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFilesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> readLines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("No mvnw in or above " + Path.of("").toAbsolutePath()
                    + ": start these tests somewhere inside the repository.");
        }
        return folder;
    }
}
