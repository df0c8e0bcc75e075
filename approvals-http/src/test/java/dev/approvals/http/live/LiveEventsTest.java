package dev.approvals.http.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.http.Office;
import dev.approvals.http.Tools;
import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.call.TestCall;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveEventsTest {

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final ApprovalRequest request = TestCall.of("export").request();

    private Live live(int viewers, int queued) {
        Live.Limits limits = new Live.Limits(viewers, queued, Duration.ofSeconds(15));
        return new Live(id -> Optional.of(request).filter(r -> r.id().equals(id)), limits, clock);
    }

    private static Onlooker everybody() {
        return new Onlooker(any -> true, () -> true, Instant.MAX);
    }

    /** The next piece, whenever it comes. */
    private static String next(Feed feed) throws Exception {
        CompletableFuture<String> piece = new CompletableFuture<>();
        Runnable look = () -> feed.next().ifPresent(bytes -> piece.complete(new String(bytes, StandardCharsets.UTF_8)));
        feed.onMore(() -> {
            if (!piece.isDone()) {
                look.run();
            }
        });
        look.run();
        return piece.get(60, TimeUnit.SECONDS);
    }

    private static void awaitEnd(Feed feed) throws Exception {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        Runnable look = () -> {
            if (feed.ended()) {
                end.complete(true);
            }
        };
        feed.onMore(look);
        look.run();
        end.get(60, TimeUnit.SECONDS);
    }

    @Test
    void whoLooksOnIsToldOfEachChangeAndOfNothingThatIsNotTheirs() throws Exception {
        try (Live live = live(10, 10)) {
            Feed hers = live.open(everybody(), Optional.empty());
            Feed his = live.open(new Onlooker(any -> false, () -> true, Instant.MAX), Optional.empty());
            assertThat(next(hers)).contains("welcome");
            assertThat(next(his)).contains("welcome");

            live.changed("something else");
            live.changed(request.id());

            assertThat(next(hers)).contains("event: request", request.id(), "\"status\":\"pending\"");
            assertThat(his.next()).isEmpty();
        }
    }

    @Test
    void signsOfLifeComeByTheClockAndEndWithTheSession() throws Exception {
        AtomicBoolean signedIn = new AtomicBoolean(true);
        try (Live live = live(10, 10)) {
            Feed feed = live.open(new Onlooker(any -> true, signedIn::get, Instant.MAX), Optional.empty());
            next(feed);

            clock.advance(Duration.ofSeconds(15));
            assertThat(next(feed)).isEqualTo(": ping\n\n");
            signedIn.set(false);
            live.ping();

            awaitEnd(feed);
            assertThat(live.viewers()).isZero();
        }
    }

    @Test
    void aStreamEndsWhenItsCredentialDoes() throws Exception {
        try (Live live = live(10, 10)) {
            Feed feed =
                    live.open(new Onlooker(any -> true, () -> true, clock.now().plusSeconds(60)), Optional.empty());

            clock.advance(Duration.ofSeconds(60));

            awaitEnd(feed);
        }
    }

    @Test
    void whoDoesNotReadIsDroppedAndOthersAreNotKeptWaiting() throws Exception {
        try (Live live = live(10, 3)) {
            Feed slow = live.open(everybody(), Optional.empty());
            Feed quick = live.open(everybody(), Optional.empty());
            next(quick);
            for (int i = 0; i < 3; i++) {
                live.changed(request.id());
                assertThat(next(quick)).contains("event: request");
            }

            awaitEnd(slow);
            assertThat(slow.next()).isEmpty();
            // One thread tells: what it told next came after it was done with the slow one.
            live.changed(request.id());
            next(quick);
            assertThat(live.viewers()).isEqualTo(1);
        }
    }

    @Test
    void whoMissedSomethingIsToldToLoadItAllAgain() throws Exception {
        try (Live live = live(10, 10)) {
            Feed before = live.open(everybody(), Optional.empty());
            next(before);
            live.changed(request.id());
            String seen = next(before).lines().findFirst().orElseThrow().substring("id: ".length());

            Feed current = live.open(everybody(), Optional.of(seen));
            Feed behind = live.open(everybody(), Optional.of("another life-1"));

            next(current);
            assertThat(current.next()).isEmpty();
            next(behind);
            assertThat(next(behind)).startsWith("event: reset");
        }
    }

    @Test
    void noMoreLookOnThanMay() {
        try (Live live = live(2, 10)) {
            live.open(everybody(), Optional.empty());
            Feed second = live.open(everybody(), Optional.empty());

            assertThatThrownBy(() -> live.open(everybody(), Optional.empty()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("TOO_MANY_VIEWERS");
            second.close();
            live.open(everybody(), Optional.empty());
            assertThat(live.viewers()).isEqualTo(2);
        }
    }

    @Test
    void aDecisionReachesTheBrowserAndTheServerStopsWhileSomebodyLooksOn() throws Exception {
        try (Office office = Office.open()) {
            String id = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 1))
                    .callId();
            try (BufferedReader events = events(office, "alice")) {
                assertThat(events.readLine()).startsWith("retry:");

                office.as("alice").decide(id, "deny");

                String line = events.readLine();
                while (!line.contains("\"ended\"")) {
                    line = events.readLine();
                }
                assertThat(line).startsWith("data: ").contains(id);
            }
            events(office, "carol").readLine();
        }
    }

    private static BufferedReader events(Office office, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(office.address() + "api/events"))
                .header("X-Test-User", name)
                .build();
        HttpResponse<java.io.InputStream> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
