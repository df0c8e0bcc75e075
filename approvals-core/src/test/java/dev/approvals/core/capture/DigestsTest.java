package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.reflect.TypeToken;
import dev.approvals.tool.Reason;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trap: two different calls with one digest. */
class DigestsTest {
    /** Values of standard types that are easily taken for each other. */
    private static final List<Object> STANDARD = Arrays.asList(
            null,
            5,
            5L,
            (short) 5,
            (byte) 5,
            5f,
            5d,
            '5',
            "5",
            new BigInteger("5"),
            new BigDecimal("5"),
            new BigDecimal("5.0"),
            new BigDecimal("5.00"),
            true,
            "true",
            1,
            "",
            " ",
            "null",
            0d,
            -0d,
            0f,
            -0f,
            Double.NaN,
            Float.NaN,
            "NaN",
            List.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            List.of("ab", "c"),
            List.of("a", "bc"),
            List.of(List.of("a"), "bc"),
            List.of("abc"),
            Set.of("abc"),
            Optional.of("abc"),
            Map.of("a", "b"),
            Map.of("b", "a"),
            Map.of("a", Map.of("b", "c")),
            "abc",
            "abc".getBytes(StandardCharsets.UTF_8),
            "\u00E9",
            "e\u0301",
            "\uD83D",
            "\uDE00",
            "\uFFFD",
            "?",
            URI.create("HTTP://a"),
            URI.create("http://a"),
            "http://a",
            new UUID(0, 1),
            new UUID(0, 1).toString(),
            java.time.Instant.EPOCH,
            java.time.Instant.EPOCH.toString());

    private static final byte[] SALT = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final LikenessKey KEY = LikenessKey.of("k1", new byte[32]);
    private static final CallHeader HEADER =
            new CallHeader("test", "export", "com.example.Tools", "export(Object)", Map.of("tenant", "t1"));

    // Computed from the description of the form by another program.
    private static final String PINNED_BINDING = "5e236e60bccd402f9a0c62770c13f0ebff6df869d539b575ba3e70a37c690d43";
    private static final String PINNED_LIKENESS = "233e27f6b042dffebd63c02b8b6ba71f7e287ccb93f5314aa99e441278d45fe4";

    enum One {
        A
    }

    enum Two {
        A
    }

    record First(String a) {}

    record Second(String a) {}

    record Pair(String a, String b) {}

    private static String binding(Value value) {
        return Digests.binding(SALT, HEADER, payload(value));
    }

    private static String likeness(Value value) {
        return Digests.likeness(KEY, HEADER, payload(value));
    }

    private static Payload payload(Value value) {
        return new Payload(List.of(new NamedValue("x", "java.lang.Object", value, false, false)));
    }

    /** Values that are easily taken for each other. */
    private static List<Value> twins() {
        List<Value> twins = new ArrayList<>();
        Type strings = new TypeToken<List<String>>() {}.getType();
        for (Object each : STANDARD) {
            twins.add(Samples.freeze(Object.class, each));
        }
        twins.add(Samples.freeze(One.class, One.A));
        twins.add(Samples.freeze(Two.class, Two.A));
        twins.add(Value.Scalar.of("A"));
        twins.add(Samples.freeze(First.class, new First("x")));
        twins.add(Samples.freeze(Second.class, new Second("x")));
        twins.add(Samples.freeze(First.class, new First(null)));
        twins.add(Samples.freeze(Pair.class, new Pair("x", "yz")));
        twins.add(Samples.freeze(Pair.class, new Pair("xy", "z")));
        twins.add(Samples.freeze(char[].class, "abc".toCharArray()));
        twins.add(Samples.freeze(String[].class, new String[] {"abc"}));
        twins.add(Samples.freeze(int[].class, new int[0]));
        twins.add(Samples.freeze(strings, Arrays.asList("abc", null)));
        twins.add(new Value.Json(Value.NULL));
        twins.add(new Value.Json(Value.Scalar.of("abc")));
        return twins;
    }

