package dev.approvals.core.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored of a request comes back as it was, or not at all. */
class StoredJsonTest {

    private static final int RUNS = 400;
    private static final RequestFileJson.Tools NO_TOOLS = id -> Optional.empty();

    private final long seed = System.nanoTime();
    private final StoredRequests requests = new StoredRequests(seed);

    @Test
    void aStateComesBackAsItWas() {
        for (int run = 0; run < RUNS; run++) {
            RequestState state = requests.state();

            assertThat(RequestStateJson.read(RequestStateJson.write(state)))
                    .as("seed %s", seed)
                    .isEqualTo(state);
        }
    }

    @Test
    void aFileComesBackAsItWasAndItsDigestCanBeComputedAgain() {
        for (int run = 0; run < RUNS; run++) {
            RequestFile file = requests.file();

            RequestFile back = RequestFileJson.read(RequestFileJson.write(file), NO_TOOLS);

            assertThat(back.payload()).as("seed %s", seed).isEqualTo(file.payload());
            assertEqual(back.call().tool(), file.call().tool());
            assertThat(back.call().requester()).isEqualTo(file.call().requester());
            assertEqual(back.terms(), file.terms());
            assertThat(back.rule()).isEqualTo(file.rule());
            assertThat(back.briefing()).isEqualTo(file.briefing());
            assertThat(back.header()).isEqualTo(file.header());
            assertThat(back.mode()).isEqualTo(file.mode());
            assertThat(back.call().shown()).isEqualTo(file.call().shown());
            assertThat(back.call().summary()).isEqualTo(file.call().summary());
            assertThat(back.call().at()).isEqualTo(file.call().at());
            assertThat(back.digest()).isEqualTo(file.terms().digest());
        }
    }

    @Test
    void aFileFromBeforeToolsCouldBeForTheInboxOnlyIsReadAsOneForAnyChannel() {
        String file = RequestFileJson.write(requests.file());

        RequestFile back = RequestFileJson.read(file.replaceAll(",?\"inboxOnly\":(true|false)", ""), NO_TOOLS);

        assertThat(file).contains("\"inboxOnly\":");
        assertThat(back.call().tool().inboxOnly()).as("seed %s", seed).isFalse();
        assertThat(back.terms().plan().inboxOnly()).isFalse();
    }

