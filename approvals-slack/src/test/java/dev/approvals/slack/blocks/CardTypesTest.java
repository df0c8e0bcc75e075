package dev.approvals.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.core.render.Card;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.loopback.OfficialTypes;
import dev.approvals.slack.loopback.SdkModel;
import dev.approvals.testkit.random.Property;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cards of hostile requests, judged by Slack's own types and the SDK's own model. */
class CardTypesTest {

    private static final Choices ALL = new Choices(
            "v1.7f3a91.0.digest",
            List.of(Button.values()),
            Optional.of(URI.create("https://inbox.example.test/#/r/1")));

    private static JsonNode blocks(ApprovalRequest request) {
        return new Looked(CardBlocks.of(Card.fitting(request, CardBlocks.limits(), CardBlocks::fits), ALL)).json();
    }

    @Test
    void theSdkReadsEveryCardAndWritesItBackTheSame() {
        Property.forAll(AnyCards::request)
                .times(25)
                .holds(request ->
                        assertThat(SdkModel.ofMessage(blocks(request))).isEmpty());
    }

    @Test
    @Tag("npm")
    void slacksTypesKnowEveryPartOfEveryCard() {
        List<JsonNode> cards = new ArrayList<>();
        Property.forAll(AnyCards::request).times(25).holds(request -> cards.add(blocks(request)));

        assertThat(OfficialTypes.ofMessages(cards)).isEmpty();
    }
}
