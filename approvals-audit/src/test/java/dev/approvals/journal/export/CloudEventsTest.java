package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    @Test
    void aLineBecomesAnEventThatNamesItForGood() throws IOException {
        Sample.usual(folder());

        JsonNode event =
                JSON.readTree(Sample.lines(Format.CLOUDEVENTS, folder()).get(1));

        Entry line = Journals.entries(folder()).get(1);
        assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.get("id").textValue()).isEqualTo("1-" + line.hash().abbreviated());
        assertThat(event.get("source").textValue()).isEqualTo("urn:approvals:journal:journal.test");
        assertThat(event.get("type").textValue()).isEqualTo("dev.approvals.action.started");
        assertThat(event.get("time").textValue()).isEqualTo("2026-01-05T09:00:00.001Z");
        assertThat(event.get("subject").textValue()).isEqualTo("call-1");
        assertThat(event.get("data").get("hash").textValue())
                .isEqualTo(line.hash().base64Url());
        assertThat(event.get("data").get("facts").get("verdict").textValue()).isEqualTo("ask");
        assertThat(event.get("data")
                        .get("requester")
                        .get("agent")
                        .get("subject")
                        .textValue())
                .isEqualTo("db-copilot");
    }

    @Test
    void theSameLineHasTheSameIdWheneverItIsExportedAndNoOtherLineHasIt() throws IOException {
        Sample.usual(folder());
        List<String> before = ids();
        Journals.open(folder()).close();

        assertThat(ids()).startsWith(before.toArray(String[]::new)).doesNotHaveDuplicates();
        Path other = temp.resolve("other");
        try (Journal journal = Journals.open(other)) {
            journal.append(Journals.started("call-2"));
        }
        assertThat(Sample.lines(Format.CLOUDEVENTS, other)).noneMatch(line -> before.contains(id(line)));
    }

    private List<String> ids() throws IOException {
        return Sample.lines(Format.CLOUDEVENTS, folder()).stream()
                .map(CloudEventsTest::id)
                .toList();
    }

    private static String id(String line) {
        return line.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void hostileTextsLeaveEachEventOneValidLineOfAscii() throws IOException {
        Sample.hostile(folder());
        Published schema = Published.of("cloudevents-1.0.schema.json");

        List<String> lines = Sample.lines(Format.CLOUDEVENTS, folder());

        List<Entry> entries = Journals.entries(folder());
        assertThat(lines).hasSameSizeAs(entries);
        assertThat(lines).allSatisfy(line -> {
            assertThat(schema.faults(line)).as(line).isEmpty();
            assertThat(line).matches("\\p{ASCII}*").doesNotContain("\u001b", "\u0000", "\b");
        });
        for (int i = 0; i < lines.size(); i++) {
            assertThat(JSON.readTree(lines.get(i)).at("/data/tool").textValue())
                    .isEqualTo(JSON.readTree(Journals.lines(folder()).get(i))
                            .at("/tool")
                            .textValue());
        }
    }

    @Test
    void aNameThatIsNoAddressStillGivesOne() throws IOException {
        Journal.open(folder(), Journals.options().name("Prüfung/\"1\"#?%")).close();

        String line = Sample.lines(Format.CLOUDEVENTS, folder()).get(0);

        assertThat(Published.of("cloudevents-1.0.schema.json").faults(line)).isEmpty();
        assertThat(line).contains("\"source\":\"urn:approvals:journal:Pr%C3%BCfung%2F%221%22%23%3F%25\"");
    }
}
