package dev.approvals.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.Briefing.PastCall;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final ToolSpec TABLES = ToolSpec.named("tables").build();
    private static final ToolSpec ROWS = ToolSpec.named("rows").build();
    private static final PastCall DENIED =
            new PastCall(Optional.of(Instant.EPOCH), "Export 5 rows", "DENIED_BY_REVIEWER");

    private final Conversation conversation = new Conversation();

    @Test
    void callsAreToldInTheirOrder() {
        conversation.passed(TABLES);
        conversation.ended(DENIED);
        conversation.passed(ROWS);

        assertThat(conversation.log()).containsExactly(passed("tables", "passed"), DENIED, passed("rows", "passed"));
    }

    @Test
    void callsOfOneToolThatPassInARowAreOneEntryWithTheirNumber() {
        conversation.passed(TABLES);
        conversation.passed(TABLES);
        conversation.passed(ROWS);
        conversation.passed(TABLES);
        conversation.ended(DENIED);
        conversation.passed(TABLES);

        assertThat(conversation.log())
                .containsExactly(
                        passed("tables", "passed 2 times"),
                        passed("rows", "passed"),
                        passed("tables", "passed"),
                        DENIED,
                        passed("tables", "passed"));
    }

    @Test
    void manyReadsDoNotPushOutADenial() {
        conversation.ended(DENIED);
        IntStream.range(0, 1_000).forEach(i -> conversation.passed(TABLES));

        assertThat(conversation.log()).containsExactly(DENIED, passed("tables", "passed 1000 times"));
    }

    @Test
    void onlyTheLastEntriesAreKept() {
        IntStream.range(0, 100).forEach(i -> conversation.passed(i % 2 == 0 ? TABLES : ROWS));
        conversation.ended(DENIED);

        assertThat(conversation.log())
                .hasSize(16)
                .endsWith(passed("tables", "passed"), passed("rows", "passed"), DENIED);
    }

    private static PastCall passed(String tool, String ended) {
        return new PastCall(Optional.empty(), tool, ended);
    }
}
