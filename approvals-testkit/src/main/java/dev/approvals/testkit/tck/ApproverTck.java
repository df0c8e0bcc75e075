package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.testkit.call.TestCall;
import dev.approvals.testkit.random.HostileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every approver keeps to that puts requests before people: they see all of it, and nothing that attacks them; each
 * decision is about exactly what was shown; and without a person nothing is approved, whatever fails.
 *
 * <p>To extend by a test class of the approver, which says what a person sees there and does what a person would do.
 */
public abstract class ApproverTck {

    private final KitDesk desk = new KitDesk();
    private final List<Presented> shownNow = new ArrayList<>();
    private Optional<Approver> made = Optional.empty();

    /** For test classes of an approver. */
    protected ApproverTck() {}

    /**
     * Makes an approver; the kit attaches it to its desk.
     *
     * @return the approver
     * @throws Exception if it cannot be made
     */
    protected abstract Approver newApprover() throws Exception;

    /**
     * Reads what a person sees of a request; waits until it is shown.
     *
     * @param approver the approver
     * @param request the request, as it was put before them
     * @return all of the text; where it is broken into lines does not count
     * @throws Exception if it cannot be read
     */
    protected abstract String shown(Approver approver, ApprovalRequest request) throws Exception;

    /**
     * Decides as a person would, by a click or a line; waits until the request is shown.
     *
     * @param approver the approver
     * @param request the request, as it was put before them
     * @param kind what they decide
     * @throws Exception if it went wrong
     */
    protected abstract void decide(Approver approver, ApprovalRequest request, Decision.Kind kind) throws Exception;

    /**
     * Reads what the person who decided on a request was answered.
     *
     * @param approver the approver
     * @param request the request
     * @return the text; empty where decisions are given at once, so that the gate itself answers
     * @throws Exception if it cannot be read
     */
    protected Optional<String> answered(Approver approver, ApprovalRequest request) throws Exception {
        return Optional.empty();
    }

    /**
     * Cuts the approver off from its people, as by a lost connection.
     *
     * @param approver the approver
     * @return false if there is no way to; what then happens is not tested
     * @throws Exception if it went wrong
     */
    protected boolean breakDown(Approver approver) throws Exception {
        return false;
    }

    /**
     * Whether this is a place where requests may be read that are for the inbox only, such as the inbox itself or a console.
     *
     * @return false for chat and whatever else keeps what it shows
     */
    protected boolean showsInboxOnly() {
        return false;
    }

    /**
     * Releases an approver; called after each test.
     *
     * @param approver the approver
     * @throws Exception if it went wrong
     */
    protected void close(Approver approver) throws Exception {
        if (approver instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @BeforeEach
    void attach() throws Exception {
        made = Optional.of(newApprover());
        approver().attach(desk);
    }

    @AfterEach
    void release() throws Exception {
        shownNow.forEach(Presented::breakOff);
        if (made.isPresent()) {
            close(made.get());
        }
    }

    private Approver approver() {
        return made.orElseThrow();
    }

    private Presented present(ApprovalRequest request) {
        Presented presented = Presented.by(approver(), desk, request);
        shownNow.add(presented);
        return presented;
    }

    @Test
    void thePersonSeesTheWholeRequest() throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        present(request);

        assertThat(flat(shown(approver(), request)))
                .contains(flat("export_rows"))
                .contains("table", "customers")
                .contains("rows", "48211")
                .contains("target", flat("https://files.example.test/out"))
                .contains("token")
                .contains("db-copilot", "bob")
                .contains(flat("for the monthly report"))
                .contains("HIGH");
    }

    @Test
    void nobodySeesWhatIsSensitive() throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        present(request);

        assertThat(flat(shown(approver(), request))).doesNotContain("hunter2");
    }

    @Test
    void whatIsForTheInboxOnlyIsShownNowhereElse() throws Exception {
        ApprovalRequest request = SampleRequests.export().inboxOnly().request();
        Presented presented = present(request);

        String shown = flat(shown(approver(), request));

        end(presented);
        if (showsInboxOnly()) {
            assertThat(shown).contains("export", "customers", "48211");
            return;
        }
        assertThat(shown)
                .as("chat shows that something waits, not what")
                .contains(request.id().substring(0, 6))
                .doesNotContain("export", "customers", "48211", "files.example.test", "hunter2")
                .doesNotContain("copilot", "bob", "chat-7", "monthlyreport");
        presented
                .awaitAnswer()
                .ifPresent(answer -> assertThat(answer)
                        .as("what is withheld is not shown whole")
                        .matches(given -> !(given instanceof Delivery delivery) || !delivery.whole()));
        assertNotApproved(presented);
    }

    @Test
    void anApprovalIsAboutExactlyTheRequestThatWasShown() throws Exception {
        assertDecidesOnWhatWasShown(Decision.Kind.APPROVE);
    }

    @Test
    void aDenialIsAboutExactlyTheRequestThatWasShown() throws Exception {
        assertDecidesOnWhatWasShown(Decision.Kind.DENY);
    }

    @Test
    void anEscalationIsAboutExactlyTheRequestThatWasShown() throws Exception {
        assertDecidesOnWhatWasShown(Decision.Kind.ESCALATE);
    }

    private void assertDecidesOnWhatWasShown(Decision.Kind kind) throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        Presented presented = present(request);

        decide(approver(), request, kind);

