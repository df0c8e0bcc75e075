package dev.approvals.http.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.ApprovalsHttp;
import dev.approvals.http.Caller;
import dev.approvals.http.Caller.Answer;
import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import dev.approvals.http.provider.Knock;
import dev.approvals.policy.Assurance;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListsTest {

    private final Office office = Office.open(
            web -> web.visibility(Visibility.concerned().or(Visibility.members(Set.of("auditors")))), gate -> gate);

    @AfterEach
    void close() {
        office.close();
    }

    private String export(int rows) {
        return office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", rows))
                .callId();
    }

    private static List<String> ids(Answer answer) {
        return answer.json().path("requests").findValuesAsText("id");
    }

    private static List<String> pages(Caller caller, String query) {
        List<String> all = new ArrayList<>();
        JsonNode page = caller.get("/api/requests?" + query).json();
        page.path("requests").forEach(request -> all.add(request.path("id").asText()));
        while (page.has("next")) {
            page = caller.get("/api/requests?" + query + "&after="
                            + page.path("next").asText())
                    .json();
            page.path("requests").forEach(request -> all.add(request.path("id").asText()));
        }
        return all;
    }

    @Test
    void pagesHaveEveryRequestOnceOldestFirst() {
        List<String> made = IntStream.range(1, 8).mapToObj(this::export).toList();

        assertThat(pages(office.as("alice"), "limit=3")).isEqualTo(made);
        assertThat(ids(office.as("alice").get("/api/requests?after=none"))).isEmpty();
    }

    @Test
    void whatIsOverComesNewestFirst() {
        List<String> made =
                new ArrayList<>(IntStream.range(1, 6).mapToObj(this::export).toList());
        made.forEach(id -> office.as("alice").decide(id, "deny"));
        Collections.reverse(made);

        assertThat(pages(office.as("alice"), "status=ended&limit=2")).isEqualTo(made);
    }

    @Test
    void filtersTakeWhatIsAskedFor() {
        String small = export(1);
        String large = export(9_000);
        String drop = office.call(
                        Requester.agent("janitor").actingFor(Principal.local("erin")),
                        Tools.DROP,
                        Map.of("table", "orders_old"))
                .callId();
        Caller dora = office.as("dora");

        assertThat(ids(dora.get("/api/requests"))).containsExactly(small, large, drop);
        assertThat(ids(dora.get("/api/requests?tool=drop"))).containsExactly(drop);
        assertThat(ids(dora.get("/api/requests?risk=high"))).containsExactly(small, large);
        assertThat(ids(dora.get("/api/requests?requester=janitor"))).containsExactly(drop);
        assertThat(ids(dora.get("/api/requests?requester=local:bob"))).containsExactly(small, large);
        assertThat(ids(dora.get("/api/requests?mine=true"))).containsExactly(drop);
        assertThat(ids(dora.get("/api/requests?q=EXPORT+9000"))).containsExactly(large);
        assertThat(ids(dora.get("/api/requests?status=approved"))).isEmpty();
    }

    @Test
    void row46AListHoldsWhatItsReaderIsConcernedWithAndNothingElse() {
        String export = export(1);
        String drop =
                office.call(Office.BOBS_AGENT, Tools.DROP, Map.of("table", "x")).callId();

        assertThat(ids(office.as("alice").get("/api/requests"))).containsExactly(export);
        assertThat(ids(office.as("carol").get("/api/requests"))).containsExactly(drop);
        assertThat(ids(office.as("erin").get("/api/requests"))).isEmpty();
        assertThat(ids(office.as("dora").get("/api/requests"))).containsExactly(export, drop);
        assertThat(office.as("erin").get("/api/overview").at("/decided").asInt())
                .isZero();
    }

    @Test
    void row46ARequestOfAnotherRealmOfTheStoreIsNowhere() {
        InMemoryApprovalStore store = new InMemoryApprovalStore(Timekeeper.system());
        try (Office staging = Office.open(web -> web, gate -> gate.store(store).realm("staging"));
                Office production =
                        Office.open(web -> web, gate -> gate.store(store).realm("production"))) {
            String theirs = staging.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 1))
                    .callId();
            String ours = production
                    .call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 1))
                    .callId();
            Caller alice = production.as("alice");

            assertThat(ids(alice.get("/api/requests"))).containsExactly(ours);
            assertThat(alice.get("/api/requests/" + theirs).status()).isEqualTo(404);
            assertThat(alice.get("/api/requests/" + theirs + "/history").status())
                    .isEqualTo(404);
            assertThat(ids(staging.as("alice").get("/api/requests"))).containsExactly(theirs);
        }
    }

    @Test
    void aRequestSaysWhenItEndedAndWhetherItIsForTheInboxOnly() {
        String open = export(1);
        String over = export(2);
        office.as("alice").decide(over, "deny");
        ToolSpec payroll = ToolSpec.named("payroll")
                .reviewers("dba")
                .inboxOnly(true)
                .runLater(true)
                .build();
        String secret = office.call(Office.BOBS_AGENT, payroll, Map.of()).callId();
        Caller alice = office.as("alice");

        assertThat(alice.get("/api/requests/" + open).json().has("endedAt")).isFalse();
        assertThat(alice.get("/api/requests/" + over).at("/endedAt").asText())
                .isEqualTo(office.audit()
                        .await(over, AuditEventType.APPROVAL_DECIDED)
                        .at()
                        .toString());
        assertThat(alice.get("/api/requests?status=ended")
                        .at("/requests/0/endedAt")
                        .isMissingNode())
                .isFalse();
        assertThat(alice.get("/api/requests/" + open).at("/inboxOnly").asBoolean())
                .isFalse();
        assertThat(alice.get("/api/requests/" + secret).at("/inboxOnly").asBoolean())
                .isTrue();
    }

    @Test
    void figuresTellWhatWasDecidedByWhom() {
        office.as("alice").decide(export(1), "deny");
        office.as("alice").decide(export(2), "approve");
        export(3);

        Answer figures = office.as("alice").get("/api/overview?days=7");

        assertThat(figures.at("/decided").asInt()).isEqualTo(2);
        assertThat(figures.at("/approveRate").asDouble()).isEqualTo(0.5);
        assertThat(figures.at("/tools/0/tool").asText()).isEqualTo("export");
        assertThat(figures.at("/people/0/person").asText()).isEqualTo("alice");
        assertThat(figures.at("/people/0/decided").asInt()).isEqualTo(2);
        assertThat(figures.at("/trend")).isNotEmpty();
        assertThat(figures.at("/timeToReview/buckets").findValues("count").stream()
                        .mapToInt(JsonNode::asInt)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void meIsWhoTheDirectorySays() {
        Answer me = office.as("bob-at-home").get("/api/me");

        assertThat(me.at("/person").asText()).isEqualTo("bob");
        assertThat(me.at("/account/subject").asText()).isEqualTo("bob-at-home");
        assertThat(me.at("/groups/0").asText()).isEqualTo("dba");
        assertThat(me.at("/assurance").asText()).isEqualTo("identity_provider");
    }

    @Test
    void beforeAGateIsConnectedEveryListSaysSo() {
        try (ApprovalsHttp alone = ApprovalsHttp.builder()
                .address("https://" + Knock.HOST)
                .reviewers(request -> Optional.of(Office.signedIn("alice", Assurance.IDENTITY_PROVIDER)))
                .build()) {
            for (String path : List.of("/api/requests", "/api/grants", "/api/overview")) {
                assertThat(alone.handler().handle(Knock.get(path).request()).status())
                        .as(path)
                        .isEqualTo(503);
            }
        }
    }
}
