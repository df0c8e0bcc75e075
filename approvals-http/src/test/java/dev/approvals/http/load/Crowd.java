package dev.approvals.http.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.http.Office;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Many who look on, each over a connection of their own, with two threads for all of them. */
final class Crowd implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CountDownLatch open;
    private final CountDownLatch told;
    private final Semaphore heard = new Semaphore(0);

    /** Opens a stream for each; they are told of the ends of so many requests. */
    Crowd(Office office, int viewers, int requests) {
        open = new CountDownLatch(viewers);
        told = new CountDownLatch(viewers * requests);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(office.address() + "api/events"))
                .header("X-Test-User", "alice")
                .build();
        for (int i = 0; i < viewers; i++) {
            client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Screen(open, told, heard)));
        }
    }

    boolean opens() throws InterruptedException {
        return open.await(60, TimeUnit.SECONDS);
    }

    boolean isToldOfAll() throws InterruptedException {
        return told.await(60, TimeUnit.SECONDS);
    }

    /** Waits for one more event that one of them hears. */
    boolean hears() throws InterruptedException {
        return heard.tryAcquire(60, TimeUnit.SECONDS);
    }

    /** The streams end with the server. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What one of them sees: each request's end once, however often it is told. */
    private record Screen(CountDownLatch open, CountDownLatch told, Semaphore heard, Set<String> ended)
            implements Flow.Subscriber<String> {

        Screen(CountDownLatch open, CountDownLatch told, Semaphore heard) {
            this(open, told, heard, ConcurrentHashMap.newKeySet());
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
            open.countDown();
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data: ")) {
                heard.release();
            }
            if (line.startsWith("data: ") && line.contains("\"ended\"") && ended.add(id(line.substring(6)))) {
                told.countDown();
            }
        }

        /** What is not whole is no JSON. */
        private static String id(String data) {
            try {
                JsonNode event = JSON.readTree(data);
                return event.path("id").asText();
            } catch (IOException e) {
                throw new UncheckedIOException(data, e);
            }
        }

        /** Whoever is dropped is not told of all, which the test says. */
        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
