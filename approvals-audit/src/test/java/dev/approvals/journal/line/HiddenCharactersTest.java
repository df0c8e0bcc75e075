package dev.approvals.journal.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.testkit.random.HostileText;
import org.junit.jupiter.api.Test;

class HiddenCharactersTest {

    @Test
    void whatNobodySeesBecomesAnEscape() {
        assertThat(Shown.of("a\u202eb\nc\u0000")).isEqualTo("a\\u{202E}b\\u{A}c\\u{0}");
        assertThat(Shown.of("half \ud83d")).isEqualTo("half \\u{D83D}");
        assertThat(Shown.of("whole \ud83d\ude00 stays")).isEqualTo("whole \ud83d\ude00 stays");
    }

    @Test
    void whatLooksLikeAnEscapeIsNotTakenForOne() {
        assertThat(Shown.of("\\u{202E}")).isEqualTo("\\u{5C}u{202E}");
        assertThat(Shown.of("C:\\temp")).isEqualTo("C:\\temp");
    }

    @Test
    void hostileTextStaysOnOneLineAndSendsNothingToATerminal() {
        assertThat(HostileText.all())
                .allSatisfy(text -> assertThat(Shown.of(text))
                        .doesNotContainPattern("\\p{Cntrl}|\\p{Cf}|\\p{Cs}|[\u2028\u2029\u3164]"));
    }
}
