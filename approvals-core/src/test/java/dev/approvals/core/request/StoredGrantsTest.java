package dev.approvals.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is stored beside requests comes back as it was, or not at all. */
class StoredGrantsTest {

    private static final int RUNS = 200;

    private final long seed = System.nanoTime();
    private final StoredRequests rows = new StoredRequests(seed);

    @Test
    void aGrantComesBackAsItWas() {
        assertComesBack(rows::grant, GrantJson::write, GrantJson::readFile);
        assertComesBack(rows::grantState, GrantJson::write, GrantJson::readState);
    }

    @Test
    void anOwedReviewComesBackAsItWas() {
        assertComesBack(rows::owed, OwedJson::write, OwedJson::read);
        assertComesBack(rows::owedState, OwedJson::write, OwedJson::readState);
    }

    @Test
    void denialsComeBackAsTheyWere() {
        assertComesBack(rows::denials, DenialsJson::write, DenialsJson::read);
    }

    @Test
    void whatAnotherVersionWroteIsRefusedWithItsFault() {
        List<Runnable> newer = List.of(
                () -> GrantJson.readFile(newer(GrantJson.write(rows.grant()))),
                () -> GrantJson.readState(newer(GrantJson.write(rows.grantState()))),
                () -> OwedJson.read(newer(OwedJson.write(rows.owed()))),
                () -> OwedJson.readState(newer(OwedJson.write(rows.owedState()))),
                () -> DenialsJson.read(newer(DenialsJson.write(rows.denials()))));

        assertThat(newer)
                .allSatisfy(reading -> assertThatThrownBy(reading::run)
                        .hasMessageContaining("format 2")
                        .hasMessageContaining("use the version that wrote it"));
    }

    @Test
    void whatThisVersionDoesNotKnowIsNotPassedOver() {
        String grant = GrantJson.write(rows.grantState()).replaceFirst("\\{", "{\"only\":\"mondays\",");

        assertThatThrownBy(() -> GrantJson.readState(grant))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"only\"")
                .hasMessageContaining("does not know");
    }

    private static String newer(String json) {
        return json.replaceFirst("\"v\":1", "\"v\":2");
    }

    private <T> void assertComesBack(Supplier<T> any, Function<T, String> write, Function<String, T> read) {
        for (int run = 0; run < RUNS; run++) {
            T value = any.get();
            assertThat(read.apply(write.apply(value))).as("seed %s", seed).isEqualTo(value);
        }
    }
}
