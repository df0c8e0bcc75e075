package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    private static final long SEED = 20260102;
    private static final int ROUNDS = 150;
    private static final CallHeader HEADER = new CallHeader("test", "sample", "", "sample", Map.of());

    static Stream<String> parameters() {
        return Samples.names().stream();
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void whatIsFrozenThawsToAnEqualValueOfItsOwn(String parameter) {
        Type type = Samples.type(parameter);
        Capture capture = Samples.capture(type);
        assertThat(capture.faults()).isEmpty();
        RandomValues values = new RandomValues(SEED + parameter.hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            Object live = values.of(type);
            Payload frozen = capture.freeze(live);
            Object thawed = capture.thaw(frozen)[0];
            assertThat(capture.freeze(thawed)).as("seed %d", SEED).isEqualTo(frozen);
            assertThat(thawed)
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .withEqualsForType(Float::equals, Float.class)
                    .isEqualTo(live);
        }
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void whatIsStoredReadsBackEqualWithEqualDigests(String parameter) {
        Type type = Samples.type(parameter);
        Capture capture = Samples.capture(type);
        RandomValues values = new RandomValues(SEED + parameter.hashCode());
        byte[] salt = new byte[Digests.SALT_BYTES];
        for (int i = 0; i < ROUNDS; i++) {
            Payload frozen = capture.freeze(values.of(type));
            String stored = ValueJson.write(frozen);
            Payload read = ValueJson.readPayload(stored);
            assertThat(stored).matches("\\p{ASCII}*");
            assertThat(read).as("seed %d", SEED).isEqualTo(frozen);
            assertThat(Digests.binding(salt, HEADER, read)).isEqualTo(Digests.binding(salt, HEADER, frozen));
            assertThat(capture.freeze(capture.thaw(read))).isEqualTo(frozen);
        }
    }

    @Test
    void aStoredCopyOfACallIsThawedByTheDeclaredTypes() {
        Capture capture = Samples.capture(Samples.Order.class);
        Samples.Order order = new Samples.Order(
                "o-1",
                java.util.List.of(new Samples.Point(1, 2)),
                new java.math.BigDecimal("1.00"),
                java.util.Optional.of(Samples.Level.HIGH),
                new long[] {1, 2});
        Object thawed = capture.thaw(ValueJson.readPayload(ValueJson.write(capture.freeze(order))))[0];
        assertThat(thawed).usingRecursiveComparison().isEqualTo(order);
        assertThat(((Samples.Order) thawed).totals()).isNotSameAs(order.totals());
    }
}
