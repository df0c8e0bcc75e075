package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.approver.ConsoleApprover;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.testkit.ManualTimekeeper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** At the console, an approval that lacks words or time is asked again, and the request is not lost. */
class ConsoleDemandsTest {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(6);

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    private House house(ReviewPlan plan, String... lines) {
        ConsoleApprover console = new ConsoleApprover(
                House.ALICE, typed(String.join("\n", lines)), new PrintStream(screen, true, StandardCharsets.UTF_8));
        return House.of(builder -> builder.clock(clock)
                .development()
                .policy(Policy.always(Verdict.ask(plan, "dba", "it matters")))
                .approver(console));
    }

    /** Somebody who takes a few seconds for each line. */
    private BufferedReader typed(String lines) {
        return new BufferedReader(new StringReader(lines)) {
            @Override
            public String readLine() throws IOException {
                clock.advance(BETWEEN_LINES);
                return super.readLine();
            }
        };
    }

    private String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anApprovalWithoutTheWordsThatThePlanDemandsIsAskedForThem() {
        try (House house = house(ReviewPlan.of(1, "dba").withComment(), "?", "y", "y it is due today")) {
            house.calling(() -> house.tools.count(List.of("orders"))).result();

            assertThat(screen()).contains("after y it must", "Not approved yet.", "needs a comment");
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED))
                    .singleElement()
                    .extracting(AuditEvent::facts)
                    .asString()
                    .contains("it is due today");
            assertThat(house.audit.refused()).isEmpty();
        }
    }

    @Test
    void anApprovalBeforeThePlansTimeIsOverIsAskedAgainAndTheTimeRunsFromTheScreen() {
        try (House house = house(ReviewPlan.of(1, "dba").dwell(Duration.ofSeconds(10)), "y", "y")) {
            house.calling(() -> house.tools.count(List.of("orders"))).result();

            assertThat(screen()).contains("Not approved yet.", "Take your time");
            assertThat(house.audit.events(AuditEventType.APPROVAL_SHOWN)).hasSize(1);
        }
    }

    @Test
    void aDenialNeedsNeitherWordsNorTime() {
        ReviewPlan plan = ReviewPlan.of(1, "dba").withComment().dwell(Duration.ofMinutes(1));
        try (House house = house(plan, "n")) {
            house.calling(() -> house.tools.count(List.of("orders"))).failure();

            assertThat(screen()).doesNotContain("Not approved");
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
        }
    }
}
