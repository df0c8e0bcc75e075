package dev.approvals.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void namesHaveNoCase() {
        Headers headers = Headers.of(Map.of("Content-TYPE", List.of("a", "b")));

        assertThat(headers.first("content-type")).contains("a");
        assertThat(headers.all("CONTENT-type")).containsExactly("a", "b");
        assertThat(headers.first("x")).isEmpty();
    }

    @Test
    void withReplacesAndAndAdds() {
        Headers headers = Headers.NONE.with("A", "1").and("a", "2");

        assertThat(headers.all("A")).containsExactly("1", "2");
        assertThat(headers.with("A", "3").all("a")).containsExactly("3");
        assertThat(Headers.NONE.with("A", "x").orElse(headers.with("B", "y")).all("A"))
                .containsExactly("x");
    }

    @Test
    void noValueEndsItsLine() {
        assertThatThrownBy(() -> Headers.NONE.with("Location", "/a\r\nSet-Cookie: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Location")
                .hasMessageNotContaining("Set-Cookie");
    }

    @Test
    void itsTextNamesNoValues() {
        assertThat(Headers.NONE.with("Authorization", "Bearer s3cret").toString())
                .isEqualTo("[authorization]");
    }
}
