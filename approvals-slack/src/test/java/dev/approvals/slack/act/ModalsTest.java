package dev.approvals.slack.act;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.util.json.GsonFactory;
import dev.approvals.core.chat.Binding;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.loopback.BlockKit;
import dev.approvals.slack.loopback.OfficialTypes;
import dev.approvals.slack.loopback.SdkModel;
import dev.approvals.slack.web.MessageId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ModalsTest {

    /** With everything as long as it can be. */
    private static Slip longest(Button button) {
        Binding binding = new Binding("r".repeat(64), 999_999, "d".repeat(150));
        MessageId message = new MessageId("C".repeat(30), "1".repeat(20) + "." + "1".repeat(10), "F".repeat(31));
        return new Slip(button, "U".repeat(30), message, binding);
    }

    private static JsonNode json(Button button) {
        try {
            return new ObjectMapper().readTree(GsonFactory.createSnakeCase().toJson(Modals.of(longest(button))));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatSlackTakes(Button button) {
        assertThat(BlockKit.viewErrors(json(button))).isEmpty();
        assertThat(SdkModel.ofView(json(button))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bringsItsSlipBackWhole(Button button) {
        assertThat(Slip.of(json(button).get("private_metadata").asText())).contains(longest(button));
    }

    @Test
    @Tag("npm")
    void slacksTypesKnowEveryPartOfEveryModal() {
        List<JsonNode> views = new ArrayList<>();
        for (Button button : Button.values()) {
            views.add(json(button));
        }

        assertThat(OfficialTypes.ofViews(views)).isEmpty();
    }
}