    @Test
    void noTwoDifferentValuesHaveOneDigest() {
        List<Value> twins = twins();
        assertThat(twins.stream().map(DigestsTest::binding))
                .hasSize(twins.size())
                .doesNotHaveDuplicates();
        assertThat(twins.stream().map(DigestsTest::likeness))
                .hasSize(twins.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void everythingInTheHeaderAndTheSaltAndEachNameAndTypeCounts() {
        Payload payload = payload(Value.Scalar.of("v"));
        List<String> digests = new ArrayList<>();
        for (CallHeader header : List.of(
                HEADER,
                new CallHeader("prod", "export", "com.example.Tools", "export(Object)", Map.of("tenant", "t1")),
                new CallHeader("test", "upload", "com.example.Tools", "export(Object)", Map.of("tenant", "t1")),
                new CallHeader("test", "export", "com.example.Other", "export(Object)", Map.of("tenant", "t1")),
                new CallHeader("test", "export", "com.example.Tools", "export(String)", Map.of("tenant", "t1")),
                new CallHeader("test", "export", "com.example.Tools", "export(Object)", Map.of("tenant", "t2")),
                new CallHeader("test", "export", "com.example.Tools", "export(Object)", Map.of("tena", "ntt1")),
                new CallHeader("test", "export", "com.example.Tools", "export(Object)", Map.of()),
                new CallHeader("teste", "xport", "com.example.Tools", "export(Object)", Map.of("tenant", "t1")))) {
            digests.add(Digests.binding(SALT, header, payload));
            digests.add(Digests.likeness(KEY, header, payload));
        }
        Value value = Value.Scalar.of("v");
        digests.add(Digests.binding(new byte[16], HEADER, payload));
        digests.add(Digests.likeness(LikenessKey.of("k2", new byte[32]), HEADER, payload));
        digests.add(Digests.binding(SALT, HEADER, new Payload(List.of())));
        digests.add(Digests.binding(
                SALT, HEADER, new Payload(List.of(new NamedValue("y", "java.lang.Object", value, false, false)))));
        digests.add(Digests.binding(
                SALT, HEADER, new Payload(List.of(new NamedValue("x", "java.lang.String", value, false, false)))));
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void theOrderOfTheContextDoesNotCount() {
        Map<String, String> forth = new LinkedHashMap<>(new TreeMap<>(Map.of("a", "1", "b", "2")));
        Map<String, String> back = new LinkedHashMap<>(new TreeMap<>(Map.of("a", "1", "b", "2")).descendingMap());
        assertThat(Digests.binding(SALT, new CallHeader("r", "t", "", "t", forth), payload(Value.NULL)))
                .isEqualTo(Digests.binding(SALT, new CallHeader("r", "t", "", "t", back), payload(Value.NULL)));
    }

    @Test
    void likenessLeavesOutTheReasonAndBindingDoesNot() {
        Capture capture = Capture.of(
                ToolSpec.named("x").reason("why").parameter("n", int.class).build(), Renderers.none());
        Payload asked = capture.freeze("the user asked", 5);
        Payload again = capture.freeze("please", 5);
        assertThat(Digests.likeness(KEY, HEADER, again)).isEqualTo(Digests.likeness(KEY, HEADER, asked));
        assertThat(Digests.likeness(KEY, HEADER, capture.freeze("please", 6)))
                .isNotEqualTo(Digests.likeness(KEY, HEADER, asked));
        assertThat(Digests.binding(SALT, HEADER, again)).isNotEqualTo(Digests.binding(SALT, HEADER, asked));
    }

    record Request(@Reason String why, int rows) {}

    @Test
    void aReasonInsideARecordIsLeftOutOfTheLikenessToo() {
        Value asked = Samples.freeze(Request.class, new Request("the user asked", 5));
        Value again = Samples.freeze(Request.class, new Request("please", 5));
        assertThat(likeness(again)).isEqualTo(likeness(asked));
        assertThat(likeness(Samples.freeze(Request.class, new Request("please", 6))))
                .isNotEqualTo(likeness(asked));
        assertThat(binding(again)).isNotEqualTo(binding(asked));
        assertThat(payload(again).reason()).contains("please");
        assertThat(payload(Value.NULL).reason()).isEmpty();
    }

    @Test
    void likenessTakesMapsAsEqualWhateverTheirOrderAndBindingCoversTheOrderThatTheToolGets() {
        Map<String, Integer> forth = new LinkedHashMap<>();
        forth.put("a", 1);
        forth.put("b", 2);
        Map<String, Integer> back = new LinkedHashMap<>();
        back.put("b", 2);
        back.put("a", 1);
        Value first = Samples.freeze(Object.class, List.of(forth));
        Value second = Samples.freeze(Object.class, List.of(back));
        assertThat(likeness(first)).isEqualTo(likeness(second));
        assertThat(binding(first)).isNotEqualTo(binding(second));
    }

    @ParameterizedTest
    @MethodSource("dev.approvals.core.capture.RoundTripTest#parameters")
    void anySingleChangeChangesBothDigests(String parameter) {
        long seed = 20260103;
        Type type = Samples.type(parameter);
        Capture capture = Samples.capture(type);
        RandomValues values = new RandomValues(seed + parameter.hashCode());
        for (int i = 0; i < 60; i++) {
            Value value = capture.freeze(values.of(type)).values().get(0).value();
            String binding = binding(value);
            String likeness = likeness(value);
            assertThat(binding(value)).isEqualTo(binding);
            for (Value changed : Changes.of(value)) {
                assertThat(binding(changed)).as("seed %d: %s", seed, changed).isNotEqualTo(binding);
                assertThat(likeness(changed)).as("seed %d: %s", seed, changed).isNotEqualTo(likeness);
            }
        }
    }

    @Test
    void theFormIsPinned() {
        Capture capture = Samples.capture(Samples.type("order"));
        Payload payload = capture.freeze(new Samples.Order(
                "o-1",
                List.of(new Samples.Point(1, 2)),
                new BigDecimal("1.00"),
                Optional.of(Samples.Level.LOW),
                new long[] {3}));
        assertThat(Digests.binding(SALT, HEADER, payload)).isEqualTo(PINNED_BINDING);
        assertThat(Digests.likeness(KEY, HEADER, payload)).isEqualTo("k1:" + PINNED_LIKENESS);
    }

    @Test
    void aMaskedCopyHasNoDigest() {
        assertThatThrownBy(() -> binding(new Value.Masked("sensitive")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("digest the real values");
    }

    @Test
    void aShortSaltOrAWeakKeyIsRefused() {
        assertThatThrownBy(() -> Digests.binding(new byte[8], HEADER, payload(Value.NULL)))
                .hasMessage("a salt has 16 bytes, not 8");
        assertThatThrownBy(() -> LikenessKey.of("k", new byte[16]))
                .hasMessageContaining("give at least 32 random ones");
        assertThatThrownBy(() -> LikenessKey.of("a:b", new byte[32])).isInstanceOf(IllegalArgumentException.class);
        assertThat(KEY).hasToString("LikenessKey[k1]");
    }
}
