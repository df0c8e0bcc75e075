package dev.approvals.examples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real things around the agent: export folder, bucket, outbox. */
class SurroundingsTest {

    private static final List<String> COLUMNS = List.of("id", "name");

    @TempDir
    private Path folder;

    @Test
    void anExportIsAPlainCsvFileAndIsNeverWrittenOver() throws IOException {
        ExportFolder exports = new ExportFolder(folder);

        Path file = exports.write("a.csv", COLUMNS, List.of(List.of("1", "Zoë \"Zo\", the 2nd"), List.of("2", "")));

        assertThat(file).hasContent("id,name\n1,\"Zoë \"\"Zo\"\", the 2nd\"\n2,");
        assertThat(exports.find("a.csv").rows()).isEqualTo(2);
        assertThat(exports.find("a.csv").columns()).isEqualTo(COLUMNS);
        assertThatThrownBy(() -> exports.write("a.csv", COLUMNS, List.of()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void anExportIsNamedAndNotAddressed() throws IOException {
        ExportFolder exports = new ExportFolder(folder.resolve("exports"));

        for (String name : List.of("../a.csv", "/tmp/a.csv", "a.csv/", "a.txt", "")) {
            assertThatThrownBy(() -> exports.find(name))
                    .hasMessage("\"" + name + "\" is no name for an export; use small letters, digits, - and _, and"
                            + " end in .csv");
        }
        assertThatThrownBy(() -> exports.find("b.csv")).hasMessage("No file \"b.csv\" was exported");
    }

    @Test
    void theBucketTakesFilesForItsTokenOnly() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        try (Bucket bucket = Bucket.open(folder.resolve("bucket"), "right")) {
            assertThatThrownBy(() -> bucket.put(file, "wrong"))
                    .hasMessage("The bucket answered 401 to the upload of a.csv");
            assertThat(bucket.files()).isEmpty();

            bucket.put(file, "right");

            assertThat(bucket.files())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept).hasSameTextualContentAs(file));
        }
    }

    @Test
    void aMailIsAFileWithHeadersThatItsTextCannotBreak() throws IOException {
        Outbox outbox = new Outbox(folder, Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC));

        Path mail = outbox.send("bob@shop.example", "All good\r\nBcc: eve@example.com", "Hello\nBob");

        assertThat(Files.readString(mail))
                .startsWith(
                        "From: db-copilot@shop.example\r\nTo: bob@shop.example\r\nDate: Sun, 1 Mar 2026 10:00:00 GMT\r\n"
                                + "Subject: =?UTF-8?B?")
                .endsWith("\r\n\r\nHello\r\nBob\r\n")
                .doesNotContain("Bcc");
        assertThatThrownBy(() -> outbox.send("bob@shop.example\nBcc: eve@example.com", "", ""))
                .hasMessageContaining("is no mail address");
        assertThat(outbox.files()).containsExactly(mail);
    }
}
