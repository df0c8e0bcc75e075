package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.Thorough;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower that is killed, again and again. */
class FollowerProcessTest {

    private static final int EVENTS = 400;

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    /** Follows a journal in a process of its own, and prints the id of each event it took. */
    static final class Following {
        public static void main(String[] args) {
            Follower.of(Path.of(args[0]), Path.of(args[1])).batch(5).follow(Duration.ofMillis(1), events -> {
                for (Exported event : events) {
                    System.out.println("took " + event.id());
                }
            });
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
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("took \\d+-\\S{16}")) {
                    took.add(line.substring("took ".length()));
                }
                if (took.size() == enough) {
                    // Its handle leaves what it printed readable.
                    child.toHandle().destroyForcibly();
                }
            }
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

        for (int round = 0; round < Thorough.times(20, 4); round++) {
            took.addAll(tookUntilKilled(1 + random.nextInt(40)));
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
