package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.report.Findings;
import dev.approvals.journal.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OscalTest {

    private static final String SCHEMA = "oscal-1.1.3-assessment-results.schema.json";

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    /** The only result, of a document that fits NIST's schema. */
    private JsonNode result() throws IOException {
        String text = Sample.text(Format.OSCAL, folder());
        assertThat(Published.of(SCHEMA).faults(text)).as(text).isEmpty();
        return new ObjectMapper().readTree(text).at("/assessment-results/results/0");
    }

    private static List<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    private static JsonNode titled(JsonNode list, String title) {
        return all(list).stream()
                .filter(node -> node.get("title").textValue().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + title + " in " + list));
    }

    private static String state(JsonNode result, String finding) {
        return titled(result.get("findings"), finding)
                .at("/target/status/state")
                .textValue();
    }

    @Test
    void whatIsOnRecordOfAControlIsAFindingWithItsBasis() throws IOException {
        Sample.usual(folder());

        JsonNode result = result();

        JsonNode finding = titled(result.get("findings"), "NIST SP 800-53 ac-6.9");
        assertThat(finding.at("/target/target-id").textValue()).isEqualTo("ac-6.9_smt");
        assertThat(finding.at("/target/status/state").textValue()).isEqualTo("satisfied");
        assertThat(finding.at("/target/status/remarks").textValue()).startsWith("1 events of this time show it");
        JsonNode observation = titled(result.get("observations"), "NIST SP 800-53 AC-6(9)");
        assertThat(finding.at("/related-observations/0/observation-uuid")).isEqualTo(observation.get("uuid"));
        assertThat(observation.at("/relevant-evidence/0/description").textValue())
                .isEqualTo("1 of action.started");
        assertThat(observation.at("/relevant-evidence/0/props/1/value").textValue())
                .matches("journal\\.test\\+[0-9a-f]{8} line 1");
    }

    @Test
    void aControlOfWhichNothingIsOnRecordHasNoFinding() throws IOException {
        Sample.usual(folder());

        JsonNode result = result();

        assertThat(all(result.get("findings")))
                .extracting(finding -> finding.get("title").textValue())
                .doesNotContain("NIST SP 800-53 ac-6.10", "NIST SP 800-53 ac-5");
        assertThat(titled(result.get("observations"), "NIST SP 800-53 AC-6(10)")
                        .get("description")
                        .textValue())
                .endsWith("Nothing of it is on record.");
    }

    @Test
    void aVoteOnOnesOwnCallIsAgainstTheSeparationOfDuties() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            journal.append(Journals.event(
                    "call-1",
                    1,
                    AuditEventType.APPROVAL_DECIDED,
                    Map.of(
                            "decision",
                            "APPROVE",
                            "reviewer",
                            "local:bob",
                            "person",
                            "bob",
                            "round",
                            "1",
                            "level",
                            "1")));
        }

        assertThat(state(result(), "NIST SP 800-53 ac-5")).isEqualTo("not-satisfied");
    }

    @Test
    void aRecordWithAFlawSatisfiesNothing() throws IOException {
        Sample.usual(folder());
        Path segment = Journals.segments(folder()).get(0);
        Files.writeString(segment, Files.readString(segment).replace("call-1", "call-2"));

        JsonNode result = result();

        assertThat(all(result.get("findings")))
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        finding -> assertThat(finding.at("/target/status/state").textValue())
                                .isEqualTo("not-satisfied"));
        assertThat(titled(result.get("observations"), "The record itself")
                        .get("description")
                        .textValue())
                .startsWith("The record has a flaw: line 3 of segment-");
    }

    @Test
    void theJournalsRootSizeAndKeyAreTheEvidenceOfItsIntegrity() throws IOException {
        Sample.usual(folder());
        NoteKey key = NoteKey.parse(Files.readString(folder().resolve("key.pub")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Exporter.of(folder()).key(key).write(Format.OSCAL, Query.all(), out))
                .isEqualTo(4);

        Findings findings = Report.of(folder()).make(Journals.NOW);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"value\" : \""
                        + findings.journals().get(0).verification().extent().root() + "\"")
                .contains("\"name\" : \"key-is-from-outside\",")
                .contains("signed with the given key journal.test+" + key.hash());
    }

    @Test
    void theSameRecordHasTheSameIdsAndAnotherHasOthers() throws IOException {
        Sample.usual(folder());
        JsonNode before = result();
        assertThat(result().get("uuid")).isEqualTo(before.get("uuid"));

        Journals.open(folder()).close();

        assertThat(result().get("uuid")).isNotEqualTo(before.get("uuid"));
        assertThat(NamedUuid.of("name")).isEqualTo("60946ed4-aa73-516f-939a-cc0eebaec19b");
    }

    @Test
    void everyTypeOfEventAndHostileTextFitNistsSchema() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            for (AuditEventType type : Sample.types()) {
                journal.append(Journals.event("call-" + type, 1, type, Sample.manyFacts()));
            }
        }
        assertThat(all(result().get("findings"))).hasSizeGreaterThan(20);
        Sample.hostile(folder());

        assertThat(Sample.text(Format.OSCAL, folder())).matches("\\p{ASCII}*");
        result();
    }

    @Test
    void aTimeIsAllThatItCanBeNarrowedTo() throws IOException {
        Sample.usual(folder());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThat(Exporter.of(folder()).write(Format.OSCAL, Query.all().from(Journals.NOW.plusMillis(2)), out))
                .isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Exporter.of(folder()).write(Format.OSCAL, Query.all().tool("export"), out))
                .withMessageContaining("takes all events of a time");
    }

    @Test
    void controlsAreNamedAsTheCatalogsNameThem() throws IOException {
        Sample.usual(folder());
        List<String> ids = Report.of(folder()).make(Journals.NOW).figures().controls().stream()
                .flatMap(control -> new OscalControl(control).ids().stream())
                .toList();

        assertThat(ids)
                .doesNotHaveDuplicates()
                .contains("au-2", "au-12", "au-3.1", "au-9.3", "ac-3.2", "ac-5", "ac-6.10", "cm-5.1")
                .contains("soc-2_cc6.1", "soc-2_cc6.2", "soc-2_cc6.3", "eu-ai-act_article-14", "iso-iec-42001_a.6.2.8");
    }

    /** The figures that are held against a control are named by their labels. */
    @Test
    void theFiguresThatAreAgainstAControlAreInTheMap() throws IOException {
        Sample.usual(folder());

        assertThat(Report.of(folder()).make(Journals.NOW).figures().controls().stream()
                        .flatMap(control -> control.evidence().stream())
                        .map(Findings.Named::label))
                .containsAll(OscalControl.CONTRARY);
    }
}
