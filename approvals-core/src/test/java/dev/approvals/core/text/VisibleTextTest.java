package dev.approvals.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    private static final int HIDDEN_IN_UNICODE_16 = 959_571;
    private static final int MARKS_IN_UNICODE_16 = 2_238;
    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9A-F]+) [^}]*}");

    @TestFactory
    Stream<DynamicTest> everyHostileTextShowsItsAttackAsAnEscape() throws IOException {
        return HostileText.corpus().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String shown = VisibleText.escape(entry.getValue());
                    assertThat(shown).matches("(?s).*\\\\u\\{[0-9A-F]+ .*");
                    assertThat(ESCAPE.matcher(shown).replaceAll("").codePoints())
                            .noneMatch(CharacterKinds::isHidden);
                    assertThat(unescape(shown)).isEqualTo(entry.getValue());
                }));
    }

    @Test
    void namesTheCharacterThatReversesText() {
        assertThat(VisibleText.escape("to \u202Efdp.exe")).isEqualTo("to \\u{202E RLO}fdp.exe");
    }

    @Test
    void spellsOutTextHiddenInTagCharacters() {
        assertThat(VisibleText.escape("a\uDB40\uDC48\uDB40\uDC69")).isEqualTo("a\\u{E0048 tag H}\\u{E0069 tag i}");
    }

    @Test
    void textThatContainsAnEscapeLooksOtherThanTheCharacterItself() {
        assertThat(VisibleText.escape("\\u{202E RLO}"))
                .isEqualTo("\\u{5C backslash}u{202E RLO}")
                .isNotEqualTo(VisibleText.escape("\u202E"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "C:\\users\\bob",
                "naïve café",
                "Привет мир",
                "日本語",
                "한국어",
                "e\u0301",
                "😀 ok",
                "नमस्ते"
            })
    void honestTextStaysAsItIs(String text) {
        assertThat(VisibleText.escape(text)).isEqualTo(text);
    }

    @Test
    void lineBreaksAreShownOnOneLineAndKeptInABlock() {
        assertThat(VisibleText.escape("a\n\tb")).isEqualTo("a\\u{A LF}\\u{9 TAB}b");
        assertThat(VisibleText.escapeLines("a\n\tb\r")).isEqualTo("a\n\tb\\u{D CR}");
    }

    @Test
    void marksBeyondTheFourthAndMarksOnNothingAreShown() {
        assertThat(VisibleText.escape("a\u0301\u0301\u0301\u0301\u0301"))
                .isEqualTo("a\u0301\u0301\u0301\u0301\\u{301 mark}");
        assertThat(VisibleText.escapeLines("\n\u0338x")).isEqualTo("\n\\u{338 mark}x");
    }

    @Test
    void aCutNeverEndsInsideAnEscape() {
        assertThat(VisibleText.cut("ab\u202Ecd", 13)).isEqualTo(new Cut("ab", 3));
        assertThat(VisibleText.cut("ab\u202Ecd", 14)).isEqualTo(new Cut("ab\\u{202E RLO}", 2));
        assertThat(VisibleText.cutLines("a\nb", 3).whole()).isTrue();
    }

    @Test
    void noTwoRandomTextsLookTheSame() {
        long seed = 20260101;
        Random random = new Random(seed);
        String alphabet = "\\u{}2E RLOab\u202E\u200B\u0301\uD83D\uDE00\n\u0000";
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String shown = VisibleText.escape(text.toString());
            assertThat(unescape(shown)).as("seed %d", seed).isEqualTo(text.toString());
            assertThat(seen.getOrDefault(shown, text.toString())).isEqualTo(text.toString());
            seen.put(shown, text.toString());
        }
    }

    @Test
    void theTableIsPinned() {
        int hidden = 0;
        int marks = 0;
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            hidden += CharacterKinds.isHidden(c) ? 1 : 0;
            marks += CharacterKinds.isMark(c) ? 1 : 0;
        }
        assertThat(hidden).isEqualTo(HIDDEN_IN_UNICODE_16);
        assertThat(marks).isEqualTo(MARKS_IN_UNICODE_16);
    }

    /** The inverse of escaping: that it exists is what makes two texts never look the same. */
    private static String unescape(String shown) {
        return ESCAPE.matcher(shown)
                .replaceAll(escape -> Matcher.quoteReplacement(codePoint(Integer.parseInt(escape.group(1), 16))));
    }

    private static String codePoint(int c) {
        return c >= 0xD800 && c <= 0xDFFF ? String.valueOf((char) c) : Character.toString(c);
    }
}
