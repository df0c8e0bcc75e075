package dev.approvals.jdbc;

import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.tck.StoreOpener;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A node in a process of its own, which does what it is told line by line, says what happened, and halts where it shall. */
final class AgentProcess {

    /** Where a process halts, as by kill -9. */
    enum Halt {
        NEVER,
        IN_THE_TOOL,
        IN_THE_HOST,
        BEFORE_A_WRITE,
        AFTER_A_WRITE
    }

    private static final PrintStream SAID =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private AgentProcess() {}

    static Process start(Class<? extends StoreOpener> opener, String place, Path runs, Halt halt, int write)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AgentProcess.class.getName(),
                opener.getName(),
                place,
                runs.toString(),
                halt.name(),
                String.valueOf(write));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opener, place, file of runs, where to halt, at which write. */
    public static void main(String[] arguments) throws Exception {
        StoreOpener opener = (StoreOpener)
                Class.forName(arguments[0]).getDeclaredConstructor().newInstance();
        Halt halt = Halt.valueOf(arguments[3]);
        HaltingStore store = new HaltingStore(opener.open(arguments[1]), halt, Integer.parseInt(arguments[4]));
        try (AgentNode node = new AgentNode(store, Path.of(arguments[2]), new Told(halt))) {
            node.withTools();
            store.arm();
            SAID.println("ready");
            BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                obey(node, line.split(" "));
            }
        }
    }

    private static void obey(AgentNode node, String[] words) {
        switch (words[0]) {
            case "submit" -> node.submit(words[1], words[2]);
            case "call" ->
                SAID.println("returned " + node.call(words[1], words[2]).forModel());
            case "approve" -> {
                node.awaitHandOver(words[1]);
                SAID.println("approved " + node.approve(words[1]));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** Says what happens. */
    private record Told(Halt halt) implements AgentNode.Events {
        @Override
        public void asked(ApprovalRequest request) {
            SAID.println("asked " + request.id());
        }

        @Override
        public void ran(String tool) {
            SAID.println("ran " + tool);
            haltIf(Halt.IN_THE_TOOL);
        }

        @Override
        public void handed(Outcome outcome) {
            haltIf(Halt.IN_THE_HOST);
            SAID.println("handed " + outcome.callId());
        }

        private void haltIf(Halt here) {
            if (halt == here) {
                Runtime.getRuntime().halt(9);
            }
        }
    }
}
