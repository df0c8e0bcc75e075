package dev.approvals.examples.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A process of its own, of this program's classes, that tells what it does in lines. */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private NodeProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static NodeProcess start(String key, Class<?> main, String... args) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()),
                        Stream.of(args))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("APPROVALS_KEY", key);
        return new NodeProcess(builder.start());
    }

    /** Reads on to the line that begins with a word, and gives the rest of it. */
    String await(String word) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
        }
        throw new IOException("A process ended before it said " + word + "; what it complained of stands above");
    }

    /** Ends the process as a power cut does: it gets no chance to say good-bye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        lines.close();
    }
}
