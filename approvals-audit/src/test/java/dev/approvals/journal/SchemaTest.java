package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @TempDir
    Path temp;

    private String opened = "";

    @BeforeEach
    void write() throws IOException {
        Journals.open(temp.resolve("audit")).close();
        opened = Journals.lines(temp.resolve("audit")).get(0);
    }

    @Test
    void whatALineLacksIsAFault() {
        assertThat(Schema.faults(opened)).isEmpty();
        for (String name :
                List.of("v", "seq", "prev", "type", "at", "call", "n", "node", "realm", "mode", "requester", "facts")) {
            assertThat(Schema.faults(opened.replace("\"" + name + "\":", "\"_" + name + "\":")))
                    .as("without %s", name)
                    .isNotEmpty();
        }
    }

    @Test
    void whatATypeHasToTellIsToldOrKeptApart() {
        String without = opened.replace("\"key\":", "\"_key\":");
        String apart = without.substring(0, without.length() - 1) + ",\"apart\":{\"id\":\"" + "A".repeat(22)
                + "\",\"digest\":\"" + "A".repeat(43) + "\",\"facts\":{\"key\":\"" + "A".repeat(43) + "\"}}}";

        assertThat(Schema.faults(without)).isNotEmpty();
        assertThat(Schema.faults(apart)).isEmpty();
    }

    @Test
    void aTypeOfALaterVersionFits() {
        assertThat(Schema.faults(opened.replace("log.opened", "something.later")))
                .isEmpty();
    }

    @Test
    void aWrongValueIsAFault() {
        Map<String, String> wrong = Map.of(
                "\"v\":1", "\"v\":2",
                "\"seq\":0", "\"seq\":-1",
                "ENFORCING", "SLEEPING",
                "09:00:00Z", "nine",
                "\"closed\":\"false\"", "\"closed\":false");
        wrong.forEach((right, broken) -> assertThat(Schema.faults(opened.replace(right, broken)))
                .as(broken)
                .isNotEmpty());
    }
}
