package dev.approvals.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedScriptTest {
    @Test
    void aCyrillicLetterInsideALatinWordIsFound() {
        assertThat(MixedScript.find("pay p\u0430ypal.com"))
                .containsExactly(new MixedScript(4, "p\u0430ypal", "mixes Cyrillic and Latin"));
    }

    @Test
    void aGreekLetterAndAFullwidthLetterAreFound() {
        assertThat(MixedScript.find("g\u03BFogle \uFF50aypal"))
                .extracting(MixedScript::reason)
                .containsExactly("mixes Greek and Latin", "mixes Fullwidth and Latin");
    }

    @Test
    void aWordOfNothingButLookalikesIsFoundAmongLatinText() {
        assertThat(MixedScript.find("run \u0441\u043E\u0440\u0443 now"))
                .containsExactly(
                        new MixedScript(4, "\u0441\u043E\u0440\u0443", "Cyrillic letters that read as Latin \"copy\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "Привет мир", "отдел IT-отдел", "сору и API", "Αθήνα", "日本 text", "5 µm"})
    void honestTextIsNotFlagged(String text) {
        assertThat(MixedScript.find(text)).isEmpty();
    }

    @Test
    void findingsAreBounded() {
        assertThat(MixedScript.find("p\u0430 ".repeat(1000))).hasSize(20);
    }
}
