package dev.approvals.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutTest {
    @Test
    void aTextThatFitsIsWhole() {
        assertThat(Cut.of("abc", 3)).isEqualTo(new Cut("abc", 0));
        assertThat(Cut.of("abc", 3).told()).isEqualTo("abc");
    }

    @Test
    void saysHowMuchIsMissing() {
        assertThat(Cut.of("abcdef", 4).told()).isEqualTo("abcd... [2 more characters]");
    }

    @Test
    void neverSplitsASurrogatePair() {
        assertThat(Cut.of("ab😀c", 3)).isEqualTo(new Cut("ab", 3));
        assertThat(Cut.of("ab😀c", 4)).isEqualTo(new Cut("ab😀", 1));
    }

    @Test
    void neverSplitsACombiningSequence() {
        assertThat(Cut.of("ae\u0301\u0302b", 3)).isEqualTo(new Cut("a", 4));
        assertThat(Cut.of("👩\u200D💻!", 4)).isEqualTo(new Cut("", 6));
    }

    @Test
    void aSequenceLongerThanTheBoundIsLeftOutWhole() {
        assertThat(Cut.of("a" + "\u0301".repeat(100_000), 10)).isEqualTo(new Cut("", 100_001));
    }
}
