package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Arguments;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrozenArgumentsTest {
    private static final Capture CAPTURE = Capture.of(
            ToolSpec.named("t")
                    .parameter("rows", int.class)
                    .parameter("point", Samples.Point.class)
                    .parameter("level", Samples.Level.class)
                    .parameter("login", Samples.Login.class)
                    .sensitive("token", String.class)
                    .parameter("nothing", String.class)
                    .build(),
            Renderers.none());
    private static final Payload REAL = CAPTURE.freeze(
            5, new Samples.Point(1, 2), Samples.Level.HIGH, new Samples.Login("bob", "canary"), "canary", null);
    private static final Arguments MASKED = CAPTURE.arguments(Masking.standard().mask(REAL));

    @Test
    void argumentsAreReadAsTheirTypes() {
        assertThat(MASKED.names()).containsExactly("rows", "point", "level", "login", "token", "nothing");
        assertThat(MASKED.get("rows", Integer.class)).isEqualTo(5);
        assertThat(MASKED.get("rows", int.class)).isEqualTo(5);
        assertThat(MASKED.get("rows", Number.class)).isEqualTo(5);
        assertThat(MASKED.get("point", Samples.Point.class)).isEqualTo(new Samples.Point(1, 2));
        assertThat(MASKED.get("point", Map.class)).isEqualTo(Map.of("x", 1, "y", 2));
        assertThat(MASKED.get("level", Samples.Level.class)).isEqualTo(Samples.Level.HIGH);
        assertThat(MASKED.get("level", String.class)).isEqualTo("HIGH");
        assertThat(MASKED.get("nothing", String.class)).isNull();
    }

    @Test
    void whatIsMaskedIsReadAsPlainData() {
        assertThat(MASKED.get("token", String.class)).isEqualTo("[masked: sensitive]");
        assertThat(MASKED.get("login", Map.class)).isEqualTo(Map.of("user", "bob", "secret", "[masked: sensitive]"));
        assertThatThrownBy(() -> MASKED.get("login", Samples.Login.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the argument `login` is masked, or shown by a renderer, and readable as ");
        assertThat(MASKED.json()).doesNotContain("canary").startsWith("{\"rows\":5,");
        assertThat(MASKED.asMap()).containsEntry("level", "HIGH").containsEntry("nothing", null);
        assertThat(CAPTURE.arguments(REAL).get("login", Samples.Login.class).secret())
                .isEqualTo("canary");
        assertThat(CAPTURE.arguments(REAL)).asString().doesNotContain("canary");
    }

    @Test
    void aWrongNameOrTypeIsSaid() {
        assertThatThrownBy(() -> MASKED.get("row", int.class))
                .hasMessage("there is no argument `row`, only rows, point, level, login, token, nothing");
        assertThatThrownBy(() -> MASKED.get("rows", String.class))
                .hasMessage("the argument `rows` is a java.lang.Integer, not a java.lang.String");
    }

    @Test
    void nobodyCanChangeTheCallThroughWhatIsRead() {
        Capture capture = Samples.capture(Object.class);
        Arguments arguments = capture.arguments(capture.freeze(List.of("a")));
        ((List<?>) Optional.ofNullable(arguments.get("x", List.class)).orElseThrow()).clear();
        assertThat(arguments.get("x", List.class)).hasSize(1);
        assertThatThrownBy(() -> arguments.asMap().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
