package dev.approvals.core.approver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.TestCall;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Requests;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsoleApproverTest {

    private static final Reviewer ALICE = Reviewer.named("alice");
    private static final ApprovalRequest A = request("aaaaaa11");
    private static final ApprovalRequest B = request("bbbbbb22");

    private final Keyboard keyboard = new Keyboard();
    private final Transcript screen = new Transcript();
    private final ExecutorService engine = Executors.newCachedThreadPool();
    private final RecordedDesk desk = new RecordedDesk();
    private ConsoleApprover console = new ConsoleApprover(ALICE, keyboard.reader(), screen.stream());

    @AfterEach
    void close() {
        engine.shutdownNow();
        keyboard.end();
    }

    @Test
    void yesNoAndEscalateDecideOnWhatIsShown() throws Exception {
        assertThat(answer("y")).isEqualTo(A.approve(ALICE, ""));
        assertThat(answer("YES looks right")).isEqualTo(A.approve(ALICE, "looks right"));
        assertThat(answer("n")).isEqualTo(A.deny(ALICE, ""));
        assertThat(answer("  no   too much ")).isEqualTo(A.deny(ALICE, "too much"));
    }

    @Test
    void escalationIsOfferedAndTakenWhereThereIsAFurtherLevel() throws Exception {
        ApprovalRequest.Terms terms = A.terms();
        ReviewPlan twoLevels = terms.plan().then(1, "security");
        ApprovalRequest first = new ApprovalRequest(
                A.call(),
                new ApprovalRequest.Terms(twoLevels, terms.rule(), terms.why(), terms.mode(), terms.decideBy()),
                A.progress(),
                A.briefing());

        Answer escalated = scripted("e not mine").review(first);

        assertThat(escalated).isEqualTo(first.escalate(ALICE, "not mine"));
        assertThat(screen.text()).contains("aaaaaa: approve? y / n / e / ? > ");
    }

    @Test
    void escalationIsNeitherOfferedNorTakenAtTheLastLevel() throws Exception {
        assertThat(answer("e not mine", "?", "n")).isEqualTo(A.deny(ALICE, ""));
        assertThat(screen.text())
                .contains("There is nobody further to escalate this to. Answer with: y approve, n deny (a comment")
                .doesNotContain("e escalate")
                .doesNotContain("/ e /");
    }

    @Test
    void whatIsNoAnswerIsAskedAgain() throws Exception {
        assertThat(answer("not now", "", "yep", "y " + "x".repeat(Decision.COMMENT_LIMIT + 1), "n"))
                .isEqualTo(A.deny(ALICE, ""));
        assertThat(screen.text()).contains("Answer with: y approve, n deny", "at most 3000 characters");
    }

    @Test
    void aQuestionMarkShowsTheRequestAgainAndSaysWhoAnswers() throws Exception {
        answer("?", "y");

        assertThat(screen.text().split("Approval request =", -1)).hasSize(3);
        assertThat(screen.text()).contains("You are local:alice.").contains("aaaaaa: approve? y / n / ? > ");
    }

    private static Answer answer(ConsoleApprover approver) throws Exception {
        return approver.review(A);
    }

    private Answer answer(String... lines) throws Exception {
        return answer(scripted(lines));
    }

    private ConsoleApprover scripted(String... lines) {
        String script = String.join("\n", lines) + "\n";
        return new ConsoleApprover(ALICE, new BufferedReader(new StringReader(script)), screen.stream());
    }

    @Test
    void theEndOfInputFailsTheApproverAndDecidesNothing() {
        ConsoleApprover ended = new ConsoleApprover(ALICE, new BufferedReader(new StringReader("")), screen.stream());

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> answer(ended))
                    .withMessageContaining("input has ended, so nobody can answer: run the program in a terminal");
        }
    }

    @Test
    void theEndOfInputFailsEverybodyWhoWaits() throws Exception {
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        Future<Answer> second = review(B);
        keyboard.end();

        assertThatThrownBy(first::get).hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(second::get).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void requestsAreShownOneAtATime() throws Exception {
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        Future<Answer> second = review(B);
        assertThat(screen.text()).doesNotContain("bbbbbb");

        keyboard.type("n");
        screen.await("bbbbbb: approve? y / n");
        keyboard.type("y");

        assertThat(first.get()).isEqualTo(A.deny(ALICE, ""));
        assertThat(second.get()).isEqualTo(B.approve(ALICE, ""));
    }

    @Test
    void aLineForARequestThatEndedOnTheScreenIsNeverTakenForTheNext() throws Exception {
        console.attach(desk);
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        Future<Answer> second = review(B);

        console.ended(ended(A));
        screen.await("it did not run, EXPIRED: nobody decided");
        screen.await("Press Enter to go on.");
        assertThatThrownBy(first::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(CancellationException.class);
        keyboard.type("y");

        screen.await("aaaaaa: Too late, it expired.");
        screen.await("bbbbbb: approve? y / n");
        assertThat(desk.decisions).containsExactly(A.approve(ALICE, ""));
        assertThat(second.isDone()).isFalse();
        keyboard.type("n");
        assertThat(second.get()).isEqualTo(B.deny(ALICE, ""));
    }

    @Test
    void enterGoesOnFromARequestThatEnded() throws Exception {
        console.attach(desk);
        review(A);
        screen.await("aaaaaa: approve? y / n");
        console.ended(ended(A));
        Future<Answer> second = review(B);
        screen.await("Another request waits. Press Enter");
        keyboard.type("");

        screen.await("bbbbbb: approve? y / n");
        keyboard.type("y");
        assertThat(second.get()).isEqualTo(B.approve(ALICE, ""));
        assertThat(desk.decisions).isEmpty();
    }

    @Test
    void aRequestThatEndsBeforeItsTurnIsNeverShown() throws Exception {
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        Future<Answer> second = review(B);
        assertCancelled(second, () -> console.ended(ended(B)));
        keyboard.type("y");
        assertThat(first.get()).isEqualTo(A.approve(ALICE, ""));

        ApprovalRequest third = request("cccccc33");
        review(third);
        screen.await("cccccc: approve? y / n");
        assertThat(screen.text()).doesNotContain("bbbbbb");
    }

    /** The end may come before the review has begun; it is told again until it counts, as only a test can. */
    private static void assertCancelled(Future<Answer> review, Runnable end) {
        while (!review.isDone()) {
            end.run();
            Thread.onSpinWait();
        }
        assertThatThrownBy(review::get).hasCauseInstanceOf(CancellationException.class);
    }

    @Test
    void anInterruptedReviewLeavesAndItsLateAnswerIsAnsweredByTheDesk() throws Exception {
        console.attach(desk);
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");

        first.cancel(true);
        console.ended(ended(A));
        screen.await("Press Enter to go on.");
        keyboard.type("n too late");

        screen.await("aaaaaa: Too late, it expired.");
        assertThat(desk.decisions).containsExactly(A.deny(ALICE, "too late"));
    }

    @Test
    void theNextRoundReplacesTheLast() throws Exception {
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        ApprovalRequest next = new ApprovalRequest(
                A.call(),
                A.terms(),
                new ApprovalRequest.Progress(RequestStatus.PENDING, 0, 1, List.of(), Optional.empty()),
                A.briefing());
        Future<Answer> second = review(next);
        screen.await("Request aaaaaa has moved on.");
        assertThatThrownBy(first::get).hasCauseInstanceOf(CancellationException.class);

        keyboard.type("y");
        screen.await("nobody waits for this answer any more");
        screen.await("aaaaaa: approve? y / n");
        keyboard.type("y");
        assertThat(second.get()).isEqualTo(next.approve(ALICE, ""));
    }

    @Test
    void theEndOfAnAnsweredRequestIsAnnounced() throws Exception {
        Future<Answer> first = review(A);
        screen.await("aaaaaa: approve? y / n");
        keyboard.type("y");
        first.get();
        console.ended(ended(A));

        screen.await("Approval request, ended");
        screen.await("it did not run, EXPIRED");
        assertThat(screen.text()).doesNotContain("Press Enter");
    }

    @Test
    void aPartialViewCanBeDeniedButNotApproved() throws Exception {
        ToolCall call = Requests.with("sql", "x".repeat(CardLimits.standard().payloadChars()));
        ApprovalRequest partial = Requests.of(call);
        console.attach(desk);
        Future<Answer> review = review(partial);
        screen.await(": approve? y / n");
        keyboard.type("y");
        screen.await("Not approved: this terminal does not show the whole call");
        screen.await(": approve? y / n");
        assertThat(review.isDone()).isFalse();
        keyboard.type("n");
        assertThat(review.get()).isEqualTo(partial.deny(ALICE, ""));

        Future<Answer> again = review(partial);
        screen.await(": approve? y / n");
        assertCancelled(again, () -> console.ended(ended(partial)));
        keyboard.type("y");
        screen.await("Not approved: this terminal does not show the whole call");
        assertThat(desk.decisions).isEmpty();
    }

    @Test
    void whatWasTypedBeforeARequestCouldBeReadIsNotTaken() throws Exception {
        AtomicLong nanos = new AtomicLong();
        console = terminal(nanos, StandardCharsets.UTF_8);
        keyboard.type("y");
        Future<Answer> review = review(A);
        screen.await("typed before this request was shown, and dropped: 1)");
        screen.await("aaaaaa: approve? y / n");
        keyboard.type("y");
        screen.await("before anybody could have read this request");
        assertThat(review.isDone()).isFalse();

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        keyboard.type("n");
        assertThat(review.get()).isEqualTo(A.deny(ALICE, ""));
    }

    @Test
    void charactersThatTheTerminalCannotShowAreEscapes() throws Exception {
        console = terminal(new AtomicLong(), StandardCharsets.US_ASCII);
        review(Requests.of(Requests.with("to", "p\u0430ypal \uD83D\uDE00")));

        screen.await("\"p\\u{430}ypal \\u{1F600}\"");
    }

    private ConsoleApprover terminal(AtomicLong nanos, Charset charset) {
        return new ConsoleApprover(
                ALICE,
                new ConsoleTerminal(
                        keyboard.reader(), screen.stream(), charset.newEncoder(), Duration.ofSeconds(1), nanos::get));
    }

    @Test
    void aDeskThatThrowsIsSaid() throws Exception {
        desk.fault = "store down";
        console.attach(desk);
        review(A);
        screen.await("aaaaaa: approve? y / n");
        console.ended(ended(A));
        keyboard.type("y");

        screen.await("aaaaaa: Your answer could not be taken: java.lang.IllegalStateException: store down");
    }

    @Test
    void withoutATerminalItRefusesToStart() {
        assertThat(ConsoleApprover.hasTerminal()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(ConsoleApprover::new)
                .withMessageContaining("no terminal to ask on")
                .withMessageContaining("Run it in a terminal, or give the gate another approver");
    }

    @Test
    void itIsForDevelopmentOnly() {
        assertThat(console.developmentOnly()).isTrue();
        assertThat(console.name()).isEqualTo("console");
    }

    @Test
    void manyRequestsAtOnceEachGetTheirOwnAnswer() throws Exception {
        List<Future<Answer>> reviews = new ArrayList<>();
        List<ApprovalRequest> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(request("req0" + (char) ('a' + i) + i));
            reviews.add(review(requests.get(i)));
        }
        for (int i = 0; i < 20; i++) {
            screen.await(": approve? y / n / ? > ");
            String text = screen.text();
            int prompt = text.lastIndexOf(": approve? y / n / ? > ");
            keyboard.type("n " + text.substring(prompt - 6, prompt));
        }
        for (int i = 0; i < 20; i++) {
            ApprovalRequest request = requests.get(i);
            assertThat(reviews.get(i).get(20, TimeUnit.SECONDS))
                    .isEqualTo(request.deny(ALICE, request.id().substring(0, 6)));
        }
    }

    private Future<Answer> review(ApprovalRequest request) {
        return engine.submit(() -> console.review(request));
    }

    private static ApprovalRequest request(String id) {
        return Requests.of(((TestCall) Requests.export()).withId(id));
    }

    private static ApprovalRequest ended(ApprovalRequest request) {
        Outcome expired = new Outcome.Refused(
                new Outcome.Subject(request.id(), "export", request.call().requester()),
                RefusalCode.EXPIRED,
                "nobody decided");
        return new ApprovalRequest(
                request.call(),
                request.terms(),
                new ApprovalRequest.Progress(RequestStatus.ENDED, 0, 0, List.of(), Optional.of(expired)),
                request.briefing());
    }
}
