package dev.approvals.testkit.tck;

import dev.approvals.core.chat.ChatCard;
import dev.approvals.core.chat.Place;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A request that is decided elsewhere while the platform has taken its card and not said so yet. */
class ChatInterruptedTest {

    /** Takes a card at once, and answers late. */
    private static final class SlowToAnswer extends ChatWorld {

        final CountDownLatch answer = new CountDownLatch(1);

        @Override
        public String post(Place place, ChatCard card) throws IOException {
            String reference = super.post(place, card);
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted, as an HTTP client is", e);
            }
            return reference;
        }
    }

    @Test
    void theCardOfARequestThatEndsWhileItIsPostedTellsTheEnd() throws Exception {
        SlowToAnswer world = new SlowToAnswer();
        try (ChatStage stage = new ChatStage(world, Duration.ofSeconds(20))) {
            ChatStage.Node node = stage.withDesk(ReviewPlan.of(1, "dba"));
            stage.posted(node, ChatStage.SHORT);

            String id = node.gate().desk().pending().get(0).id();
            ChatHouse.decide(node.gate(), id, Decision.Kind.DENY, "alice");
            world.answer.countDown();

            stage.awaitFirst("the end on the card", ChatStage::isOver);
        }
    }
}
