package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.testkit.random.HostileText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every audit sink keeps to: what it took is there, whole and in order; what it cannot take it refuses by throwing; and
 * it changes nothing of what it is handed.
 *
 * <p>To extend by a test class of the sink that can read back what the sink took.
 */
public abstract class AuditSinkTck {

    private static final int MEGABYTE = 1_000_000;

    private AuditSink sink = event -> {};

    /** For test classes of a sink. */
    protected AuditSinkTck() {}

    /**
     * Makes a sink that has taken nothing; called before each test.
     *
     * @return the sink
     * @throws Exception if it cannot be made
     */
    protected abstract AuditSink newSink() throws Exception;

    /**
     * Reads back what a sink took.
     *
     * @param used the sink
     * @return its events, in the order it holds them
     * @throws Exception if they cannot be read
     */
    protected abstract List<AuditEvent> taken(AuditSink used) throws Exception;

    /**
     * Makes a sink unable to take events, as by a full disk or a lost connection.
     *
     * @param used the sink
     * @return false if there is no way to; what then happens is not tested
     * @throws Exception if it went wrong
     */
    protected boolean breakDown(AuditSink used) throws Exception {
        return false;
    }

    /**
     * Releases a sink; called after each test.
     *
     * @param used the sink
     * @throws Exception if it went wrong
     */
    protected void close(AuditSink used) throws Exception {
        if (used instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        sink = newSink();
    }

    @AfterEach
    void closeSink() throws Exception {
        close(sink);
    }

    @Test
    void whatWasTakenIsThereWholeAndInOrder() throws Exception {
        List<AuditEvent> events = Samples.events("call-1", 20);

        events.forEach(sink::append);

        assertThat(taken(sink)).isEqualTo(events);
    }

    @Test
    void eventsOfOneCallStayInOrderWhenManyCallsAreToldAtOnce() throws Exception {
        int calls = 16;
        int each = 200;

        Race.of(calls, call -> {
            Samples.events("call-" + call, each).forEach(sink::append);
            return call;
        });

        Map<String, List<AuditEvent>> byCall = new HashMap<>();
        taken(sink)
                .forEach(e -> byCall.computeIfAbsent(e.callId(), id -> new ArrayList<>())
                        .add(e));
        assertThat(byCall)
                .hasSize(calls)
                .allSatisfy((call, events) -> assertThat(events).isEqualTo(Samples.events(call, each)));
    }

    @Test
    void anEventIsThereAsSoonAsItWasTaken() throws Exception {
        for (AuditEvent event : Samples.events("call-1", 5)) {
            sink.append(event);

            assertThat(taken(sink)).last().isEqualTo(event);
        }
    }

    @Test
    void aTypeOfALaterVersionIsTaken() throws Exception {
        AuditEvent event = Samples.event("call-1", 1, new AuditEventType("something.later"), Map.of());

        sink.append(event);

        assertThat(taken(sink)).containsExactly(event);
    }

    @Test
    void anEventThatConcernsNoCallIsTaken() throws Exception {
        AuditEvent event = Samples.event("", 1, AuditEventType.CONFIG_CHANGED, Map.of("mode", "ENFORCING"));

        sink.append(event);

        assertThat(taken(sink)).containsExactly(event);
    }

    @Test
    void hostileTextNeitherBreaksAnEventNorReachesAnother() throws Exception {
        List<AuditEvent> events = new ArrayList<>();
        for (String text : HostileText.all()) {
            AuditEvent event = Samples.eventSaying(text, "call-" + events.size());
            sink.append(event);
            events.add(event);
        }

        List<AuditEvent> found = taken(sink);
        assertThat(found).hasSameSizeAs(events);
        for (int i = 0; i < events.size(); i++) {
            // Half a character alone has no bytes in any encoding: what a sink makes of it is its own choice.
            if (Samples.isWellFormed(HostileText.all().get(i))) {
                assertThat(found.get(i)).isEqualTo(events.get(i));
            } else {
                assertThat(found.get(i).callId()).isEqualTo(events.get(i).callId());
            }
        }
    }

    @Test
    void aLargeEventIsTakenWholeOrRefused() throws Exception {
        Map<String, String> facts =
                new HashMap<>(Map.of("arguments", "\u00e4\u20ac\ud83d\ude00x".repeat(MEGABYTE / 5)));
        for (int i = 0; i < 100; i++) {
            facts.put("fact-" + i, "value " + i);
        }
        AuditEvent large = Samples.event("call-1", 1, AuditEventType.ACTION_REQUESTED, facts);

        boolean refused = refuses(large);

        assertThat(taken(sink)).isEqualTo(refused ? List.of() : List.of(large));
    }

    private boolean refuses(AuditEvent event) {
        try {
            sink.append(event);
            return false;
        } catch (RuntimeException tooLarge) {
            assertThat(tooLarge).as("what the sink refuses it explains").hasMessageMatching("(?s).+");
            return true;
        }
    }

    @Test
    @SuppressWarnings("NullAway") // What a caller that nobody checked for nulls would do.
    void nothingIsNoEvent() throws Exception {
        assertThatThrownBy(() -> sink.append(null)).isInstanceOf(RuntimeException.class);

        assertThat(taken(sink)).isEmpty();
    }

    @Test
    void aCallerThatIsInterruptedIsServedAndBreaksNothingForOthers() throws Exception {
        List<AuditEvent> events = Samples.events("call-1", 2);

        Thread.currentThread().interrupt();
        sink.append(events.get(0));

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        sink.append(events.get(1));
        assertThat(taken(sink)).isEqualTo(events);
    }

    @Test
    void whatItCannotTakeItRefusesByThrowing() throws Exception {
        AuditEvent before = Samples.event("call-1", 1);
        sink.append(before);

        if (breakDown(sink)) {
            assertThatThrownBy(() -> sink.append(Samples.event("call-1", 2))).isInstanceOf(RuntimeException.class);
            assertThat(taken(sink)).containsExactly(before);
        }
    }

    @Test
    void theHeadOfALogGrowsWithEveryEventAndOnlyThen() {
        Optional<AuditSink.Head> before = sink.head();
        for (AuditEvent event : Samples.events("call-1", 3)) {
            sink.append(event);
            Optional<AuditSink.Head> after = sink.head();

            assertThat(after.isPresent()).isEqualTo(before.isPresent());
            assertThat(sink.head()).isEqualTo(after);
            if (after.isPresent() && before.isPresent()) {
                assertThat(after.get().size()).isGreaterThan(before.get().size());
                assertThat(after.get().root()).isNotEqualTo(before.get().root());
            }
            before = after;
        }
    }

    @Test
    void whetherItWantsArgumentsStaysTheSame() {
        boolean wanted = sink.wantsArguments();

        assertThatCode(() -> sink.append(Samples.event("call-1", 1))).doesNotThrowAnyException();

        assertThat(sink.wantsArguments()).isEqualTo(wanted);
    }
}
