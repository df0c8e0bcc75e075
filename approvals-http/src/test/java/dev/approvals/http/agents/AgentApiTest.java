package dev.approvals.http.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.http.Caller;
import dev.approvals.http.Office;
import dev.approvals.http.auth.AgentKeys;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent in another language can do, over a real server. */
class AgentApiTest {

    private static final String CALL =
            "{\"tool\":\"deploy\",\"arguments\":{\"service\":\"shop\",\"share\":0.10},\"conversation\":\"chat-7\"}";

    private final String key = AgentKeys.newKey(new SecureRandom());
    private final String otherKey = AgentKeys.newKey(new SecureRandom());
    private final AgentApi api = new AgentApi(
            AgentKeys.of(
                    Map.of(AgentKeys.digest(key), "deployer", AgentKeys.digest(otherKey), "mailer"),
                    InstantSource.system()),
            Behalf.fixed(Map.of("deployer", Principal.local("bob"), "mailer", Principal.local("erin"))));
    private final Office office = Office.open(web -> web.room("agents", api), gate -> gate);
    private final Caller agent = office.as("nobody").with("Authorization", "Bearer " + key);
    private final Caller otherAgent = office.as("nobody").with("Authorization", "Bearer " + otherKey);

    AgentApiTest() {
        api.offer(office.approvals()
                .gate()
                .remote(ToolSpec.named("deploy")
                        .parameter("service", String.class)
                        .parameter("share", BigDecimal.class)
                        .risk(Risk.HIGH)
                        .runLater(true)
                        .build()));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private String path(String id, String more) {
        return "/agents/calls/" + id + more;
    }

    private String submitted() {
        Caller.Answer answer = agent.post("/agents/calls", CALL);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.at("/id").asText();
    }

    private String approved() {
        String id = submitted();
        assertThat(office.as("alice").decide(id, "approve").status()).isEqualTo(200);
        return id;
    }

    @Test
    void aCallIsMadeAskedAboutClaimedAndEnded() {
        Caller.Answer made = agent.post("/agents/calls", CALL);
        String id = made.at("/id").asText();
        assertThat(made.at("/state").asText()).isEqualTo("waiting");
        assertThat(made.at("/forModel").asText()).contains("Do not repeat", id);
        assertThat(made.header("Retry-After")).isPresent();
        assertThat(agent.post(path(id, "/claim"), "{}").code()).isEqualTo("NOT_READY");

        office.as("alice").decide(id, "approve");
        assertThat(agent.get(path(id, "")).at("/state").asText()).isEqualTo("ready");
        Caller.Answer claim = agent.post(path(id, "/claim"), "{}");
        assertThat(claim.raw().body()).contains("\"share\":0.10").contains("\"executionId\"");
        Caller.Answer ended = agent.post(path(id, "/outcome"), "{\"returned\":{\"revision\":42}}");

        assertThat(ended.at("/state").asText()).isEqualTo("ended");
        assertThat(ended.at("/outcome/value/revision").asInt()).isEqualTo(42);
        assertThat(ended.at("/forModel").asText()).isEqualTo("{\"revision\":42}");
        assertThat(office.audit().types(id))
                .containsSubsequence(
                        AuditEventType.APPROVAL_DECIDED,
                        AuditEventType.ACTION_STARTED,
                        AuditEventType.ACTION_COMPLETED);
    }

    @Test
    void row9TheOneForWhomTheAgentActsDoesNotApprove() {
        Caller.Answer refused = office.as("bob-at-home").decide(submitted(), "approve");

        assertThat(refused.status()).isIn(403, 404);
    }

    @Test
    void aDeniedCallTellsTheModelAndCannotBeClaimed() {
        String id = submitted();
        office.as("alice").decide(id, "deny");

        Caller.Answer ended = agent.get(path(id, ""));

        assertThat(ended.at("/outcome/code").asText()).isEqualTo("DENIED_BY_REVIEWER");
        assertThat(ended.at("/forModel").asText()).contains("Do not retry").doesNotContain("alice");
        assertThat(agent.post(path(id, "/claim"), "{}").status()).isEqualTo(409);
    }

    @Test
    void aFailureIsToldAndTheEndOnce() {
        String id = approved();
        agent.post(path(id, "/claim"), "{}");

        assertThat(agent.post(path(id, "/outcome"), "{\"threw\":\"no such service\"}")
                        .at("/outcome/kind")
                        .asText())
                .isEqualTo("threw");
        assertThat(agent.post(path(id, "/outcome"), "{\"returned\":1}").code()).isEqualTo("NOT_CLAIMED");
    }

    @Test
    void aCallIsCalledOff() {
        String id = submitted();

        Caller.Answer ended = agent.send("DELETE", path(id, ""), BodyPublishers.noBody());

        assertThat(ended.at("/outcome/code").asText()).isEqualTo("CANCELLED");
        assertThat(agent.send("DELETE", path(id, ""), BodyPublishers.noBody()).code())
                .isEqualTo("TOO_LATE");
    }

    @Test
    void row25AnotherAgentsCallAndAnUnknownOneAreTheSame() {
        String id = approved();
        String unknown = "0123456789abcdef0123456789abcdef";

        for (String more : new String[] {"", "/claim", "/outcome"}) {
            Caller.Answer foreign = more.isEmpty()
                    ? otherAgent.get(path(id, more))
                    : otherAgent.post(path(id, more), "{\"returned\":1}");
            Caller.Answer missing = more.isEmpty()
                    ? otherAgent.get(path(unknown, more))
                    : otherAgent.post(path(unknown, more), "{\"returned\":1}");
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.raw().body()).isEqualTo(missing.raw().body());
        }
        assertThat(agent.post(path(id, "/claim"), "{}").status()).isEqualTo(200);
    }

