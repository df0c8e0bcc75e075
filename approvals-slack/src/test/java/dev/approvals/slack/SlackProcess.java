package dev.approvals.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A {@link SlackNode} in a process of its own, which does what it is told line by line and says what happened. */
final class SlackProcess implements AutoCloseable {

    private static final Executor IN_TWO_MINUTES = CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES);

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();
    final URI interactivity;

    private SlackProcess(Process process) throws IOException {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        IN_TWO_MINUTES.execute(process.toHandle()::destroyForcibly);
        interactivity = URI.create(hear("ready"));
    }

    static SlackProcess start(SlackNode.Shared shared) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SlackProcess.class.getName(),
                shared.url(),
                shared.schema(),
                shared.endpoint(),
                shared.botToken(),
                shared.secret());
        return new SlackProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What the processes share. */
    public static void main(String[] shared) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        SlackNode.Shared with = new SlackNode.Shared(shared[0], shared[1], shared[2], shared[3], shared[4]);
        try (SlackNode node = new SlackNode(with, table -> out.println("ran " + table))) {
            out.println("ready " + node.interactivity());
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                obey(node, line.split(" "), out);
            }
        }
    }

    private static void obey(SlackNode node, String[] words, PrintStream out) {
        switch (words[0]) {
            case "submit" -> {
                node.submit(words[1]);
                out.println("posted " + words[1]);
            }
            case "call" -> {
                new Thread(() -> out.println("returned " + node.call(words[1]).forModel()), "agent").start();
                node.awaitPosted();
                out.println("posted " + words[1]);
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until the process says something that begins so; tells the rest of that line. */
    String hear(String begin) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith(begin + " ")) {
                return line.substring(begin.length() + 1);
            }
        }
        throw new AssertionError("The process ended before it said \"" + begin + "\"; it said " + said);
    }

    /** All that it says before its end, from now on on; it is asked to end. */
    List<String> end() throws IOException {
        process.getOutputStream().close();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
        }
        return List.copyOf(said);
    }

    void kill() {
        process.toHandle().destroyForcibly();
        assertThat(process.onExit().join().isAlive()).isFalse();
    }

    @Override
    public void close() {
        kill();
    }
}
