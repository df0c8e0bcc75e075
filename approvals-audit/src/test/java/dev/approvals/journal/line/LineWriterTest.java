package dev.approvals.journal.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journals;
import dev.approvals.testkit.random.HostileText;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Lines are written by hand, and as Jackson would write them. */
class LineWriterTest {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final LineWriter writer = new LineWriter("node");

    private static String jackson(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeString(WellFormed.of(text));
        }
        return out.toString();
    }

    private String written(String text) {
        String json = writer.json(Journals.event("call", 1, AuditEventType.ACTION_REQUESTED, Map.of("text", text)));
        return json.substring(json.indexOf("\"facts\":{\"text\":") + 16, json.length() - 2);
    }

    @Test
    void everyCharacterIsWrittenAsJacksonWritesIt() throws IOException {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String text = "a" + (char) c + "b";
            assertThat(written(text)).as("character %d", c).isEqualTo(jackson(text));
        }
        for (String text : HostileText.all()) {
            assertThat(written(text)).isEqualTo(jackson(text));
        }
    }

    @Test
    void anyTextIsWrittenAsJacksonWritesIt() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        char[] often = {'"', '\\', '\n', 'x', '\ud83d', '\ude00', '\u00e4', '\0'};
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(random.nextBoolean() ? often[random.nextInt(often.length)] : (char) random.nextInt(65_536));
            }
            assertThat(written(text.toString())).as("seed %d", seed).isEqualTo(jackson(text.toString()));
        }
    }

    @Test
    void allOfAnEventStandsInItsLine() {
        Requester requester = Requester.agent("agent")
                .actingFor(Principal.local("ada"))
                .startedBy(Principal.local("ada-2"))
                .in("chat-7");
        AuditEvent event = new AuditEvent(
                AuditEventType.ACTION_REQUESTED,
                Instant.parse("2026-01-05T09:00:00.5Z"),
                "call-1",
                3,
                new AuditEvent.Origin("test", Mode.ENFORCING, "export", requester),
                new LinkedHashMap<>(Map.of("a", "1")));

        assertThat(writer.json(event))
                .isEqualTo(
                        "{\"type\":\"action.requested\",\"at\":\"2026-01-05T09:00:00.500Z\",\"call\":\"call-1\",\"n\":3,"
                                + "\"node\":\"node\",\"realm\":\"test\",\"mode\":\"ENFORCING\",\"tool\":\"export\",\"requester\":{"
                                + "\"agent\":{\"issuer\":\"agent\",\"subject\":\"agent\"},"
                                + "\"person\":{\"issuer\":\"local\",\"subject\":\"ada\"},"
                                + "\"others\":[{\"issuer\":\"local\",\"subject\":\"ada-2\"}],"
                                + "\"conversation\":\"chat-7\",\"toolCall\":\"\"},\"facts\":{\"a\":\"1\"}}");
    }

    @Test
    void aMomentIsWrittenAsItsText() {
        Moments moments = new Moments();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] nanos = {0, 1, 999, 1_000, 1_001, 10_000_000, 123_000_000, 123_456_000, 999_999_999};
        for (int i = 0; i < 5_000; i++) {
            long second = i < 10 ? i - 5 : random.nextLong(-400_000_000_000L, 400_000_000_000L);
            for (int nano : nanos) {
                Instant at = Instant.ofEpochSecond(second, nano);
                assertThat(moments.text(at)).as("seed %d", seed).isEqualTo(at.toString());
            }
        }
        assertThat(moments.text(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(moments.text(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }

    @Test
    void whatManyThreadsWriteAtOnceIsNotMixed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> same = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            AuditEvent event = Journals.event(t);
            String alone = new LineWriter("node").json(event);
            same.add(threads.submit(() -> {
                boolean all = true;
                for (int i = 0; i < 5_000; i++) {
                    all &= writer.json(event).equals(alone);
                }
                return all;
            }));
        }
        for (Future<Boolean> each : same) {
            assertThat(each.get()).isTrue();
        }
        threads.shutdown();
        assertThat(writer.body(Journals.event(1), Optional.empty())).isNotEmpty();
    }
}
