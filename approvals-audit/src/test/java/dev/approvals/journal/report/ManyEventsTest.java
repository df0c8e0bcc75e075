package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Thorough;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report on very many events with very many names in them, made in a JVM of little memory. */
class ManyEventsTest {

    private static final int CALLS = Thorough.times(30_000, 3_000);

    @TempDir
    Path temp;

    /** The JVM of little memory. */
    static final class Small {
        public static void main(String[] args) throws IOException {
            Findings findings = Report.of(Path.of(args[0])).make(Stories.BEGIN);
            findings.writeTo(Path.of(args[0]).resolveSibling("out"), "report");
            System.out.println(findings.table("requestsByTool").sum("asked"));
        }
    }

    @Test
    void aReportOnVeryManyEventsNeedsLittleMemory() throws Exception {
        Path folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder)) {
            for (int i = 0; i < CALLS; i++) {
                Requester requester = Requester.agent("agent-" + i).actingFor(Principal.local("person-" + i));
                Stories.Call call = stories.pass(Duration.ofSeconds(1))
                        .call("tool-" + i, requester)
                        .ask();
                if (i % 2 == 0) {
                    call.approve("reviewer-" + i, "1 of 1", true).start("ask").returned();
                }
            }
        }

        Process small = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(small.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(small.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo(String.valueOf(CALLS));
        assertThat(temp.resolve("out/report.html")).isNotEmptyFile();
    }
}
