package dev.approvals.slack;

import dev.approvals.ToolBody;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Assurance;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Directory;
import dev.approvals.review.Reviewer;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.tool.ToolSpec;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** One process with a gate that asks in Slack, and a tool that drops tables; Slack itself stands beside it. */
final class SlackHouse implements AutoCloseable {

    /** How clicks come in. */
    enum WayIn {
        SOCKET_MODE,
        SIGNED_HTTP
    }

    static final String OPS = "C0OPS";
    static final String SECURITY = "C0SECURITY";

    /** Alice and dora are database administrators, as is bob for whom the agent acts; carol is above, erin in sales. */
    static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice", "dba")
            .account(inSlack("U0ALICE"))
            .person("dora", "dba")
            .account(inSlack("U0DORA"))
            .person("bob", "dba")
            .account(Principal.local("bob"))
            .account(inSlack("U0BOB"))
            .person("carol", "security")
            .account(inSlack("U0CAROL"))
            .person("erin", "sales")
            .account(inSlack("U0ERIN"))
            .build();

    private static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");
    private static final int PATIENCE_SECONDS = 30;

    final RecordedAudit audit = new RecordedAudit();
    final List<String> dropped = new CopyOnWriteArrayList<>();
    final Approvals approvals;
    private final Optional<Served> served;
    private final SlackTown town;
    private final SlackApprover approver;

    SlackHouse(SlackTown town, WayIn way, ToolSpec.Builder tool, Consumer<ApprovalsBuilder> settings) throws Exception {
        this.town = town;
        SlackBuilder builder = SlackApprover.builder()
                .botToken(town.slack.botToken())
                .endpoint(town.slack.endpoint())
                .clock(town.clock)
                .channel(OPS)
                .group("security", SECURITY)
                .onCall("security", "U0CAROL");
        int before = town.slack.sockets().connections();
        approver = (way == WayIn.SOCKET_MODE
                        ? builder.socketMode(town.slack.appToken())
                        : builder.signedHttp(town.slack.signingSecret()))
                .build();
        served = way == WayIn.SIGNED_HTTP ? Optional.of(serve()) : Optional.empty();
        ApprovalsBuilder gate = Approvals.builder()
                .clock(town.clock)
                .audit(audit)
                .directory(PEOPLE)
                .realm("test")
                .approver(approver);
        settings.accept(gate);
        approvals = gate.build();
        approvals.gate().tool(tool.parameter("table", String.class).build(), drop());
        if (way == WayIn.SOCKET_MODE && !town.isDown()) {
            Awaitility.await()
                    .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .until(() -> town.slack.sockets().connections() > before);
        }
    }

    private static Principal inSlack(String user) {
        return new Principal("slack:T0LOOP", user);
    }

    private ToolBody drop() {
        return claim -> {
            dropped.add(claim.arguments().get("table", String.class));
            return "dropped";
        };
    }

    private Served serve() throws Exception {
        Served clicks = Served.of(approver.servlet());
        town.slack.interactivityAt(clicks.address());
        return clicks;
    }

    /** Bob's agent drops a table, and its thread waits for people. */
    CompletableFuture<Outcome> dropping(String table) {
        CompletableFuture<Outcome> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> end.complete(drop(table)), "agent");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private Outcome drop(String table) {
        return approvals.gate().tool("drop").orElseThrow().as(BOBS_AGENT).call(Map.of("table", table));
    }

    /** Bob's agent has a table dropped later. */
    void dropLater(String table) {
        approvals.gate().tool("drop").orElseThrow().as(BOBS_AGENT).submit(Map.of("table", table));
    }

    /** Where Slack posts clicks to. */
    URI interactivity() {
        return served.orElseThrow().address();
    }

    static Outcome end(CompletableFuture<Outcome> call) throws Exception {
        return call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The card that can be decided, once it stands there. */
    SlackMessage card(String channel) {
        LoopbackSlack slack = town.slack;
        return slack.await(channel, message -> message.button("Deny").isPresent());
    }

    /** The request about a table that waits, once there is one. */
    ApprovalRequest pending(String table) {
        return Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> find(table), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<ApprovalRequest> find(String table) {
        return approvals.desk().pending().stream()
                .filter(request ->
                        request.call().arguments().get("table", String.class).equals(table))
                .findFirst();
    }

    /** Waits until the store knows what became of the card of a request. */
    void awaitTold(String id, AuditEventType type) {
        Awaitility.await()
                .atMost(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .until(() -> audit.events(id).stream()
                        .anyMatch(event -> event.type().equals(type)
                                && event.fact("channel").equals(approver.name())));
    }

    /** Alice decides beside Slack. */
    void denyElsewhere(String table) {
        Reviewer alice = new Reviewer(inSlack("U0ALICE"), Assurance.IDENTITY_PROVIDER);
        approvals.desk().decide(pending(table).deny(alice, "seen elsewhere"));
    }

    @Override
    public void close() throws Exception {
        approvals.close();
        approver.close();
        if (served.isPresent()) {
            served.get().close();
        }
    }
}
