package dev.approvals.slack;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.Directory;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A gate whose people are in Slack: alice and bob are database administrators, and bob has an agent; erin is in sales. */
final class SlackFloor implements AutoCloseable {

    static final String CHANNEL = "C0APPROVALS";

    static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice", "dba")
            .account(new Principal("slack:T0LOOP", "U0ALICE"))
            .person("bob", "dba")
            .account(Principal.local("bob"))
            .account(new Principal("slack:T0LOOP", "U0BOB"))
            .person("erin", "sales")
            .account(new Principal("slack:T0LOOP", "U0ERIN"))
            .build();

    static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .summary("Export {rows} rows of {table}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .build();

    final LoopbackSlack slack;
    final SlackApprover approver;
    final Approvals approvals;
    final AtomicInteger runs = new AtomicInteger();
    private final ExecutorService agents = Executors.newCachedThreadPool();

    SlackFloor(LoopbackSlack slack, SlackApprover approver, UnaryOperator<ApprovalsBuilder> gate) {
        this.slack = slack;
        this.approver = approver;
        this.approvals = gate.apply(Approvals.builder().approver(approver).directory(PEOPLE))
                .build();
    }

    /** A workspace with the people and the channel. */
    static LoopbackSlack workspace() {
        LoopbackSlack slack = LoopbackSlack.start(ManualTimekeeper.create()); // no trigger expires on a slow machine
        for (String name : new String[] {"alice", "bob", "erin"}) {
            slack.user(SlackUser.member("U0" + name.toUpperCase(Locale.ROOT), name));
        }
        slack.channel(CHANNEL, "approvals", "U0ALICE", "U0BOB", "U0ERIN");
        return slack;
    }

    static SlackBuilder builder(LoopbackSlack slack) {
        return SlackApprover.builder()
                .botToken(slack.botToken())
                .socketMode(slack.appToken())
                .endpoint(slack.endpoint())
                .channel(CHANNEL);
    }

    static SlackFloor open() {
        LoopbackSlack slack = workspace();
        SlackFloor floor = new SlackFloor(slack, builder(slack).build(), gate -> gate);
        slack.sockets().awaitConnections(1);
        return floor;
    }

    /** A call of bob's agent, which waits for its end on a thread of its own. */
    CompletableFuture<Outcome> export(int rows) {
        GatedTool tool = approvals
                .gate()
                .tool("export")
                .orElseGet(() -> approvals.gate().tool(EXPORT, claim -> "exported " + runs.incrementAndGet()))
                .as(Requester.agent("db-copilot")
                        .actingFor(Principal.local("bob"))
                        .in("chat-7"));
        return CompletableFuture.supplyAsync(() -> tool.call(Map.of("table", "customers", "rows", rows)), agents);
    }

    /** The card of a request, once it says something. */
    SlackMessage card(String said) {
        return slack.await(
                CHANNEL,
                message -> !message.inThread() && message.blocks().toString().contains(said));
    }

    @Override
    public void close() {
        approvals.close();
        approver.close();
        agents.shutdownNow();
        slack.close();
    }
}
