package dev.approvals.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The program in a process of its own. */
final class CommandLineProcess {

    private CommandLineProcess() {}

    /** How java is told to start it from this test's class path. */
    static List<String> fromClasses() {
        return List.of("-cp", System.getProperty("java.class.path"), Main.class.getName());
    }

    static ProcessBuilder of(List<String> program, Object... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(program);
        Arrays.stream(args).map(String::valueOf).forEach(command::add);
        return new ProcessBuilder(command);
    }

    static Run run(List<String> program, Object... args) throws IOException, InterruptedException {
        Process process = of(program, args).start();
        process.getOutputStream().close();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String out = text(process.getInputStream());
        return new Run(process.waitFor(), out, err.join());
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
