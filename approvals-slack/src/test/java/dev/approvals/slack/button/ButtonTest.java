package dev.approvals.slack.button;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.review.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ButtonTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsOwnActionIdAlone(Button button) {
        assertThat(Button.of(button.actionId())).contains(button);
        assertThat(button.actionId())
                .startsWith("approvals.")
                .isEqualTo(button.actionId().toLowerCase());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "approve", "approvals.", "approvals.APPROVE", "approvals.approve ", "approvals.break_glass"})
    void isNothingElse(String actionId) {
        assertThat(Button.of(actionId)).isEmpty();
    }

    @Test
    void breaksNoGlassAndIsNotTheInboxLink() {
        assertThat(Button.values())
                .extracting(button -> button.offer().kind())
                .doesNotContain(Decision.Kind.BREAK_GLASS);
        assertThat(Button.of(Button.INBOX_LINK)).isEmpty();
    }
}
