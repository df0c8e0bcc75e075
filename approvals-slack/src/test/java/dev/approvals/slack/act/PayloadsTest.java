package dev.approvals.slack.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.chat.Binding;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.receive.Acknowledgement;
import dev.approvals.slack.web.MessageId;
import dev.approvals.testkit.random.Property;
import dev.approvals.testkit.random.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadsTest {

    private static final Acknowledgement REFUSED = new Acknowledgement.Refused();

    private static ObjectNode at(ObjectNode payload, String pointer) {
        return (ObjectNode) payload.at(pointer);
    }

    @ParameterizedTest
    @CsvSource({
        "/, api_app_id",
        "/, type",
        "/, user",
        "/, container",
        "/, actions",
        "/, trigger_id",
        "/user, id",
        "/user, team_id",
        "/container, channel_id",
        "/container, message_ts",
        "/actions/0, action_id",
        "/actions/0, type",
        "/actions/0, value"
    })
    void refusesAClickThatLacksAMemberOrHasItOfAnotherKind(String holder, String member) {
        Desk desk = new Desk();
        for (JsonNode other : List.of(
                JsonNodeFactory.instance.missingNode(),
                JsonNodeFactory.instance.nullNode(),
                JsonNodeFactory.instance.numberNode(1),
                JsonNodeFactory.instance.booleanNode(true),
                JsonNodeFactory.instance.textNode(""),
                JsonNodeFactory.instance.arrayNode(),
                JsonNodeFactory.instance.objectNode())) {
            ObjectNode payload = SamplePayloads.press(Button.APPROVE);
            ObjectNode object = holder.equals("/") ? payload : at(payload, holder);
            if (other.isMissingNode()) {
                object.remove(member);
            } else {
                object.set(member, other);
            }
            assertThat(desk.take("e", payload)).as("%s %s", member, other).isEqualTo(REFUSED);
        }
        assertThat(desk.done().clicks).isEmpty();
    }

    @Test
    void refusesTheClicksOfAnotherApp() {
        Desk desk = new Desk();
        ObjectNode other = SamplePayloads.press(Button.APPROVE).put("api_app_id", "A2");
        ObjectNode modal = SamplePayloads.submission(Button.DENY_WITH_REASON, "no");
        at(modal, "/view").put("app_id", "A2");

        assertThat(desk.take("e1", other)).isEqualTo(REFUSED);
        assertThat(desk.take("e2", modal)).isEqualTo(REFUSED);
        assertThat(desk.done().clicks).isEmpty();
    }

    @Test
    void refusesTwoActionsAtOnce() {
        ObjectNode payload = SamplePayloads.press(Button.APPROVE);
        ArrayNode actions = (ArrayNode) payload.get("actions");
        actions.add(actions.get(0).deepCopy());

        assertThat(new Desk().take("e1", payload)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "U 1", "U1\n", "X1", "U", "<@U1>", "U1,U2", "UÄ1"})
    void refusesWhatIsNoUser(String id) {
        ObjectNode payload = SamplePayloads.press(Button.APPROVE);
        at(payload, "/user").put("id", id);

        assertThat(new Desk().take("e1", payload)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "approvals.approve U1 C1/1767603600.000100",
                "approvals.approve U1 C1/1767603600.000100 ",
                "approvals.approve U1 C1/1767603600.000100 a1/r/0/d more",
                "approvals.approve  C1/1767603600.000100 a1/r/0/d",
                "approvals.break_glass U1 C1/1767603600.000100 a1/r/0/d",
                "approvals.inbox U1 C1/1767603600.000100 a1/r/0/d",
                "approvals.approve U1 x1/1767603600.000100 a1/r/0/d",
                "approvals.approve U1 C1/now a1/r/0/d",
                "approvals.approve u1 C1/1767603600.000100 a1/r/0/d",
                "approvals.approve U1 C1/1767603600.000100 b",
                "{}"
            })
    void refusesAModalThatCarriesNoSlipOfOurs(String metadata) {
        ObjectNode payload = SamplePayloads.submission(Button.DENY_WITH_REASON, "no");
        at(payload, "/view").put("private_metadata", metadata);

        assertThat(new Desk().take("e1", payload)).isEqualTo(REFUSED);
    }

    @Test
    void refusesWordsThatAreLongerThanACommentOrNoText() {
        Desk desk = new Desk();
        ObjectNode number = SamplePayloads.submission(Button.DENY_WITH_REASON, "no");
        at(number, "/view/state/values/words/text").put("value", 1);

        assertThat(desk.take("e1", SamplePayloads.submission(Button.DENY_WITH_REASON, "x".repeat(3_001))))
                .isEqualTo(REFUSED);
        assertThat(desk.take("e2", number)).isEqualTo(REFUSED);
        assertThat(desk.take("e3", SamplePayloads.submission(Button.DENY_WITH_REASON, "x".repeat(3_000))))
                .isEqualTo(new Acknowledgement.Taken());
        assertThat(desk.done().clicks).hasSize(1);
    }

    @Test
    void aSlipReadsAsItWasWritten() {
        Slip slip = new Slip(Button.ESCALATE, "W9", new MessageId("D1", "1.2", ""), new Binding("r", 3, "d"));

        assertThat(Slip.of(slip.text())).contains(slip);
    }

    @Test
    void whateverArrivesBreaksNothingAndDecidesForNobodyElse() {
        Property.forAll(PayloadsTest::bent).times(2_000).holds(payload -> {
            Desk desk = new Desk();
            assertThat(desk.take("e1", payload)).isNotNull();
            assertThat(desk.done().clicks).allSatisfy(click -> {
                String user = payload.path("user").path("id").asText();
                assertThat(click.reviewer().account().toString()).isEqualTo("slack:T1:" + user);
                assertThat(payload.path("api_app_id").asText()).isEqualTo("A1");
            });
        });
    }

    /** A payload of Slack's with a few of its values replaced by others. */
    private static ObjectNode bent(RandomSource random) {
        ObjectNode payload = random.flip()
                ? SamplePayloads.press(random.pick(List.of(Button.values())))
                : SamplePayloads.submission(random.pick(List.of(Button.values())), "words");
        int bends = random.between(1, 4);
        for (int i = 0; i < bends; i++) {
            List<ObjectNode> objects = new ArrayList<>();
            collect(payload, objects);
            ObjectNode object = random.pick(objects);
            List<String> names =
                    object.properties().stream().map(Map.Entry::getKey).toList();
            if (!names.isEmpty()) {
                object.set(random.pick(names), other(random));
            }
        }
        return payload;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.forEach(child -> collect(child, objects));
    }

    private static JsonNode other(RandomSource random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.between(0, 7)) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(random.between(-5, 5));
            case 2 -> json.arrayNode().add("U2");
            case 3 -> json.objectNode().put("id", "U2");
            case 4 -> json.textNode(random.hostileText());
            case 5 -> json.textNode(random.pick("U2", "T2", "A2", "E2", "block_actions", "view_submission", "button"));
            case 6 -> json.textNode("approvals.approve U2 C1/1.2 a1/r/0/d");
            default -> json.booleanNode(true);
        };
    }
}
