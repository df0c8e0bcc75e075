package dev.approvals.benchmarks;

import dev.approvals.GatedTool;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.http.ApprovalsHttp;
import dev.approvals.http.auth.Credential;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
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
 * Many people have the inbox open while one of them decides: how long it takes from sending an approval to the request's end on
 * each of their screens. Server and screens share one process and its machine; they speak over loopback.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class ManyViewers {

    static final String VIEWERS = "viewers";
    static final String SEEN_NANOS = "seenNanos";

    /** How many are decided, one after the other, each once all have seen the one before. The first half only warms up. */
    private static final int DECISIONS = 100;

    private static final String TOKEN = "Bearer t0ken";

    /** How many look on. */
    @Param("500")
    public int viewers;

    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
    private InboxServer server;
    private ApprovalsHttp http;
    private Approvals approvals;
    private GatedTool tool;
    private Screens screens;

    /** What is measured. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Figures {
        /** From the departure of an approval to the end of the request on a screen, the tool's run included: the 99th percentile of all screens and decisions. */
        public long seenNanos;
    }

    /** Starts the server, the gate and the screens. */
    @Setup
    public void open() throws InterruptedException {
        server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        http = ApprovalsHttp.builder()
                .address(server.origin())
                .reviewers(ManyViewers::grace)
                .requestsAMinuteAtMost(Integer.MAX_VALUE)
                .build();
        approvals = Approvals.builder()
                .approver(http.inbox())
                .askedAMinuteAtMost(Integer.MAX_VALUE)
                .audit(new Shown(shown))
                .build();
        tool = approvals
                .gate()
                .as(Requester.agent("agent").actingFor(Principal.local("ada")).in("chat-1"))
                .tool(AskedCalls.SEND, claim -> "sent");
        server.serve(http.servlet());
        screens = new Screens(URI.create(server.origin()), TOKEN, viewers);
        screens.awaitOpen();
    }

    private static Optional<SignedIn> grace(Request request) {
        Credential token = new Credential(Credential.Means.BEARER, Map.of(), "grace", Instant.MAX);
        Reviewer grace = new Reviewer(Principal.local("grace"), Assurance.IDENTITY_PROVIDER);
        return request.header("Authorization")
                .filter(TOKEN::equals)
                .map(known -> new SignedIn(grace, token, Optional.of("Grace")));
    }

    /** Ends all. */
    @TearDown
    public void close() {
        screens.close();
        approvals.close();
        http.close();
        server.close();
    }

    private String next() throws InterruptedException {
        String id = shown.poll(Screens.MOST_SECONDS, TimeUnit.SECONDS);
        if (id == null) {
            throw new IllegalStateException("A request was to be before its reviewers");
        }
        return id;
    }

    /** Approves one after the other. */
    @Benchmark
    public long[] decided(Figures figures) throws IOException, InterruptedException {
        long[] nanos = new long[DECISIONS * viewers];
        for (int i = 0; i < DECISIONS; i++) {
            tool.submit(AskedCalls.arguments(i));
            long[] seen = screens.approve(next());
            System.arraycopy(seen, 0, nanos, i * viewers, viewers);
        }
        long[] warm = Arrays.copyOfRange(nanos, nanos.length / 2, nanos.length);
        Arrays.sort(warm);
        figures.seenNanos = warm[(int) Math.ceil(warm.length * 0.99) - 1];
        return warm;
    }
}
