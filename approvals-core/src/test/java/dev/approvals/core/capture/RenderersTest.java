package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.approvals.tool.ToolSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderersTest {
    interface Connection {
        String host();
    }

    static final class Live implements Connection {
        private String host = "db1";

        @Override
        public String host() {
            return host;
        }
    }

    record Job(Connection on, String sql) {}

    private static Capture capture(Renderer<Connection> renderer) {
        return Capture.of(
                ToolSpec.named("run").parameter("job", Job.class).build(),
                Renderers.none().with(Connection.class, renderer));
    }

    @Test
    void aRendererShowsWhatNobodyCouldAndTheToolGetsTheObject() {
        Capture capture = capture(connection -> Map.of("host", connection.host()));
        Live live = new Live();
        Payload frozen = capture.freeze(new Job(live, "select 1"));
        assertThat(capture.faults()).isEmpty();
        assertThat(PlainJson.of(frozen)).isEqualTo("{\"job\":{\"on\":{\"host\":\"db1\"},\"sql\":\"select 1\"}}");
        assertThat(capture.thaw(frozen)[0]).isEqualTo(new Job(live, "select 1"));
    }

    @Test
    void aRenderedCallCannotRunFromTheStoreNorFromItsMaskedCopy() {
        Capture capture = capture(Connection::host);
        Payload frozen = capture.freeze(new Job(new Live(), "select 1"));
        assertThat(frozen.storable()).isFalse();
        assertThat(capture.freeze(new Job(null, "select 1")).storable()).isTrue();
        for (Payload copy : List.of(
                ValueJson.readPayload(ValueJson.write(frozen)),
                Masking.standard().mask(frozen))) {
            assertThat(copy).isEqualTo(frozen);
            assertThatThrownBy(() -> capture.thaw(copy))
                    .isInstanceOf(ThawException.class)
                    .hasMessageContaining("`job.on` is a " + Connection.class.getName() + ", shown by a renderer");
        }
    }

    @Test
    void anObjectThatChangedSinceItWasShownDoesNotReachTheTool() {
        Capture capture = capture(Connection::host);
        Live live = new Live();
        Payload frozen = capture.freeze(new Job(live, "drop"));
        live.host = "production";
        assertThatThrownBy(() -> capture.thaw(frozen))
                .isInstanceOf(ThawException.class)
                .hasMessageContaining("that has changed since it was frozen");
    }

    @Test
    void aFileThatTheArgumentOnlyNamesIsBoundByItsContentWhereARendererHashesIt(@TempDir Path dir) throws IOException {
        Path script = Files.writeString(dir.resolve("deploy.sh"), "echo calm");
        Capture capture = Capture.of(
                ToolSpec.named("run").parameter("script", Path.class).build(),
                Renderers.none().with(Path.class, path -> Map.of("path", path.toString(), "sha256", sha256(path))));
        Payload frozen = capture.freeze(script);
        assertThat(PlainJson.of(frozen)).contains(sha256(script));
        assertThat(capture.thaw(frozen)).containsExactly(script);
        Files.writeString(script, "rm -rf /");
        assertThatThrownBy(() -> capture.thaw(frozen))
                .isInstanceOf(ThawException.class)
                .hasMessageContaining("`script` is a java.nio.file.Path that has changed since it was frozen");
    }

    private static String sha256(Path path) {
        try {
            return Hashing.sha256().hashBytes(Files.readAllBytes(path)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theRenderedTextIsPartOfTheDigest() {
        Capture capture = capture(Connection::host);
        Live live = new Live();
        CallHeader header = new CallHeader("r", "run", "", "run", Map.of());
        String before = Digests.binding(new byte[16], header, capture.freeze(new Job(live, "drop")));
        live.host = "db2";
        assertThat(Digests.binding(new byte[16], header, capture.freeze(new Job(live, "drop"))))
                .isNotEqualTo(before);
    }

    @Test
    void aRendererThatFailsOrReturnsNullOrAnOpaqueValueRefusesTheCall() {
        Renderer<Connection> throwing = connection -> {
            throw new IllegalStateException("boom");
        };
        for (Renderer<Connection> renderer : List.of(throwing, connection -> null, connection -> new Object())) {
            assertThatThrownBy(() -> capture(renderer).freeze(new Job(new Live(), "x")))
                    .isInstanceOf(UnrenderableException.class)
                    .hasMessageContaining("`job.on`");
        }
    }
}
