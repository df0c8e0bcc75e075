package dev.approvals.core.tool;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes compiled while a test runs: for other packages, loaders, modules and compiler options than the test's own. */
public final class Compiled {

    private final Path classes;

    private Compiled(Path classes) {
        this.classes = classes;
    }

    /** Compiles sources, given by file name, against the test's class path. */
    public static Compiled of(Path directory, Map<String, String> sources, String... options) {
        try {
            Path classes = Files.createDirectories(directory.resolve("classes"));
            List<Path> files = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = directory.resolve("sources").resolve(source.getKey());
                Files.createDirectories(file.getParent());
                files.add(Files.writeString(file, source.getValue()));
            }
            compile(files, classes, options);
            return new Compiled(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The directory of the class files. */
    public Path directory() {
        return classes;
    }

    /** A new loader of these classes, below the test's own. */
    public URLClassLoader loader() {
        try {
            return new URLClassLoader(
                    new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of these classes, in a new loader. */
    public Class<?> load(String name) {
        try {
            return loader().loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void compile(List<Path> files, Path classes, String... options) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> all = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none"));
        all.addAll(List.of("-classpath", System.getProperty("java.class.path")));
        all.addAll(List.of(options));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(said, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!done) {
                throw new IllegalArgumentException(said.toString());
            }
        }
    }
}
