package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.chat.ChatApprover;
import dev.approvals.core.chat.ChatCard;
import dev.approvals.core.chat.Place;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.ReviewDesk;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Chat approvers with one fault each: the kit finds every one of them. */
class ChatDefectsTest {

    /** Does not wait long for what never comes. */
    abstract static class Faulty extends ChatApproverTck {
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }
    }

    @Test
    void row17AnApproverThatLetsApproveWhatItDoesNotShowIsFound() {
        assertFound(
                OffersAll.class,
                "row17WhatIsNotShownWholeIsNotApprovedHere",
                "row47WhatIsForTheInboxOnlyIsNotToldAndNotApprovedHere",
                "wherePeopleMustBeKnownBetterNothingIsDecidedHere");
    }

    static class OffersAll extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                @Override
                public List<ChatMessage> messages() {
                    return super.messages().stream().map(OffersAll::offering).toList();
                }
            };
        }

        private static ChatMessage offering(ChatMessage message) {
            Set<Decision.Kind> more = new TreeSet<>(message.offers());
            more.add(Decision.Kind.APPROVE);
            return new ChatMessage(
                    message.id(), message.place(), message.text(), more, message.link(), message.thread());
        }
    }

    @Test
    void anApproverThatForgetsToRewriteIsFound() {
        assertFound(
                NeverRewrites.class,
                "oneClickDenies",
                "aVoteOfTwoIsCountedOnTheCardAndADoubleClickIsOneVote",
                "whatIsDecidedElsewhereIsTakenOverOnTheCard");
    }

    static class NeverRewrites extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                @Override
                public void rewrite(String reference, ChatCard card) {}
            };
        }
    }

    @Test
    void anApproverThatGivesUpInAnOutageIsFound() {
        assertFound(GivesUp.class, "whatEndsDuringAnOutageIsTakenBackWhenTheChatIsBack");
    }

    static class GivesUp extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                @Override
                public void rewrite(String reference, ChatCard card) throws IOException {
                    try {
                        super.rewrite(reference, card);
                    } catch (IOException lost) {
                        // The fault: nobody hears of it, so nobody tries again.
                        assertThat(lost).isNotNull();
                    }
                }
            };
        }
    }

    @Test
    void anApproverThatPostsTwiceAfterAnOutageIsFound() {
        assertFound(PostsTwice.class, "whatStillWaitsIsPostedOnceWhenTheChatIsBack");
    }

    static class PostsTwice extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                private volatile boolean wasAway;

                @Override
                public void away(boolean now) {
                    wasAway |= now;
                    super.away(now);
                }

                @Override
                public String post(Place place, ChatCard card) throws IOException {
                    String reference = super.post(place, card);
                    return wasAway ? super.post(place, card) : reference;
                }
            };
        }
    }

    @Test
    void anApproverThatPostsNothingAfterAnOutageIsFound() {
        assertFound(NeverCatchesUp.class, "whatStillWaitsIsPostedOnceWhenTheChatIsBack");
    }

    static class NeverCatchesUp extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                private volatile boolean wasAway;

                @Override
                public void away(boolean now) {
                    wasAway |= now;
                    super.away(now);
                }

                @Override
                public String post(Place place, ChatCard card) throws IOException {
                    if (wasAway) {
                        throw new IOException("never again");
                    }
                    return super.post(place, card);
                }
            };
        }
    }

    @Test
    void row10AnApproverThatSwallowsItsAnswersIsFound() {
        assertFound(
                Swallows.class,
                "row9WhoeverIsBehindTheCallIsRefusedAndToldSo",
                "row10WhoeverMayNotDecideIsRefusedAndToldSo",
                "whoeverComesTooLateIsToldHowItEndedAndByWhom");
    }

    static class Swallows extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                @Override
                public String click(Approver node, ChatMessage message, Decision.Kind kind, String person) {
                    super.click(node, message, kind, person);
                    return "";
                }
            };
        }
    }

    @Test
    void anApproverThatKnowsItsMessagesFromMemoryOnlyIsFound() {
        assertFound(Forgetful.class, "aClickAfterARestartCountsAndTheCardIsTakenOver");
    }

    /** The click itself tells of its message; with that unknown as well, only the store could. */
    static class Forgetful extends Faulty {
        @Override
        protected ChatScene newScene() {
            return new ChatWorld() {
                @Override
                Approver wrapped(ChatApprover approver) {
                    return new WithoutDeliveries(approver);
                }

                @Override
                ChatApprover approver(Approver node) {
                    return ((WithoutDeliveries) node).approver();
                }

                @Override
                String reference(ChatMessage message) {
                    return "";
                }
            };
        }
    }

    /** An approver whose desk never tells what it delivered. */
    record WithoutDeliveries(ChatApprover approver) implements Approver, AutoCloseable {
        @Override
        public Answer review(ApprovalRequest request) throws Exception {
            return approver.review(request);
        }

        @Override
        public void attach(ReviewDesk desk) {
            approver.attach((ReviewDesk) Proxy.newProxyInstance(
                    ReviewDesk.class.getClassLoader(),
                    new Class<?>[] {ReviewDesk.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("deliveries") ? List.of() : method.invoke(desk, arguments)));
        }

        @Override
        public void ended(ApprovalRequest request) {
            approver.ended(request);
        }

        @Override
        public String name() {
            return approver.name();
        }

        @Override
        public void close() {
            approver.close();
        }
    }

    private static void assertFound(Class<? extends ChatApproverTck> faulty, String... tests) {
        assertThat(Kits.failures(faulty, tests)).containsExactlyInAnyOrder(tests);
    }
}
