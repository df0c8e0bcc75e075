package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.read.Query;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExporterTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Path folder() {
        return temp.resolve("audit");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OSCAL")
    void onlyWhatIsAskedForIsWrittenAndCounted(Format format) throws IOException {
        Sample.usual(folder());

        long count = Exporter.of(folder()).write(format, Query.all().type("action.completed"), out);

        assertThat(count).isOne();
        assertThat(text()).contains("action.completed").doesNotContain("action.started");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void twoJournalsBecomeOneByTime(Format format) throws IOException {
        Sample.usual(folder());
        Journal.open(temp.resolve("second"), Journals.options().name("second.test"))
                .close();

        Exporter.of(folder(), temp.resolve("second")).write(format, Query.all(), out);

        assertThat(text()).contains("journal.test", "second.test");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OSCAL")
    void whatIsKeptApartIsExportedWithItsKeyOnly(Format format) throws IOException {
        try (Journal journal = Journal.open(folder(), Journals.options().keepApart("summary"))) {
            journal.append(Journals.event("call-1", 1, AuditEventType.ACTION_REQUESTED, Map.of("summary", "SECRET-1")));
        }
        Exporter.of(folder()).write(format, Query.all(), out);
        assertThat(text()).doesNotContain("SECRET-1");

        LocalCipher keys = LocalCipher.openOrCreate(temp.resolve("audit.payload-key"), new SecureRandom());
        Exporter.of(folder()).with(keys).write(format, Query.all(), out);
        assertThat(text()).contains("SECRET-1");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OSCAL")
    void whereThereIsNoJournalOrNoLineThatIsSaid(Format format) throws IOException {
        assertThatThrownBy(() -> Exporter.of(folder()).write(format, Query.all(), out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not a folder");
        Files.createDirectory(folder());
        assertThatThrownBy(() -> Exporter.of(folder()).write(format, Query.all(), out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no journal in " + folder());
        Files.writeString(folder().resolve("segment-00000000000000000000.jsonl"), "no line\n");
        assertThatThrownBy(() -> Exporter.of(folder()).write(format, Query.all(), out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1 of segment-00000000000000000000.jsonl");
    }

    @Test
    void aFormatIsFoundByItsName() {
        assertThat(Format.named("csv")).isEqualTo(Format.CSV);
        assertThat(Format.named("CloudEvents").id()).isEqualTo("cloudevents");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Format.named("xml"))
                .withMessageContaining("no format \"xml\"")
                .withMessageContaining("cloudevents, csv");
    }
}
