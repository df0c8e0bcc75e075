package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScrubbingTest {

    record Login(
            String user,
            @Sensitive String password,
            @Sensitive List<String> codes) {}

    private static final Capture CAPTURE = Capture.of(
            ToolSpec.named("login")
                    .parameter("login", Login.class)
                    .sensitive("token", String.class)
                    .build(),
            Renderers.none());

    private static final Payload PAYLOAD =
            CAPTURE.freeze(new Login("alice", "correct horse", List.of("83920", "ab")), "correct horse battery");

    @Test
    void takesSensitiveValuesOutOfWhatAToolSays() {
        assertThat(Scrubbing.scrub("alice/correct horse battery refused, code 83920", PAYLOAD))
                .isEqualTo("alice/[masked: sensitive] refused, code [masked: sensitive]");
    }

    @Test
    void leavesWordsTooShortToBeSecret() {
        assertThat(Scrubbing.scrub("about", PAYLOAD)).isEqualTo("about");
    }

    @Test
    void takesKnownSecretsOutThatNobodyMarked() {
        assertThat(Scrubbing.scrub("denied for AKIAIOSFODNN7EXAMPLE", PAYLOAD)).doesNotContain("AKIAIOSFODNN7EXAMPLE");
    }
}
