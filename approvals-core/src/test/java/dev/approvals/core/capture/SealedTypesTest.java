package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where one of several types may stand, whoever reads the call sees which it is. */
class SealedTypesTest {

    sealed interface Act permits Read, Delete, Nested.Delete, When, Batch {}

    record Read(String path) implements Act {}

    record Delete(String path) implements Act {}

    record Batch(List<Act> acts) implements Act {}

    enum When implements Act {
        NEVER
    }

    static final class Nested {
        record Delete(String path) implements Act {}
    }

    sealed interface Switch permits Light, Alarm {}

    enum Light implements Switch {
        ON
    }

    enum Alarm implements Switch {
        ON
    }

    sealed interface Source permits Feed {}

    static final class Feed implements Source {}

    @Test
    void twoRecordsOfOneFormAreToldApartByRulesAndByPeople() {
        assertThat(shown(new Read("/a"))).isEqualTo("{\"x\":{\"(type)\":\"Read\",\"path\":\"/a\"}}");
        assertThat(shown(new Batch(List.of(new Read("/a"), When.NEVER))))
                .isEqualTo("{\"x\":{\"(type)\":\"Batch\",\"acts\":[{\"(type)\":\"Read\",\"path\":\"/a\"},\"NEVER\"]}}");
        assertThat(PlainView.of(Samples.freeze(Act.class, new Read("/a"))))
                .isEqualTo(Map.of("(type)", "Read", "path", "/a"));
    }

    @Test
    void classesOfOneNameAreShownByTheirFullNames() {
        assertThat(shown(new Delete("/a"))).contains("\"(type)\":\"" + Delete.class.getName() + "\"");
        assertThat(shown(new Nested.Delete("/a"))).contains("\"(type)\":\"" + Nested.Delete.class.getName() + "\"");
    }

    @Test
    void theToolGetsWhatWasFrozenAlsoFromAStore() {
        Capture capture = Samples.capture(Act.class);
        for (Act act :
                List.of(new Read("/a"), new Nested.Delete("/a"), When.NEVER, new Batch(List.of(new Read("b"))))) {
            Payload stored = ValueJson.readPayload(ValueJson.write(capture.freeze(act)));
            assertThat(capture.thaw(stored)).containsExactly(act);
        }
    }

    @Test
    void aStoredValueThatDoesNotSayWhatItIsIsRefused() {
        Capture capture = Samples.capture(Act.class);
        String stored = ValueJson.write(capture.freeze(new Read("/a"))).replace(SealedPlan.TYPE, "(what)");
        assertThatThrownBy(() -> capture.thaw(ValueJson.readPayload(stored)))
                .isInstanceOf(ThawException.class)
                .hasMessageContaining("`x` does not say what it is");
    }

    @Test
    void twoEnumsOfOneConstantAreAFault() {
        assertThat(TypeRules.check("it", Switch.class, Renderers.none()).orElseThrow())
                .contains(
                        "`it` is a " + Switch.class.getName() + ", two enums of which have a constant ON (rename one)");
    }

    @Test
    void aPermittedClassMayBeShownByARenderer() {
        Capture capture = Capture.of(
                ToolSpec.named("sample").parameter("x", Source.class).build(),
                Renderers.none().with(Feed.class, feed -> "the feed"));
        Feed feed = new Feed();
        assertThat(capture.thaw(capture.freeze(feed))).containsExactly(feed);
    }

    private static String shown(Act act) {
        return PlainJson.of(Samples.capture(Act.class).freeze(act));
    }
}
