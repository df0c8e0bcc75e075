package dev.approvals.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import dev.approvals.http.live.Inbox;
import dev.approvals.http.live.Live;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many look on, and much is decided: some in every run, as many as are promised where there is time. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyViewersTest {

    private static final boolean ALL = Boolean.getBoolean("approvals.thorough");
    private static final int VIEWERS = ALL ? 500 : 50;
    private static final int DECISIONS = ALL ? 300 : 40;
    private static final int SLOW = ALL ? 64 : 8;
    private static final long HEAP = 128 * 1024 * 1024;

    private static Office office(int queued) {
        return Office.open(
                web -> web.requestsAMinuteAtMost(1_000_000)
                        .viewers(new Live.Limits(1_000, queued, Duration.ofSeconds(15))),
                gate -> gate.pendingAtMost(1_000).askedAMinuteAtMost(1_000_000));
    }

    private static String submit(Office office, int number) {
        return office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", number))
                .callId();
    }

    @Test
    void everyViewerIsToldOfAHundredDecisionsASecond() throws Exception {
        // So much may wait for each that a busy machine drops nobody.
        try (Office office = office(10_000);
                Crowd crowd = new Crowd(office, VIEWERS, DECISIONS)) {
            List<String> ids = IntStream.range(0, DECISIONS)
                    .mapToObj(i -> submit(office, i))
                    .toList();
            assertThat(crowd.opens()).isTrue();
            assertThat(office.http().viewers()).isEqualTo(VIEWERS);

            assertThat(decide(office, ids)).containsOnly(200);

            assertThat(crowd.isToldOfAll()).isTrue();
            assertThat(office.http().viewers()).isEqualTo(VIEWERS);
        }
    }

    /** One every ten milliseconds; what they were answered. */
    private static List<Integer> decide(Office office, List<String> ids) throws Exception {
        ScheduledExecutorService reviewers = Executors.newScheduledThreadPool(4);
        try {
            List<ScheduledFuture<Integer>> answers = new ArrayList<>();
            for (String id : ids) {
                answers.add(reviewers.schedule(
                        () -> office.as("alice").decide(id, "deny").status(),
                        10L * answers.size(),
                        TimeUnit.MILLISECONDS));
            }
            List<Integer> statuses = new ArrayList<>();
            for (ScheduledFuture<Integer> answer : answers) {
                statuses.add(answer.get(60, TimeUnit.SECONDS));
            }
            return statuses;
        } finally {
            reviewers.shutdownNow();
        }
    }

    @Test
    void whoNeverReadsIsDroppedWhileOthersAreToldAndWhatIsKeptOfThemIsBounded() throws Exception {
        List<SocketChannel> slow = new ArrayList<>();
        try (Office office = office(64);
                Crowd crowd = new Crowd(office, 1, 1)) {
            assertThat(crowd.opens()).isTrue();
            String id = submit(office, 0);
            for (int i = 0; i < SLOW; i++) {
                slow.add(neverReading(office));
            }
            long before = heapInUse();

            tellUntilDropped(office, crowd, id);

            assertThat(heapInUse() - before).isLessThan(HEAP);
            assertThat(office.as("alice").decide(id, "deny").status()).isEqualTo(200);
            assertThat(crowd.isToldOfAll()).isTrue();
            for (SocketChannel one : slow) {
                awaitEnd(one);
            }
        } finally {
            for (SocketChannel one : slow) {
                one.close();
            }
        }
    }

    /** Tells of the same request again and again, no faster than one reads, until only that one looks on. */
    private static void tellUntilDropped(Office office, Crowd crowd, String id) throws InterruptedException {
        Live live = ((Inbox) office.http().inbox()).live();
        while (live.viewers() > 1) {
            live.changed(id);
            assertThat(crowd.hears()).isTrue();
        }
    }

    /** Reads the first bytes, so that it is known to look on, and nothing more. */
    private static SocketChannel neverReading(Office office) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024);
        channel.connect(new InetSocketAddress(
                office.address().getHost(), office.address().getPort()));
        String get = "GET /api/events HTTP/1.1\r\nHost: " + office.address().getAuthority()
                + "\r\nX-Test-User: alice\r\n\r\n";
        channel.write(ByteBuffer.wrap(get.getBytes(StandardCharsets.US_ASCII)));
        assertThat(channel.read(ByteBuffer.allocate(12))).isEqualTo(12);
        return channel;
    }

    /** Reads what was under way when it was dropped; the end comes after it. */
    private static void awaitEnd(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        StringBuilder last = new StringBuilder();
        while (last.indexOf("\r\n0\r\n\r\n") < 0 && channel.read(buffer.clear()) >= 0) {
            last.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
