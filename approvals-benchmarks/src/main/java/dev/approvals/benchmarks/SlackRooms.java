package dev.approvals.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.outcome.Outcome;
import dev.approvals.slack.SlackApprover;
import dev.approvals.slack.SlackBuilder;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.Person;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.tool.ToolSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * A Slack on loopback that limits how often it is called as Slack does; a gate that asks in its channels, in each about a tool of
 * its own; agents that wait; and one person who decides.
 */
final class SlackRooms implements AutoCloseable {

    static final int CHANNELS = 20;

    private static final String GRACE = "U0GRACE";
    private static final String APPROVE = Button.APPROVE.actionId();
    /** How many requests of one agent wait: as many as may. */
    private static final int EACH = 100;

    private static final long MOST_SECONDS = 300;

    final LoopbackSlack slack = LoopbackSlack.start();
    private final Person grace = slack.person(GRACE);
    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> ended = new LinkedBlockingQueue<>();
    private final ExecutorService agents = Executors.newCachedThreadPool(SlackRooms::waiting);
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final SlackApprover approver;
    private final Approvals approvals;
    private final List<GatedTool> tools;

    /** How clicks come in. */
    enum WayIn {
        SOCKET_MODE,
        SIGNED_HTTP,
        /** To somebody else, over Socket Mode. */
        NOT_OURS
    }

    SlackRooms(WayIn way) throws Exception {
        slack.user(SlackUser.member(GRACE, "grace"));
        rooms().forEach(room -> slack.channel(channel(room), "room-" + room, GRACE));
        slack.rateLimits().on();
        approver = approver(way);
        approvals = Approvals.builder()
                .approver(approver)
                .directory(StaticDirectory.builder()
                        .person("grace", rooms().mapToObj(SlackRooms::group).toArray(String[]::new))
                        .account(new Principal("slack:T0LOOP", GRACE))
                        .person("ada")
                        .account(Principal.local("ada"))
                        .build())
                .askedAMinuteAtMost(Integer.MAX_VALUE)
                .audit(new Shown(shown))
                .build();
        tools = rooms().mapToObj(this::tool).toList();
        if (way == WayIn.SOCKET_MODE) {
            slack.sockets().awaitConnections(1);
        } else if (way == WayIn.SIGNED_HTTP) {
            serve();
        }
    }

    private SlackApprover approver(WayIn way) {
        SlackBuilder builder =
                SlackApprover.builder().botToken(slack.botToken()).endpoint(slack.endpoint());
        rooms().forEach(room -> builder.group(group(room), channel(room)));
        return (way == WayIn.SOCKET_MODE
                        ? builder.socketMode(slack.appToken())
                        : builder.signedHttp(slack.signingSecret()))
                .build();
    }

    private void serve() throws Exception {
        ServletHolder servlet = new ServletHolder(approver.servlet());
        servlet.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(servlet, "/slack");
        server.setHandler(context);
        server.start();
        slack.interactivityAt(server.getURI().resolve("/slack"));
    }

    private static Thread waiting(Runnable call) {
        Thread thread = new Thread(call, "agent");
        thread.setDaemon(true);
        return thread;
    }

    private static IntStream rooms() {
        return IntStream.range(0, CHANNELS);
    }

    private static String channel(int room) {
        return String.format("C0ROOM%02d", room);
    }

    private static String group(int room) {
        return "group-" + room;
    }

    private GatedTool tool(int room) {
        ToolSpec send = ToolSpec.named("send-" + room)
                .parameter("to", String.class)
                .parameter("text", String.class)
                .summary("Send a text to {to}")
                .reviewers(group(room))
                .build();
        return approvals.gate().tool(send, claim -> started.add(System.nanoTime()));
    }

    /** Has so many agents ask, in one channel after the other, and wait: the cards, once the last of them is posted. */
    List<SlackMessage> ask(int requests) throws InterruptedException {
        for (int i = 0; i < requests; i++) {
            GatedTool tool = tools.get(i % CHANNELS).as(agent(i / EACH));
            Map<String, String> arguments = AskedCalls.arguments(i);
            agents.execute(() -> ended.add(tool.call(arguments)));
        }
        for (int i = 0; i < requests; i++) {
            next(shown);
        }
        List<SlackMessage> cards = cards();
        long different = cards.stream().map(SlackRooms::value).distinct().count();
        if (cards.size() != requests || different != requests) {
            throw new IllegalStateException(requests + " requests were to be posted once each, but there are "
                    + cards.size() + " cards of " + different);
        }
        return cards;
    }

    private static String value(SlackMessage card) {
        return card.button(APPROVE)
                .orElseThrow(() -> new IllegalStateException("A card was to be approved, but is " + card))
                .path("value")
                .asText();
    }

    private static Requester agent(int number) {
        return Requester.agent("agent-" + number)
                .actingFor(Principal.local("ada"))
                .in("chat-" + number);
    }

    /** The first card of each channel, then the second of each, and so on. */
    private List<SlackMessage> cards() {
        List<List<SlackMessage>> all =
                rooms().mapToObj(room -> slack.messages(channel(room))).toList();
        int most = all.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, most)
                .boxed()
                .flatMap(row ->
                        all.stream().flatMap(room -> room.stream().skip(row).limit(1)))
                .toList();
    }

    /** What Slack will tell when grace approves. */
    ObjectNode approval(SlackMessage card) {
        return grace.clickPayload(card, APPROVE);
    }

    /** Has Slack tell it: when it was acknowledged. */
    CompletableFuture<Long> sent(ObjectNode click) {
        return slack.deliver(click).thenApply(ack -> {
            if (!ack.taken()) {
                throw new IllegalStateException("A click was to be acknowledged, but was answered with " + ack);
            }
            return System.nanoTime();
        });
    }

    /** When the next tool began to run, once its caller has gone on. */
    long nextRun() throws InterruptedException {
        long at = next(started);
        Outcome outcome = next(ended);
        if (!(outcome instanceof Outcome.Returned)) {
            throw new IllegalStateException("The call was approved and was to return, but ended as " + outcome);
        }
        return at;
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("A request was to be posted, or a click to release its call, within "
                    + MOST_SECONDS + " s, and was not");
        }
        return next;
    }

    @Override
    public void close() throws Exception {
        approvals.close();
        approver.close();
        agents.shutdownNow();
        server.stop();
        slack.close();
    }
}
