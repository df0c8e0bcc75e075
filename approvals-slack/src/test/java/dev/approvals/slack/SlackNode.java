package dev.approvals.slack;

import dev.approvals.GatedTool;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.jdbc.JdbcOptions;
import dev.approvals.outcome.Outcome;
import dev.approvals.store.ApprovalStore;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.tool.ToolSpec;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.postgresql.ds.PGSimpleDataSource;

/** One of several processes on a PostgreSQL, each with a gate that asks in Slack and hears clicks over signed HTTP. */
final class SlackNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Requester AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    private final RecordedAudit audit = new RecordedAudit();
    private final ApprovalStore store;
    private final SlackApprover approver;
    private final Served served;
    private final Approvals approvals;

    /**
     * What all of them share.
     *
     * @param url of the database
     * @param schema in the database
     * @param endpoint of Slack
     * @param botToken for Slack
     * @param secret of Slack
     */
    record Shared(String url, String schema, String endpoint, String botToken, String secret) {

        ApprovalStore store() {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(url);
            return JdbcApprovalStore.postgres(database, JdbcOptions.defaults().inSchema(schema));
        }
    }

    /**
     * A node.
     *
     * @param ran told of each table that is dropped here
     */
    SlackNode(Shared shared, Consumer<String> ran) throws Exception {
        store = shared.store();
        approver = SlackApprover.builder()
                .botToken(shared.botToken())
                .signedHttp(shared.secret())
                .endpoint(URI.create(shared.endpoint()))
                .channel(SlackHouse.OPS)
                .build();
        served = Served.of(approver.servlet());
        StoreKeys keys = StoreKeys.of("k1", new byte[32]);
        approvals = Approvals.builder()
                .store(store)
                .keys(keys)
                .cipher(AesPayloadCipher.of(keys))
                .audit(audit)
                .directory(SlackHouse.PEOPLE)
                .approver(approver)
                .build();
        register("drop", false, ran);
        register("dropLater", true, ran);
    }

    private void register(String name, boolean later, Consumer<String> ran) {
        ToolSpec tool = ToolSpec.named(name)
                .parameter("table", String.class)
                .summary("Drop {table}")
                .reviewers("dba")
                .runLater(later)
                .build();
        approvals.gate().tool(tool, claim -> {
            ran.accept(claim.arguments().get("table", String.class));
            return "dropped";
        });
    }

    URI interactivity() {
        return served.address();
    }

    private GatedTool tool(String name) {
        return approvals.gate().tool(name).orElseThrow().as(AGENT);
    }

    /** Has a table dropped, and waits for people. */
    Outcome call(String table) {
        return tool("drop").call(Map.of("table", table));
    }

    /** Has a table dropped later; returns once the card stands, the store knows of it, and the call is handed over. */
    void submit(String table) {
        tool("dropLater").submit(Map.of("table", table));
        awaitPosted();
        await(AuditEventType.APPROVAL_DETACHED);
    }

    void awaitPosted() {
        await(AuditEventType.APPROVAL_NOTIFIED);
    }

    private void await(AuditEventType type) {
        Awaitility.await().atMost(PATIENCE).until(() -> !audit.events(type).isEmpty());
    }

    @Override
    public void close() throws Exception {
        approvals.close();
        approver.close();
        served.close();
        store.close();
    }
}
