package dev.approvals.journal.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcsfTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    private JsonNode exported(AuditEvent event) throws IOException {
        try (Journal journal = Journals.open(folder())) {
            journal.append(event);
        }
        List<String> lines = Sample.lines(Format.OCSF, folder());
        assertThat(Published.of("ocsf-1.5.0.schema.json").faults(lines.get(1)))
                .as(lines.get(1))
                .isEmpty();
        return JSON.readTree(lines.get(1));
    }

    private static AuditEvent event(AuditEventType type, Map<String, String> facts) {
        return Journals.event("call-1", 1, type, facts);
    }

    private static Map<String, Object> some(JsonNode event, String... pointers) {
        Map<String, Object> some = new HashMap<>();
        for (String pointer : pointers) {
            JsonNode value = event.at(pointer);
            some.put(pointer, value.isNumber() ? (Object) value.longValue() : value.asText());
        }
        return some;
    }

    @Test
    void aCallIsAnActivityOfAnApiByAnAgentForAPerson() throws IOException {
        JsonNode event = exported(event(AuditEventType.ACTION_STARTED, Map.of("verdict", "ask", "rule", "exports")));

        Entry line = Journals.entries(folder()).get(1);
        assertThat(some(event, "/class_uid", "/type_uid", "/time", "/severity_id", "/status_id", "/metadata/sequence"))
                .isEqualTo(Map.of(
                        "/class_uid", 6003L,
                        "/type_uid", 600399L,
                        "/time", Journals.NOW.toEpochMilli() + 1,
                        "/severity_id", 1L,
                        "/status_id", 1L,
                        "/metadata/sequence", 1L));
        assertThat(some(event, "/api/operation", "/api/request/uid", "/actor/app_name", "/actor/user/uid"))
                .isEqualTo(Map.of(
                        "/api/operation", "export",
                        "/api/request/uid", "call-1",
                        "/actor/app_name", "db-copilot",
                        "/actor/user/uid", "local:bob"));
        assertThat(some(event, "/metadata/uid", "/metadata/log_name", "/metadata/event_code", "/disposition"))
                .isEqualTo(Map.of(
                        "/metadata/uid", "1-" + line.hash().abbreviated(),
                        "/metadata/log_name", "journal.test",
                        "/metadata/event_code", "action.started",
                        "/disposition", "Allowed"));
        assertThat(event.at("/actor/authorizations/0/policy/name").textValue()).isEqualTo("exports");
        assertThat(event.at("/unmapped/facts/rule").textValue()).isEqualTo("exports");
    }

    @Test
    void aDecisionIsItsReviewersAndSaysWhatWasRuled() throws IOException {
        JsonNode event = exported(event(
                AuditEventType.APPROVAL_DECIDED,
                Map.of("decision", "DENY", "reviewer", "https://idp.test:alice", "comment", "too much")));

        assertThat(some(event, "/class_uid", "/activity_id", "/action_id", "/disposition_id"))
                .isEqualTo(Map.of("/class_uid", 3004L, "/activity_id", 3L, "/action_id", 2L, "/disposition_id", 25L));
        assertThat(some(event, "/actor/user/name", "/actor/user/domain", "/comment", "/entity/uid", "/entity/type"))
                .isEqualTo(Map.of(
                        "/actor/user/name", "alice",
                        "/actor/user/domain", "https://idp.test",
                        "/comment", "too much",
                        "/entity/uid", "call-1",
                        "/entity/type", "Approval Request"));
    }

    @Test
    void aGrantGivesItsAgentAPrivilege() throws IOException {
        JsonNode event = exported(event(AuditEventType.GRANT_ISSUED, Map.of("covers", "export")));

        assertThat(some(event, "/class_uid", "/activity_name", "/user/uid", "/user/type", "/privileges/0"))
                .isEqualTo(Map.of(
                        "/class_uid", 3005L,
                        "/activity_name", "Assign Privileges",
                        "/user/uid", "agent:db-copilot",
                        "/user/type", "Agent",
                        "/privileges/0", "export"));
    }

    @Test
    void whatOnlyLooksOnBlocksNothing() throws IOException {
        AuditEvent denied = event(AuditEventType.POLICY_EVALUATED, Map.of("verdict", "deny", "rule", "never"));
        AuditEvent.Origin origin = denied.origin();

        JsonNode event = exported(new AuditEvent(
                denied.type(),
                denied.at(),
                denied.callId(),
                1,
                new AuditEvent.Origin(origin.realm(), Mode.OBSERVING, origin.tool(), origin.requester()),
                denied.facts()));

        assertThat(some(event, "/action", "/disposition"))
                .isEqualTo(Map.of("/action", "Observed", "/disposition", "Logged"));
    }

    @Test
    void aTypeOfALaterVersionIsABaseEvent() throws IOException {
        JsonNode event = exported(event(new AuditEventType("something.later"), Map.of("key", "value")));

        assertThat(some(event, "/class_uid", "/type_uid", "/metadata/event_code", "/unmapped/facts/key"))
                .isEqualTo(Map.of(
                        "/class_uid",
                        0L,
                        "/type_uid",
                        99L,
                        "/metadata/event_code",
                        "something.later",
                        "/unmapped/facts/key",
                        "value"));
    }

    @Test
    void everyTypeOfEventFitsThePublishedSchemaWithFactsAndWithout() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            for (AuditEventType type : Sample.types()) {
                journal.append(event(type, Map.of()));
                journal.append(event(type, Sample.manyFacts()));
            }
        }
        Published schema = Published.of("ocsf-1.5.0.schema.json");

        List<String> lines = Sample.lines(Format.OCSF, folder());

        assertThat(lines)
                .hasSizeGreaterThan(2 * 30)
                .allSatisfy(line -> assertThat(schema.faults(line)).as(line).isEmpty());
        assertThat(Sample.types())
                .allSatisfy(type -> assertThat(OcsfKind.of(type.name()).of())
                        .as(type.name())
                        .isNotEqualTo(OcsfClass.BASE_EVENT));
    }

    @Test
    void hostileTextsLeaveEachEventOneValidLineOfAscii() throws IOException {
        Sample.hostile(folder());
        Published schema = Published.of("ocsf-1.5.0.schema.json");

        List<String> lines = Sample.lines(Format.OCSF, folder());

        assertThat(lines).hasSameSizeAs(Journals.entries(folder())).allSatisfy(line -> {
            assertThat(schema.faults(line)).as(line).isEmpty();
            assertThat(line).matches("\\p{ASCII}*").doesNotContain("\u001b", "\u0000", "\b");
        });
    }

    @Test
    void theSchemaIsStrict() throws IOException {
        Published schema = Published.of("ocsf-1.5.0.schema.json");
        Sample.usual(folder());
        String line = Sample.lines(Format.OCSF, folder()).get(1);
        Map<String, String> wrong = Map.of(
                "\"time\":", "\"time_\":",
                "\"operation\":", "\"verb\":",
                "\"severity_id\":1", "\"severity_id\":17",
                "\"class_uid\":6003", "\"class_uid\":6002",
                "\"type_uid\":600399", "\"type_uid\":\"600399\"",
                "\"version\":\"1.5.0\",", "");

        assertThat(wrong).allSatisfy((right, broken) -> {
            assertThat(line).contains(right);
            assertThat(schema.faults(line.replace(right, broken))).as(right).isNotEmpty();
        });
    }
}
