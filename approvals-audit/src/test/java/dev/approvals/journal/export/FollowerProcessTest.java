package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.Thorough;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that is killed, again and again. */
class FollowerProcessTest {

    private static final int ROUNDS = Thorough.times(20, 4);
    private static final int MOST = 40;
    /** More than all processes together can take before they are killed. */
    private static final int EVENTS = ROUNDS * (MOST + 10);

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    /** Hands a journal on in a process of its own: prints the id of each event, and takes the next one once it is told to. */
    static final class Following {
        public static void main(String[] args) throws Exception {
            Follower follower = Follower.of(Path.of(args[0]), Path.of(args[1])).batch(5);
            int taken = 1;
            while (taken > 0) {
                taken = follower.handOn(Following::take);
            }
        }

        private static void take(List<Exported> events) throws IOException {
            for (Exported event : events) {
                System.out.println("took " + event.id());
                System.in.read();
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Following.class.getName(),
                        folder().toString(),
                        temp.resolve("place").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Reads so many lines of it, kills it, and reads what it had printed by then. */
    private Set<String> tookUntilKilled(int enough) throws Exception {
        Process child = start();
        Set<String> took = new HashSet<>();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
                OutputStream in = child.getOutputStream()) {
            while (took.size() < enough) {
                String line = out.readLine();
                assertThat(line).as("after %s", took).matches("took \\d+-\\S{16}");
                took.add(line.substring("took ".length()));
                if (took.size() < enough) {
                    in.write('\n');
                    in.flush();
                }
            }
            child.toHandle().destroyForcibly();
        }
        child.waitFor();
        return took;
    }

    @Test
    void noEventIsMissedHoweverOftenItIsKilled() throws Exception {
        try (Journal journal = Journal.open(folder(), Journals.options().segmentBytes(20_000))) {
            LongStream.rangeClosed(1, EVENTS).mapToObj(Journals::event).forEach(journal::append);
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Set<String> took = new HashSet<>();

        for (int round = 0; round < ROUNDS; round++) {
            took.addAll(tookUntilKilled(1 + random.nextInt(MOST)));
        }
        Follower.of(folder(), temp.resolve("place"))
                .batch(Integer.MAX_VALUE - 1)
                .handOn(events -> events.forEach(event -> took.add(event.id())));

        List<String> all = Journals.entries(folder()).stream()
                .map(entry -> new Exported("", entry).id())
                .toList();
        assertThat(took).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all);
    }
}
