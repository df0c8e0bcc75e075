package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.export.Exporter;
import dev.approvals.journal.export.Format;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.verify.Verifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal of very many events, written, verified, exported and gone on with in a JVM of little memory. */
class MillionTest {

    private static final int EVENTS = Thorough.times(1_000_000, 20_000);

    @TempDir
    Path temp;

    /** The JVM of little memory. */
    static final class Small {
        public static void main(String[] args) throws IOException {
            Path folder = Path.of(args[0]);
            int events = Integer.parseInt(args[1]);
            JournalOptions options = Journals.options().durability(event -> Durability.ASYNC);
            try (Journal journal = Journal.open(folder, options)) {
                for (int i = 1; i <= events; i++) {
                    journal.append(Journals.event(i));
                }
            }
            System.out.println(Verifier.of(folder).verify().extent().lines());
            for (Format format : List.of(Format.OCSF, Format.OSCAL)) {
                System.out.println(Exporter.of(folder).write(format, Query.all(), OutputStream.nullOutputStream()));
            }
            Journals.open(folder).close();
        }
    }

    @Test
    void aJournalOfVeryManyEventsNeedsLittleMemory() throws Exception {
        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        temp.resolve("audit").toString(),
                        String.valueOf(EVENTS))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(small.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.lines().map(Long::parseLong))
                    .as("verified, exported one by one, and counted")
                    .hasSize(3)
                    .allSatisfy(lines -> assertThat(lines).isGreaterThan(EVENTS));
        }
        assertThat(small.waitFor()).isZero();
    }
}