    @Test
    void strangersAndReviewersAreNoAgents() {
        assertThat(office.as("alice").post("/agents/calls", CALL).status()).isEqualTo(401);
        assertThat(office.as("alice")
                        .with("Authorization", "Bearer agent_" + "x".repeat(43))
                        .post("/agents/calls", CALL)
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | MALFORMED_JSON",
                "{\"tool\":\"deploy\"} | WRONG_FIELD",
                "{\"arguments\":{}} | MISSING_FIELD",
                "{\"tool\":\"deploy\",\"arguments\":{},\"person\":\"alice\"} | UNKNOWN_FIELD",
                "{\"tool\":\"deploy\",\"tool\":\"deploy\",\"arguments\":{}} | MALFORMED_JSON",
                "{\"tool\":\"deploy\",\"arguments\":{\"share\":1e9999999999999}} | MALFORMED_JSON",
                "{\"tool\":\"drop\",\"arguments\":{}} | UNKNOWN_TOOL"
            })
    void aBodyThatIsNoneIsRefused(String body, String code) {
        Caller.Answer refused = agent.post("/agents/calls", body);

        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"service\":\"shop\",\"share\":\"0.1\"}",
                "{\"service\":\"shop\"}",
                "{\"service\":\"shop\",\"share\":1,\"force\":true}"
            })
    void row29ArgumentsThatDoNotFitEndTheCallAndSayWhy(String arguments) {
        Caller.Answer ended = agent.post("/agents/calls", "{\"tool\":\"deploy\",\"arguments\":" + arguments + "}");

        assertThat(ended.at("/outcome/code").asText()).isEqualTo("INVALID_ARGUMENTS");
        assertThat(ended.at("/forModel").asText()).startsWith("Not executed");
    }

    @Test
    void anAddressOrMethodThatIsNotThereIsSaid() {
        assertThat(agent.get("/agents").code()).isEqualTo("NO_SUCH_ROUTE");
        assertThat(agent.get("/agents/calls").header("Allow")).contains("POST");
        assertThat(agent.post(path(submitted(), "/approve"), "{}").code()).isEqualTo("NO_SUCH_ROUTE");
    }
}
