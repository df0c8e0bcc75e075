package dev.approvals.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program of a document in a process of its own, run as readers run it. What it complains of goes to this process' own. */
final class RunningProgram implements AutoCloseable {

    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

    private final Process process;
    private final BufferedReader out;

    private RunningProgram(Process process) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
    }

    /** Writes the program to a file and runs it. */
    static RunningProgram start(Path folder, Map<String, String> environment, String name, String... args)
            throws IOException {
        Path file = Files.writeString(
                folder.resolve(name + ".java"), Snippet.program(name).code());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.concat(
                        Stream.of(java, "-cp", System.getProperty("java.class.path"), file.toString()), Stream.of(args))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start());
    }

    /** The next line that it prints. */
    String line() throws IOException {
        String line = out.readLine();
        assertThat(line).as("a line of a program that has not ended").isNotNull();
        return line;
    }

    /** The variables that its next line has its reader export. */
    Map<String, String> exported() throws IOException {
        String line = line();
        assertThat(line).startsWith("export ");
        return VARIABLE.matcher(line)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    void pressEnter() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Waits for its end. */
    int status() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