    @Test
    void whatEndedBeforeItWasKeptWhenIsReadWithoutThat() {
        ObjectNode node = Json.object();
        EndingJson.write(new Ending(Ending.Kind.RETURNED, "", "", "1", Optional.of(Instant.EPOCH)), node);

        assertThat(node.remove("at").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(EndingJson.read(node)).isEqualTo(Ending.returned("1"));
    }

    @Test
    void whatWasStoredBeforeApprovalsNeededWordsAndTimeIsReadAsNeedingNone() {
        for (int run = 0; run < RUNS; run++) {
            String file = RequestFileJson.write(requests.file());
            RequestState state = requests.state();
            String json = RequestStateJson.write(state);

            RequestFile back = RequestFileJson.read(
                    file.replaceAll(",\"comment\":(true|false),\"dwell\":\"[^\"]*\"", ""), NO_TOOLS);
            RequestState old =
                    RequestStateJson.read(json.replaceAll("(\"whole\":(true|false)),\"since\":\"[^\"]*\"", "$1"));

            assertThat(back.terms().plan().demands().comment())
                    .as("seed %s", seed)
                    .isFalse();
            assertThat(back.terms().plan().demands().dwell()).isZero();
            assertThat(old.deliveries().keySet()).isEqualTo(state.deliveries().keySet());
            assertThat(old.deliveries().values())
                    .allSatisfy(shown ->
                            assertThat(shown.since()).isEqualTo(state.asking().since()));
        }
    }

    @Test
    void halvesOfCharactersAndControlsSurviveAStoreOfUtf8() {
        for (int run = 0; run < RUNS; run++) {
            String file = RequestFileJson.write(requests.file());
            String state = RequestStateJson.write(requests.state());

            assertThat(new String(file.getBytes(UTF_8), UTF_8))
                    .as("seed %s", seed)
                    .isEqualTo(file);
            assertThat(new String(state.getBytes(UTF_8), UTF_8)).isEqualTo(state);
            assertThat(file + state).as("PostgreSQL keeps none").doesNotContain("\u0000");
        }
    }

    static void assertEqual(Terms terms, Terms other) {
        assertThat(terms).usingRecursiveComparison().ignoringFields("tool").isEqualTo(other);
        assertEqual(terms.tool(), other.tool());
    }

    private static void assertEqual(ToolSpec tool, ToolSpec other) {
        assertThat(tool.id()).isEqualTo(other.id());
        assertThat(tool.summary()).isEqualTo(other.summary());
        assertThat(tool.risk()).isEqualTo(other.risk());
        assertThat(tool.reviewers()).isEqualTo(other.reviewers());
        assertThat(tool.quorum()).isEqualTo(other.quorum());
        assertThat(tool.runLater()).isEqualTo(other.runLater());
        assertThat(tool.idempotent()).isEqualTo(other.idempotent());
        assertThat(tool.inboxOnly()).isEqualTo(other.inboxOnly());
        assertThat(tool.open()).isEqualTo(other.open());
        assertThat(tool.parameters())
                .usingRecursiveComparison()
                .ignoringFields("type")
                .isEqualTo(other.parameters());
    }

    @Test
    void aToolThatIsKnownHereGivesTheArgumentsTheirTypesBack() {
        RequestFile file = requests.file();
        ToolSpec tool = file.call().tool();

        RequestFile back = RequestFileJson.read(
                RequestFileJson.write(file),
                id -> Optional.of(id)
                        .filter(tool.id()::equals)
                        .map(any -> new RequestFileJson.Known(tool, Capture.of(tool, Renderers.none()))));

        assertThat(back.call().tool()).isSameAs(tool);
        assertThat(back.call().arguments().get("rows", Integer.class))
                .isEqualTo(file.call().arguments().get("rows", Integer.class));
    }

    @Test
    void whatIsNoStoredRequestIsRefusedWithItsFault() {
        String state = RequestStateJson.write(RequestState.pending(0, "node", Instant.EPOCH));
        assertUnreadable("{", "is not JSON");
        assertUnreadable("", "lacks the member");
        assertUnreadable(state.replace("\"v\":1", "\"v\":2"), "format 2");
        assertUnreadable(state.replace("\"v\":1", "\"v\":1,\"frozen\":true"), "\"frozen\"");
        assertUnreadable("null", "lacks the member");
        assertUnreadable("[]", "lacks the member");
        assertUnreadable(state + state, "is not JSON");
        assertUnreadable(state.replace("\"level\":0", "\"level\":\"0\""), "\"level\"");
        assertUnreadable(state.replace("\"level\":0", "\"level\":0.5"), "\"level\"");
        assertUnreadable(state.replace("\"level\":0,", ""), "\"level\"");
        assertUnreadable(state.replace("PENDING", "SETTLED"), "SETTLED");
        assertUnreadable(state.replace("\"votes\":[]", "\"votes\":{}"), "\"votes\"");
        assertUnreadable(state.replace("\"votes\":[]", "\"votes\":[1]"), "lacks the member");
        assertUnreadable(state.replace("\"status\":", "\"useBy\":\"soon\",\"status\":"), "soon");
    }

    @Test
    void aMemberThatStandsThereTwiceIsRefused() {
        String state = RequestStateJson.write(RequestState.pending(0, "node", Instant.EPOCH));

        assertUnreadable(state.replace("\"level\":0", "\"level\":0,\"level\":1"), "level");
    }

    @Test
    void aFileOfAnotherFormatSaysWhichVersionReadsIt() {
        String file = RequestFileJson.write(requests.file()).replaceFirst("\"v\":1", "\"v\":2");

        assertThatThrownBy(() -> RequestFileJson.read(file, NO_TOOLS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format 2")
                .hasMessageContaining("use the version that wrote it");
    }

    private static void assertUnreadable(String json, String fault) {
        assertThatThrownBy(() -> RequestStateJson.read(json))
                .as(json)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(fault);
    }
}