        assertDecided(presented.awaitDecision(), request, kind);
    }

    private static void assertDecided(Decision decision, ApprovalRequest request, Decision.Kind kind) {
        assertThat(decision.kind()).isEqualTo(kind);
        assertThat(decision.requestId()).isEqualTo(request.id());
        assertThat(decision.round()).isEqualTo(request.progress().round());
        assertThat(decision.digest()).isEqualTo(request.call().digest());
        assertThat(decision.reviewer().account().isAgent())
                .as("an agent decided")
                .isFalse();
    }

    @Test
    void aRequestThatWasEscalatedIsShownAgainAndDecidedInItsNewRound() throws Exception {
        ApprovalRequest first = SampleRequests.export().request();
        Presented presented = present(first);
        decide(approver(), first, Decision.Kind.ESCALATE);
        presented.awaitDecision();
        ApprovalRequest second = SampleRequests.escalated(first);

        Presented again = present(second);
        decide(approver(), second, Decision.Kind.APPROVE);

        assertDecided(again.awaitDecision(), second, Decision.Kind.APPROVE);
    }

    @Test
    void requestsThatComeAtOnceAreNotMixedUp() {
        List<Presented> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(present(SampleRequests.export().with("number", i).request()));
        }

        Race.of(all.size(), i -> {
            decide(approver(), all.get(i).request(), kind(i));
            return i;
        });

        for (int i = 0; i < all.size(); i++) {
            assertDecided(all.get(i).awaitDecision(), all.get(i).request(), kind(i));
        }
    }

    private static Decision.Kind kind(int number) {
        return number % 2 == 0 ? Decision.Kind.APPROVE : Decision.Kind.DENY;
    }

    @Test
    void hostileTextIsShownHarmlessAndApprovesNothing() throws Exception {
        for (String text : HostileText.all()) {
            ApprovalRequest request = TestCall.of("export")
                    .with("value", text)
                    .with("list", List.of(text))
                    .because(text)
                    .by(TestCall.BOB.in(text))
                    .plan(SampleRequests.PLAN)
                    .request();
            Presented presented = present(request);

            assertThat(shown(approver(), request).codePoints().filter(ApproverTck::isHidden))
                    .as(
                            "characters that cannot be seen, of the hostile text %s",
                            HostileText.all().indexOf(text))
                    .isEmpty();
            end(presented);
            assertNotApproved(presented);
        }
    }

    private static boolean isHidden(int character) {
        int type = Character.getType(character);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.CONTROL && character != '\n' && character != '\r' && character != '\t');
    }

    @Test
    void whatIsSaidToBeShownWholeIsShownToItsEnd() throws Exception {
        String text = "a long text ".repeat(20_000) + "and its end";
        ApprovalRequest request = TestCall.of("export")
                .with("text", text)
                .plan(SampleRequests.PLAN)
                .request();
        Presented presented = present(request);

        String shown = shown(approver(), request);

        Optional<Answer> answer = presented.answerSoFar();
        if (answer.isPresent() && answer.get() instanceof Delivery delivery && delivery.whole()) {
            assertThat(flat(shown)).contains(flat("and its end"));
        }
    }

    @Test
    void withoutAPersonNothingIsDecided() throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        Presented presented = present(request);
        shown(approver(), request);

        end(presented);

        assertThat(desk.brought()).isEmpty();
        assertNotApproved(presented);
    }

    @Test
    void cutOffFromItsPeopleItApprovesNothing() throws Exception {
        if (breakDown(approver())) {
            Presented presented = present(SampleRequests.export().request());
            end(presented);

            assertNotApproved(presented);
        }
    }

    @Test
    void aLateDecisionIsAnsweredToThePersonWhoMadeIt() throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        Presented presented = present(request);
        shown(approver(), request);
        desk.end(request);

        decide(approver(), request, Decision.Kind.APPROVE);

        presented.awaitDecision();
        Optional<String> answered = answered(approver(), request);
        answered.ifPresent(text -> assertThat(flat(text)).contains(flat(KitDesk.TOO_LATE)));
    }

    @Test
    void theEndOfARequestIsTakenTwiceAndWithoutHavingBeenShown() throws Exception {
        ApprovalRequest request = SampleRequests.export().request();
        Presented presented = present(request);
        shown(approver(), request);

        assertThatCode(() -> {
                    end(presented);
                    approver().ended(SampleRequests.over(request));
                    approver().ended(SampleRequests.over(SampleRequests.export().request()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void itsNameIsTextAndStays() {
        assertThat(approver().name()).isNotBlank().isEqualTo(approver().name());
        assertThat(approver().developmentOnly()).isEqualTo(approver().developmentOnly());
    }

    private void end(Presented presented) {
        desk.end(presented.request());
        approver().ended(SampleRequests.over(presented.request()));
        presented.breakOff();
    }

    private void assertNotApproved(Presented presented) {
        presented
                .awaitAnswer()
                .ifPresent(answer -> assertThat(answer)
                        .as("answer without a person")
                        .matches(given ->
                                !(given instanceof Decision decision) || decision.kind() != Decision.Kind.APPROVE));
        assertThat(desk.brought())
                .filteredOn(decision ->
                        decision.requestId().equals(presented.request().id()))
                .noneMatch(decision -> decision.kind() == Decision.Kind.APPROVE);
    }

    /** Text without what a screen does to it: breaks, spaces and marks of thousands. */
    private static String flat(String text) {
        return text.replaceAll("[\\s,_]+", "");
    }
}
