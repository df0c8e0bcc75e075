package dev.approvals.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many who look on at the inbox, each over a connection of their own, with two threads for all of them; and one who decides. */
final class Screens implements AutoCloseable {

    private static final Pattern ENDED = Pattern.compile("data: .*\"id\":\"(\\w+)\".*\"ended\".*");
    private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(\\w+)\"");
    static final long MOST_SECONDS = 60;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final URI server;
    private final String credential;
    private final int viewers;
    private final CountDownLatch open;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    /** The end of a request on one screen. */
    private record Seen(String id, long at) {}

    /** Opens so many streams. */
    Screens(URI server, String credential, int viewers) {
        this.server = server;
        this.credential = credential;
        this.viewers = viewers;
        this.open = new CountDownLatch(viewers);
        HttpRequest events = request("/api/events").build();
        for (int i = 0; i < viewers; i++) {
            client.sendAsync(events, HttpResponse.BodyHandlers.fromLineSubscriber(new Screen()));
        }
    }

    void awaitOpen() throws InterruptedException {
        if (!open.await(MOST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(open.getCount() + " of " + viewers + " could not look on");
        }
    }

    /** Has one of them read a request and approve it; how many nanoseconds later each of them sees its end. */
    long[] approve(String id) throws IOException, InterruptedException {
        HttpResponse<String> read = send(request("/api/requests/" + id));
        Matcher digest = DIGEST.matcher(read.body());
        if (!digest.find()) {
            throw new IllegalStateException("The request " + id + " could not be read: " + read.body());
        }
        HttpRequest.Builder decision = request("/api/requests/" + id + "/decisions")
                .header("Content-Type", "application/json")
                .header("If-Match", read.headers().firstValue("ETag").orElseThrow())
                .header("Idempotency-Key", id)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"decision\":\"approve\",\"digest\":\"" + digest.group(1) + "\",\"round\":0}"));
        long sent = System.nanoTime();
        send(decision);
        long[] nanos = new long[viewers];
        for (int i = 0; i < viewers; i++) {
            nanos[i] = next(id) - sent;
        }
        return nanos;
    }

    private long next(String id) throws InterruptedException {
        Seen next = seen.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (next == null || !next.id().equals(id)) {
            throw new IllegalStateException(
                    "All " + viewers + " were to see the end of " + id + ", but one saw " + next);
        }
        return next.at();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", credential);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The server was to do as it was told, but answered " + response.body());
        }
        return response;
    }

    /** The streams end with the server. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What one of them sees: a request's end once, however often it is told. */
    private final class Screen implements Flow.Subscriber<String> {
        private String last = "";

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            open.countDown();
        }

        @Override
        public void onNext(String line) {
            Matcher ended = ENDED.matcher(line);
            if (ended.matches() && !ended.group(1).equals(last)) {
                last = ended.group(1);
                seen.add(new Seen(last, System.nanoTime()));
            }
        }

        /** Whoever is cut off does not see the next end, and so it is said. */
        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
