package dev.approvals.testkit.tck;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Receipt;
import dev.approvals.review.Reviewer;
import dev.approvals.store.ApprovalStore;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Gates that share a store and its people, for the kit of chat approvers. */
final class ChatHouse implements AutoCloseable {

    private static final Map<String, Set<String>> PEOPLE = Map.of(
            "alice", Set.of("dba"),
            "bob", Set.of("dba"),
            "carol", Set.of("dba"),
            "dora", Set.of("security"));

    private final ChatScene scene;
    /** A store for each realm. */
    private final Map<String, ApprovalStore> rows = new HashMap<>();

    private final StoreKeys keys = StoreKeys.random();
    private final List<Approvals> gates = new ArrayList<>();
    private final List<String> runs = new CopyOnWriteArrayList<>();
    private final ReviewPlan plan;
    private final UnaryOperator<ToolSpec.Builder> tool;

    ChatHouse(ChatScene scene, ReviewPlan plan, UnaryOperator<ToolSpec.Builder> tool) {
        this.scene = scene;
        this.plan = plan;
        this.tool = tool;
    }

    /** The rows, as of a store that survives its processes and is shared by them. */
    private static final class Shared extends ForwardingStore {
        Shared(ApprovalStore rows) {
            super(rows);
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, true);
        }

        @Override
        public void close() {
            // The rows outlive each of their users.
        }
    }

    /** A node of one realm. */
    Approvals open(String realm, Approver approver, Consumer<ApprovalsBuilder> more) {
        ApprovalsBuilder builder = Approvals.builder()
                .realm(realm)
                .store(new Shared(rows.computeIfAbsent(realm, any -> new InMemoryApprovalStore(Timekeeper.system()))))
                .keys(keys)
                .cipher(AesPayloadCipher.of(keys))
                .withoutAudit()
                .directory(directory())
                .policy(call -> Verdict.ask(plan, "kit", "the kit asks"))
                .approver(approver);
        more.accept(builder);
        Approvals gate = builder.build();
        gate.gate().tool(spec(), claim -> {
            String text = claim.arguments().get("text", String.class);
            runs.add(text);
            return "done";
        });
        gates.add(gate);
        return gate;
    }

    private Directory directory() {
        return account -> PEOPLE.entrySet().stream()
                .filter(person -> account.equals(Principal.local(person.getKey()))
                        || account.equals(scene.account(person.getKey())))
                .findFirst()
                .map(person -> new Person(person.getKey(), person.getValue()));
    }

    private ToolSpec spec() {
        return tool.apply(ToolSpec.named("send").parameter("text", String.class).runLater(true))
                .build();
    }

    /** Submits a call that Bob's agent makes; it goes on without its caller. */
    String submit(Approvals gate, String text) {
        GatedTool send = gate.gate()
                .tool("send")
                .orElseThrow()
                .as(Requester.agent("copilot").actingFor(scene.account("bob")).in("chat-7"));
        return send.submit(Map.of("text", text)).callId();
    }

    static Receipt decide(Approvals gate, String id, Decision.Kind kind, String person) {
        ApprovalRequest request = gate.desk().find(id).orElseThrow();
        Reviewer reviewer = Reviewer.named(person);
        boolean approves = kind == Decision.Kind.APPROVE;
        return gate.desk().decide(approves ? request.approve(reviewer, "") : request.deny(reviewer, "not today"));
    }

    List<String> runs() {
        return List.copyOf(runs);
    }

    @Override
    public void close() {
        gates.forEach(Approvals::close);
        rows.values().forEach(ApprovalStore::close);
    }
}
