package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What a test tells an {@link AgentProcess}, and what that says. */
final class Conversation implements AutoCloseable {

    private static final Executor IN_A_MINUTE = CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS);

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    Conversation(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        IN_A_MINUTE.execute(process.toHandle()::destroyForcibly);
        assertThat(hear("ready")).as("the process to begin").isPresent();
    }

    void tell(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It is gone; what it said last tells how far it came.
            said.add("gone: " + e.getMessage());
        }
    }

    /** Waits until the process says something that begins so; the rest of that line, or empty where it ended before. */
    Optional<String> hear(String begin) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.startsWith(begin)) {
                    return Optional.of(line.substring(begin.length()).strip());
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> said() {
        return said;
    }

    void kill() {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
