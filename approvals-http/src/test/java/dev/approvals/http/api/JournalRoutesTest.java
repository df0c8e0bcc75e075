package dev.approvals.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Caller.Answer;
import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import dev.approvals.journal.Journal;
import dev.approvals.journal.verify.ProofBundle;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRoutesTest {

    @TempDir
    Path folder;

    @Test
    void theJournalIsVerifiedAndItsEventsAreProvedToThoseWhoSeeTheirRequest() throws Exception {
        try (Journal journal = Journal.open(folder);
                Office office = Office.open(web -> web.journal(folder), gate -> gate.audit(journal))) {
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 5))
                    .callId();
            office.as("alice").decide(id, "deny");
            journal.checkpoint();

            Answer state = office.as("alice").get("/api/journal");
            assertThat(state.status()).isEqualTo(200);
            assertThat(state.at("/size").asLong()).isPositive();
            assertThat(office.as("alice").get("/api/me").at("/journal").asBoolean())
                    .isTrue();
            assertThat(state.at("/verified").has("flaw")).isFalse();

            int seq = IntStream.range(0, state.at("/size").asInt())
                    .filter(i -> proof(office, "alice", i).status() == 200)
                    .findFirst()
                    .orElseThrow();
            Answer proof = proof(office, "alice", seq);
            assertThat(ProofBundle.parse(proof.raw().body()).entry().event().callId())
                    .isEqualTo(id);
            assertThat(proof(office, "erin", seq).code()).isEqualTo("UNKNOWN_EVENT");
            assertThat(proof(office, "alice", 0).code()).isEqualTo("UNKNOWN_EVENT");
            assertThat(proof(office, "alice", 1_000_000).code()).isEqualTo("UNKNOWN_EVENT");
        }
    }

    private static Answer proof(Office office, String name, int seq) {
        return office.as(name).get("/api/journal/proof/" + seq);
    }

    @Test
    void withoutAJournalThatIsSaid() {
        try (Office office = Office.open()) {
            assertThat(office.as("alice").get("/api/journal").code()).isEqualTo("NO_JOURNAL");
            assertThat(office.as("alice").get("/api/me").at("/journal").asBoolean(true))
                    .isFalse();
        }
    }
}
