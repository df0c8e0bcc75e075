package dev.approvals.core.approver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Reviewer;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.io.BufferedReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console behind a real gate. */
@Timeout(60)
class ConsoleAtAGateTest {

    /** A tool with something to hide. */
    public interface Mail {
        @RequiresApproval(value = "Mail {body} to {to}", risk = Risk.HIGH)
        String send(String to, String body, @Sensitive String token);
    }

    private static final Reviewer ALICE = Reviewer.named("alice");
    private static final Principal BOB = Principal.local("bob");

    private final Transcript screen = new Transcript();
    private final Keyboard keyboard = new Keyboard();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        callers.shutdownNow();
        keyboard.end();
    }

    @Test
    void whatThePersonTypesDecidesAndNoSecretIsShown() {
        try (Approvals approvals = gate(scripted("y\nn not to strangers\n"))) {
            Mail mail = mail(approvals, BOB);

            assertThat(mail.send("carol", "hello", "CANARY-1")).isEqualTo("sent to carol");
            assertRefused(mail, RefusalCode.DENIED_BY_REVIEWER);
        }
        assertThat(screen.text())
                .contains("| what: Mail hello to carol", "| token: (masked: only the tool sees it)")
                .contains("DEVELOPMENT", "local:bob")
                .doesNotContain("CANARY");
    }

    @Test
    void thePersonWhoAsksCannotApprove() {
        try (Approvals approvals = gate(scripted("y\n"))) {
            assertRefused(mail(approvals, ALICE.account()), RefusalCode.SELF_APPROVAL);
        }
    }

    @Test
    void theEndOfInputLeavesNobodyToAsk() {
        try (Approvals approvals = gate(scripted(""))) {
            assertRefused(mail(approvals, BOB), RefusalCode.NO_CHANNEL);
        }
    }

    @Test
    void aRequestThatExpiresOnTheScreenIsAnnouncedAndTheNextOneIsNotAnsweredByTheLateLine() throws Exception {
        ConsoleApprover console = new ConsoleApprover(ALICE, keyboard.reader(), screen.stream());
        try (Approvals approvals = Approvals.builder()
                .approver(console)
                .development()
                .decideWithin(Duration.ofSeconds(1))
                .build()) {
            Mail mail = mail(approvals, BOB);
            assertRefused(mail, RefusalCode.EXPIRED);
            screen.await("it did not run, EXPIRED");
            screen.await("Press Enter to go on.");
            keyboard.type("y");
            screen.await(": ");

            Future<?> second = callers.submit(() -> mail.send("carol", "again", "t"));
            screen.await("| what: Mail again to carol");
            assertThat(second).failsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aGateNotDeclaredForDevelopmentRefusesIt() {
        ApprovalsBuilder builder = Approvals.builder().approver(scripted("y\n"));

        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContaining("console is for development only");
    }

    private ConsoleApprover scripted(String lines) {
        return new ConsoleApprover(ALICE, new BufferedReader(new StringReader(lines)), screen.stream());
    }

    private static Approvals gate(ConsoleApprover console) {
        return Approvals.builder().approver(console).development().build();
    }

    private static Mail mail(Approvals approvals, Principal person) {
        return approvals
                .gate()
                .as(Requester.agent("helper").actingFor(person))
                .wrap(Mail.class, (to, body, token) -> "sent to " + to);
    }

    private static void assertRefused(Mail mail, RefusalCode code) {
        assertThatExceptionOfType(ApprovalException.Refused.class)
                .isThrownBy(() -> mail.send("mallory", "secrets", "CANARY-2"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
