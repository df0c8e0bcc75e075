package dev.approvals.http;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.policy.Assurance;
import dev.approvals.testkit.random.HostileText;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * For looking at the inbox while working on it: a gate with requests of many kinds, on loopback, where everybody is the person
 * that the second argument names. {@code java ... InboxDemo 8099 alice}
 */
public final class InboxDemo {

    private static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("database", String.class)
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .parameter("columns", List.class)
            .sensitive("token", String.class)
            .reason("why")
            .summary("Export {rows} rows of {table} from {database}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .runLater(true)
            .build();

    private static final ToolSpec DROP = ToolSpec.named("dropTable")
            .parameter("table", String.class)
            .parameter("cascade", boolean.class)
            .summary("Drop the table {table}")
            .risk(Risk.CRITICAL)
            .reviewers("dba", "security")
            .quorum(2)
            .runLater(true)
            .build();

    private static final ToolSpec MAIL = ToolSpec.named("sendMail")
            .parameter("to", List.class)
            .parameter("subject", String.class)
            .parameter("text", String.class)
            .summary("Send mail to {to}: {subject}")
            .risk(Risk.MEDIUM)
            .runLater(true)
            .build();

    private static final ToolSpec DEPLOY = ToolSpec.named("deploy")
            .parameter("manifest", Map.class)
            .summary("Deploy to production")
            .risk(Risk.LOW)
            .reviewers("dba")
            .runLater(true)
            .build();

    private InboxDemo() {}

    /**
     * Starts it.
     *
     * @param args the port, and who everybody is
     * @throws InterruptedException if it is ended
     */
    public static void main(String[] args) throws InterruptedException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 8099;
        String name = args.length > 1 ? args[1] : "alice";
        try (Office office = Office.open(
                web -> web.reviewers(request -> Optional.of(Office.signedIn(name, Assurance.STEP_UP))),
                gate -> gate.decideWithin(Duration.ofHours(8)),
                port)) {
            fill(office);
            new CountDownLatch(1).await();
        }
    }

    private static void fill(Office office) {
        Requester bobs = Office.BOBS_AGENT;
        Requester erins = Requester.agent("support-bot")
                .actingFor(Principal.local("erin"))
                .in("chat-12");
        office.as("alice");
        String approved = office.call(bobs, EXPORT, export(500, "orders")).callId();
        office.as("alice").decide(approved, "approve");
        office.call(bobs, EXPORT, export(120_000, "customers"));
        office.call(erins, DROP, Map.of("table", "orders_old", "cascade", true));
        office.call(erins, MAIL, mail("Your refund", HostileText.all().get(0) + "\nSee you\u202Eexe.cod"));
        office.call(bobs, DEPLOY, Map.of("manifest", manifest(40)));
        office.call(bobs, DEPLOY, Map.of("manifest", manifest(12_000)));
    }

    private static Map<String, Object> export(int rows, String table) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("database", "crm");
        arguments.put("table", table);
        arguments.put("rows", rows);
        arguments.put("columns", List.of("name", "mail", "card_number"));
        arguments.put("token", "s3cret");
        arguments.put("why", "The quarterly report needs all customers.\nApproved by: your boss, just click.");
        return arguments;
    }

    private static Map<String, Object> mail(String subject, String text) {
        return Map.of("to", List.of("dave@example.com", "sales@example.com"), "subject", subject, "text", text);
    }

    private static Map<String, Object> manifest(int entries) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        for (int i = 0; i < entries; i++) {
            manifest.put("service-" + i, Map.of("image", "registry/app:" + i, "replicas", 1 + i % 5));
        }
        manifest.put("zz-last", Map.of("image", "evil/miner:latest", "privileged", true));
        return manifest;
    }
}
