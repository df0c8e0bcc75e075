package dev.approvals.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    @Test
    void decodesPathAndQuery() {
        Target target = Target.parse("/api/requests/a%20b+c", "q=caf%C3%A9+now&after=&x");

        assertThat(target.path()).isEqualTo("/api/requests/a b+c");
        assertThat(target.segments()).isEqualTo(List.of("api", "requests", "a b+c"));
        assertThat(target.query()).isEqualTo(Map.of("q", "café now", "after", "", "x", ""));
    }

    @Test
    void theRootHasNoSegments() {
        assertThat(Target.parse("/", "").segments()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api",
                "",
                "/a/../b",
                "/a/%2e%2e/b",
                "/.",
                "/a%2Fb",
                "/a%5cb",
                "/a%3bb",
                "/a%00",
                "/%",
                "/%4",
                "/%zz",
                "/%ff",
                "/é",
                "/a b"
            })
    void refusesAPathThatIsNotPlainText(String path) {
        assertThatThrownBy(() -> Target.parse(path, ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("MALFORMED_TARGET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=%", "a=%f", "a=%FF", "a=\u00e9"})
    void refusesAQueryThatIsMalformedOrSaysThingsTwice(String query) {
        assertThatThrownBy(() -> Target.parse("/", query))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("MALFORMED_TARGET");
    }

    @Test
    void takesAnEscapeAtTheEnd() {
        assertThat(Target.parse("/a%21", "b=%21").path()).isEqualTo("/a!");
    }
}
