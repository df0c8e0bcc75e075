package dev.approvals.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import java.time.Instant;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InMemoryAuditSinkTest {

    @Test
    void theNewestEventsAreKeptOldestFirst() {
        InMemoryAuditSink sink = new InMemoryAuditSink(5);

        assertThat(sink.events()).isEmpty();
        LongStream.rangeClosed(1, 3).forEach(i -> sink.append(event(i)));
        assertThat(sink.events()).extracting(AuditEvent::sequence).containsExactly(1L, 2L, 3L);
        LongStream.rangeClosed(4, 100).forEach(i -> sink.append(event(i)));
        assertThat(sink.events()).extracting(AuditEvent::sequence).containsExactly(96L, 97L, 98L, 99L, 100L);
    }

    @Test
    void aSinkForNothingIsRefused() {
        assertThatThrownBy(() -> new InMemoryAuditSink(0)).hasMessageContaining("at least 1 event; got 0");
    }

    private static AuditEvent event(long sequence) {
        AuditEvent.Origin origin = new AuditEvent.Origin("test", Mode.ENFORCING, "tables", Requester.UNKNOWN);
        return new AuditEvent(AuditEventType.ACTION_STARTED, Instant.EPOCH, "call", sequence, origin, Map.of());
    }
}
