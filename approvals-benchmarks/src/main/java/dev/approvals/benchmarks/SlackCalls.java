package dev.approvals.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.response.AckResponse;
import dev.approvals.benchmarks.SlackRooms.WayIn;
import dev.approvals.slack.loopback.SlackMessage;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many requests that wait at once in Slack, which takes a message a second to each channel: how fast they are posted; and then,
 * one after the other, how long it takes from the click that approves one to its caller, who begins to run the tool.
 *
 * <p>Slack is the loopback's, in the same process; clicks come over a real WebSocket, or signed over HTTP. The time begins when
 * Slack is told to send a click that was made before. What Slack itself and the network to it take is not in it.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SlackCalls {

    static final String CARDS = "cards";
    static final String MESSAGE_NANOS = "messageNanos";
    static final String REFUSED = "refused";
    static final String P50_NANOS = "p50Nanos";
    static final String P99_NANOS = "p99Nanos";
    static final String ACK_P99_NANOS = "ackP99Nanos";

    /** How many go at once before Slack makes them wait: three to each channel. */
    private static final int AT_ONCE = 3 * SlackRooms.CHANNELS;

    /** A gate that asks in Slack, with clicks that come in one way. */
    @State(Scope.Benchmark)
    public abstract static class Asking {

        /** How many wait at once, and are clicked then. The first half of the clicks only warms up. */
        @Param("1000")
        public int cards;

        private final WayIn way;
        SlackRooms rooms;

        Asking(WayIn way) {
            this.way = way;
        }

        /** Opens it anew. */
        @Setup(Level.Iteration)
        public void open() throws Exception {
            rooms = new SlackRooms(way);
            opened();
        }

        void opened() throws Exception {}

        /** Ends all. */
        @TearDown(Level.Iteration)
        public void close() throws Exception {
            closing();
            rooms.close();
        }

        void closing() throws Exception {}
    }

    /** Clicks come over Socket Mode. */
    public static class BySocketMode extends Asking {
        /** Chooses the way. */
        public BySocketMode() {
            super(WayIn.SOCKET_MODE);
        }
    }

    /** Clicks come over HTTP. */
    public static class ByHttp extends Asking {
        /** Chooses the way. */
        public ByHttp() {
            super(WayIn.SIGNED_HTTP);
        }
    }

    /** Clicks come over Socket Mode to Slack's own SDK as it is, which acknowledges them; the cards are ours. */
    public static class BySdk extends Asking {
        private SocketModeClient client;

        /** Leaves clicks to the SDK. */
        public BySdk() {
            super(WayIn.NOT_OURS);
        }

        @Override
        void opened() throws Exception {
            SlackConfig config = new SlackConfig();
            config.setMethodsEndpointUrlPrefix(rooms.slack.endpoint().toString());
            client = Slack.getInstance(config)
                    .socketMode(rooms.slack.appToken(), SocketModeClient.Backend.JavaWebSocket);
            client.addInteractiveEnvelopeListener(click -> client.sendSocketModeResponse(
                    AckResponse.builder().envelopeId(click.getEnvelopeId()).build()));
            client.connect();
            rooms.slack.sockets().awaitConnections(1);
        }

        @Override
        void closing() throws Exception {
            client.close();
        }
    }

    /** What is measured of posting. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Posted {
        /** From one message to the next, to whatever channel, beyond those that may go at once. */
        public long messageNanos;
        /** How many calls Slack refused because they came too soon. */
        public long refused;
    }

    /** What is measured of clicks. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Clicked {
        /** From a click to the start of the tool; with the SDK to the acknowledgement, for there is no tool: the median. */
        public long p50Nanos;
        /** The 99th percentile. */
        public long p99Nanos;
        /** From a click to its acknowledgement: the 99th percentile. */
        public long ackP99Nanos;

        private void of(long[] run, long[] acknowledged) {
            p50Nanos = percentile(run, 50);
            p99Nanos = percentile(run, 99);
            ackP99Nanos = percentile(acknowledged, 99);
        }

        /** Of the second half. */
        private static long percentile(long[] nanos, int percent) {
            long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
            Arrays.sort(warm);
            return warm[(warm.length * percent + 99) / 100 - 1];
        }
    }

    /** Posted, and clicked over Socket Mode. */
    @Benchmark
    public long[] bySocketMode(BySocketMode on, Posted posted, Clicked clicked) throws InterruptedException {
        long begun = System.nanoTime();
        List<SlackMessage> cards = on.rooms.ask(on.cards);
        posted.messageNanos = (System.nanoTime() - begun) / (on.cards - AT_ONCE);
        posted.refused = on.rooms.slack.rateLimits().refused();
        return decided(on.rooms, cards, clicked);
    }

    /** Clicked over HTTP; half as many, for they are posted no faster. */
    @Benchmark
    public long[] byHttp(ByHttp on, Clicked clicked) throws InterruptedException {
        return decided(on.rooms, on.rooms.ask(on.cards / 2), clicked);
    }

    private static long[] decided(SlackRooms rooms, List<SlackMessage> cards, Clicked clicked)
            throws InterruptedException {
        long[] run = new long[cards.size()];
        long[] acknowledged = new long[cards.size()];
        for (int i = 0; i < run.length; i++) {
            ObjectNode approval = rooms.approval(cards.get(i));
            long at = System.nanoTime();
            CompletableFuture<Long> ack = rooms.sent(approval);
            run[i] = rooms.nextRun() - at;
            acknowledged[i] = ack.join() - at;
        }
        clicked.of(run, acknowledged);
        return run;
    }

    /** Acknowledged by Slack's own SDK, and nothing else done. */
    @Benchmark
    public long[] bySdk(BySdk on, Clicked clicked) throws InterruptedException {
        List<SlackMessage> cards = on.rooms.ask(Math.min(on.cards, AT_ONCE));
        long[] acknowledged = new long[on.cards];
        for (int i = 0; i < acknowledged.length; i++) {
            ObjectNode approval = on.rooms.approval(cards.get(i % cards.size()));
            long at = System.nanoTime();
            acknowledged[i] = on.rooms.sent(approval).join() - at;
        }
        clicked.of(acknowledged, acknowledged);
        return acknowledged;
    }
}
