package dev.approvals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.testkit.random.HostileText;
import dev.approvals.testkit.random.Property;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscapesTest {

    private static final List<String> PIECES =
            List.of("\u0000", "\ud83d", "\ude00", "\u241b", "\u241b0000", "a", "\ud83d\ude00", "00d8", "\u20ac");

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "{\"rows\":5,\"\\u0000\":\"\u00e4\u20ac\ud83d\ude00\"}";

        assertThat(Escapes.escape(text)).isSameAs(text);
        assertThat(Escapes.unescape(text)).isSameAs(text);
    }

    @Test
    void whatNoDatabaseTakesIsWrittenWithDigits() {
        assertThat(Escapes.escape("a\u0000b\ud83dc\u241b")).isEqualTo("a\u241b0000b\u241bd83dc\u241b241b");
    }

    @Test
    void anyTextComesBackAndWhatIsWrittenIsProperUnicodeWithoutNulls() {
        Property.<List<String>>forAll(random -> random.listOf(0, 12, each -> each.pick(PIECES)))
                .times(2_000)
                .holds(pieces -> comesBack(String.join("", pieces)));
        HostileText.all().forEach(EscapesTest::comesBack);
    }

    private static void comesBack(String text) {
        String escaped = Escapes.escape(text);

        assertThat(Escapes.unescape(escaped)).isEqualTo(text);
        assertThat(escaped).doesNotContain("\u0000");
        assertThat(new String(escaped.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(escaped);
    }

    @Test
    void twoTextsAreNeverWrittenAlike() {
        assertThat(Escapes.escape("\u241b0000")).isNotEqualTo(Escapes.escape("\u0000"));
    }
}
