package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Reviewer;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Approvers with one fault each: the kit finds every one of them. */
class ApproverDefectsTest {

    @Test
    void anApproverWithoutFaultPasses() {
        assertThat(Kits.failures(Sound.class)).isEmpty();
    }

    static class Sound extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble();
        }
    }

    @Test
    void anApproverThatLeavesOutARiskIsFound() {
        assertThat(Kits.failures(LeavesOut.class)).containsExactly("thePersonSeesTheWholeRequest");
    }

    static class LeavesOut extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                String text(ApprovalRequest shown) {
                    return super.text(shown).replace("HIGH", "");
                }
            };
        }
    }

    @Test
    void anApproverThatShowsRawTextIsFound() {
        assertThat(Kits.failures(ShowsRaw.class))
                .containsExactlyInAnyOrder(
                        "hostileTextIsShownHarmlessAndApprovesNothing", "whatIsForTheInboxOnlyIsShownNowhereElse");
    }

    static class ShowsRaw extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                String text(ApprovalRequest shown) {
                    return super.text(shown) + shown.briefing().claim().orElse("");
                }
            };
        }
    }

    @Test
    void anApproverThatCutsAndSaysWholeIsFound() {
        assertThat(Kits.failures(Cuts.class)).containsExactly("whatIsSaidToBeShownWholeIsShownToItsEnd");
    }

    static class Cuts extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                String text(ApprovalRequest shown) {
                    String text = super.text(shown);
                    return text.substring(0, Math.min(text.length(), 3_000));
                }
            };
        }
    }

    @Test
    void row47AnApproverThatSaysItShowedWholeWhatIsForTheInboxOnlyIsFound() {
        assertThat(Kits.failures(SaysWhole.class)).containsExactly("whatIsForTheInboxOnlyIsShownNowhereElse");
    }

    static class SaysWhole extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                public Answer review(ApprovalRequest request) {
                    super.review(request);
                    return Delivery.whole(request.id());
                }
            };
        }
    }

    @Test
    void anApproverThatApprovesWhenItIsCutOffIsFound() {
        assertThat(Kits.failures(FailsOpen.class)).containsExactly("cutOffFromItsPeopleItApprovesNothing");
    }

    static class FailsOpen extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                public Answer review(ApprovalRequest request) {
                    return cutOff ? request.approve(Reviewer.named("automatic"), "") : super.review(request);
                }
            };
        }
    }

    @Test
    void anApproverThatDecidesOnTheLastRequestIsFound() {
        assertThat(Kits.failures(Latest.class)).contains("requestsThatComeAtOnceAreNotMixedUp");
    }

    static class Latest extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                private volatile String last = "";

                @Override
                public Answer review(ApprovalRequest request) {
                    last = request.id();
                    return super.review(request);
                }

                @Override
                Decision decision(ApprovalRequest shown, Decision.Kind kind) {
                    Decision right = super.decision(shown, kind);
                    return new Decision(last, right.round(), right.digest(), kind, right.reviewer(), "");
                }
            };
        }
    }

    @Test
    void anApproverThatKeepsTheFirstRoundIsFound() {
        assertThat(Kits.failures(FirstRound.class))
                .containsExactly("aRequestThatWasEscalatedIsShownAgainAndDecidedInItsNewRound");
    }

    static class FirstRound extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                Decision decision(ApprovalRequest shown, Decision.Kind kind) {
                    Decision right = super.decision(shown, kind);
                    return new Decision(shown.id(), 0, right.digest(), kind, right.reviewer(), "");
                }
            };
        }
    }

    @Test
    void anApproverThatSwallowsTheAnswerIsFound() {
        assertThat(Kits.failures(Swallows.class)).containsExactly("aLateDecisionIsAnsweredToThePersonWhoMadeIt");
    }

    static class Swallows extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                void click(ApprovalRequest request, Decision.Kind kind) {
                    super.click(request, kind);
                    replies.replaceAll((key, reply) -> kind.name().toLowerCase(Locale.ROOT) + "d, thank you");
                }
            };
        }
    }

    @Test
    void anApproverThatFallsOverAnUnknownEndIsFound() {
        assertThat(Kits.failures(FallsOver.class)).contains("theEndOfARequestIsTakenTwiceAndWithoutHavingBeenShown");
    }

    static class FallsOver extends ChatDouble.Kit {
        @Override
        protected Approver newApprover() {
            return new ChatDouble() {
                @Override
                public void ended(ApprovalRequest request) {
                    if (posted.keySet().stream().noneMatch(key -> key.startsWith(request.id()))) {
                        throw new IllegalStateException("There is no message of " + request.id());
                    }
                }
            };
        }
    }
}
