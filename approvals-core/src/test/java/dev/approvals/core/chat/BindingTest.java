package dev.approvals.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static final Binding BINDING = new Binding("0f3a".repeat(8), 3, "9c".repeat(32));

    @Test
    void row6AButtonCarriesRequestRoundAndDigest() {
        assertThat(Binding.of(BINDING.text())).contains(BINDING);
        assertThat(BINDING.text()).hasSizeLessThan(Binding.LONGEST).matches("[\\x21-\\x7e]+");
    }

    @Test
    void theLongestBindingFitsIntoAButton() {
        Binding longest = new Binding("i".repeat(64), 999_999, "d".repeat(150));

        assertThat(longest.text()).hasSizeLessThanOrEqualTo(Binding.LONGEST);
        assertThat(Binding.of(longest.text())).contains(longest);
    }

    @Test
    void whatIsNotExactlyABindingIsNone() {
        String text = BINDING.text();
        List<String> wrong = List.of(
                "",
                text + " ",
                text + "\n",
                " " + text,
                text.replace("a1/", "a2/"),
                text.replace("/3/", "/03/"),
                text.replace("/3/", "/-1/"),
                text.replace("/3/", "/9999999/"),
                text.replace("/3/", "/"),
                text + "/more",
                text.replace("/3/", "/\u0663/"));

        assertThat(wrong).allSatisfy(each -> assertThat(Binding.of(each)).isEmpty());
    }

    @Test
    void whatNoButtonCanCarryIsRefused() {
        assertThatThrownBy(() -> new Binding("an id/with a slash", 0, "9c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an id/with a slash")
                .hasMessageContaining("64");
        assertThatThrownBy(() -> new Binding("id", -1, "9c")).isInstanceOf(IllegalArgumentException.class);
    }
}
