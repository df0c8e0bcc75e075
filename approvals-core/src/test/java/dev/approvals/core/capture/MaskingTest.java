package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.reflect.TypeToken;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trap: secrets on the card or in the audit. */
class MaskingTest {
    private static final String CANARY = "canary7c1f";
    private static final String KEY = "AKIA" + "CANARYCANARY7C1F";
    private static final Type LOGINS = new TypeToken<Map<String, List<Samples.Login>>>() {}.getType();
    private static final Masking MASKING = Masking.standard();

    private static Payload masked(Object live) {
        return MASKING.mask(Samples.capture(Object.class).freeze(live));
    }

    @Test
    void sensitiveParametersComponentsAndFieldsAreMaskedWholeWhereverTheyNest() {
        Capture capture = Capture.of(
                ToolSpec.named("t")
                        .sensitive("token", String.class)
                        .parameter("logins", LOGINS)
                        .parameter("bean", Samples.Bean.class)
                        .build(),
                Renderers.none());
        Samples.Bean bean = new Samples.Bean();
        bean.setToken(CANARY);
        Map<String, List<Samples.Login>> logins = Map.of("prod", List.of(new Samples.Login("bob", CANARY)));
        Payload masked = MASKING.mask(capture.freeze(CANARY, logins, bean));
        assertThat(PlainJson.of(masked))
                .doesNotContain(CANARY)
                .contains("\"token\":\"[masked: sensitive]\"")
                .contains("{\"prod\":[{\"user\":\"bob\",\"secret\":\"[masked: sensitive]\"}]}");
        assertThat(ValueJson.write(masked)).doesNotContain(CANARY);
        assertThat(masked.toString()).doesNotContain(CANARY);
    }

    @Test
    void knownSecretsAreMaskedInTextsKeysBytesCharsAddressesAndJson() {
        Map<String, Object> live = new LinkedHashMap<>();
        live.put("text", "use " + KEY + " now");
        live.put("list", List.of(List.of(KEY)));
        live.put("set", Set.of(KEY));
        live.put("map", Map.of(KEY, 1));
        live.put("bytes", ("key: " + KEY).getBytes(StandardCharsets.UTF_8));
        live.put("address", URI.create("https://bob:" + CANARY + "@example.com/"));
        live.put("json", JsonNodeFactory.instance.objectNode().put("a", KEY).put("password", CANARY));
        Payload masked = masked(live);
        assertThat(PlainJson.of(masked) + ValueJson.write(masked) + PlainView.of(masked))
                .doesNotContain(KEY)
                .doesNotContain(CANARY)
                .contains("use [masked: aws-access-key] now")
                .contains("{\"[masked: aws-access-key]\":1}")
                .contains("\"bytes\":\"[masked: secret bytes]\"")
                .contains("https://bob:[masked: url-password]@example.com/");
        Payload chars = MASKING.mask(Samples.capture(char[].class).freeze((Object) KEY.toCharArray()));
        assertThat(PlainJson.of(chars)).isEqualTo("{\"x\":\"[masked: secret characters]\"}");
    }

    @Test
    void aTextUnderASecretNameIsMaskedWhateverItLooksLike() {
        assertThat(PlainJson.of(masked(Map.of("db_password", CANARY, "passwords", 2, "secret", List.of(CANARY)))))
                .isEqualTo("{\"x\":{\"db_password\":\"[masked: password]\",\"passwords\":2,"
                        + "\"secret\":[\"[masked: secret]\"]}}");
        Capture capture = Capture.of(
                ToolSpec.named("t")
                        .parameter("password", char[].class)
                        .parameter("apiKey", String.class)
                        .build(),
                Renderers.none());
        assertThat(PlainJson.of(MASKING.mask(capture.freeze(CANARY.toCharArray(), CANARY))))
                .isEqualTo("{\"password\":\"[masked: secret characters]\",\"apiKey\":\"[masked: api-key]\"}");
    }

    @Test
    void twoKeysWithOneMaskSwallowNoEntry() {
        Map<String, Integer> live = new LinkedHashMap<>();
        live.put(KEY, 1);
        live.put("ASIA" + "CANARYCANARY7C1F", 2);
        assertThat(PlainJson.of(masked(live)))
                .isEqualTo("{\"x\":[[\"[masked: aws-access-key]\",1],[\"[masked: aws-access-key]\",2]]}");
        assertThat(PlainView.of(masked(live)).get("x"))
                .isEqualTo(Map.of("[masked: aws-access-key]", 1, "[masked: aws-access-key] (2)", 2));
    }

    @Test
    void theNamesThatAModelChoseAreMaskedToo() {
        Capture open = Capture.of(ToolSpec.named("any").anyArguments().build(), Renderers.none());
        Payload masked = MASKING.mask(open.bind("{\"" + KEY + "\":1,\"ASIA" + "CANARYCANARY7C1F\":2}"));
        assertThat(PlainJson.of(masked))
                .isEqualTo("{\"[masked: aws-access-key]\":1,\"[masked: aws-access-key] (2)\":2}");
    }

    @Test
    void theRealValuesStayAsTheyAre() {
        Payload real = Samples.capture(Object.class).freeze(Map.of("k", KEY));
        MASKING.mask(real);
        assertThat(PlainJson.of(real)).contains(KEY);
        assertThat(real.toString()).as("not even by accident in a log").isEqualTo("Payload[x]");
        assertThat(real.values().toString()).doesNotContain(KEY);
    }

    @Test
    void whereNothingIsMaskedTheCopyIsTheCallItselfAndNotWhereOnePartIs() {
        Map<String, Object> harmless = Map.of("list", List.of(1, "two", Map.of("three", 4)));
        Payload real = Samples.capture(Object.class).freeze(harmless);
        assertThat(MASKING.mask(real)).isSameAs(real);

        Payload one = Samples.capture(Object.class).freeze(List.of(harmless, KEY));
        assertThat(MASKING.mask(one)).isNotSameAs(one).isNotEqualTo(one);
        assertThat(HiddenText.in(one, MASKING.mask(one))).containsExactly("x");
    }

    @Test
    void aMaskerThatThrowsOrReturnsNullDeniesAndTellsNoValue() {
        Payload payload = Samples.capture(String.class).freeze(CANARY);
        Masking throwing = MASKING.and(text -> {
            throw new IllegalStateException(text);
        });
        assertThatThrownBy(() -> throwing.mask(payload))
                .isInstanceOf(MaskingException.class)
                .hasMessage("a masker threw java.lang.IllegalStateException: mend it, or leave it out")
                .hasNoCause();
        assertThatThrownBy(() -> MASKING.and(text -> null).mask(payload))
                .isInstanceOf(MaskingException.class)
                .hasMessageContaining("returned null");
    }

    @Test
    void aHostsMaskerSeesWhatTheKnownPatternsLeft() {
        Masking own = MASKING.and(text -> text.replace("internal-7", "[ours]"));
        assertThat(PlainJson.of(own.mask(Samples.capture(String.class).freeze("internal-7 " + KEY))))
                .isEqualTo("{\"x\":\"[ours] [masked: aws-access-key]\"}");
    }

    @Test
    void aSecretAnywhereInARandomTreeNeverLeaks() {
        long seed = 20260104;
        Random random = new Random(seed);
        RandomValues values = new RandomValues(seed);
        Capture capture = Samples.capture(Object.class);
        for (int i = 0; i < 500; i++) {
            Object live = hidden(random, 4, values);
            Payload masked = MASKING.mask(capture.freeze(live));
            assertThat(PlainJson.of(masked) + ValueJson.write(masked) + PlainView.of(masked))
                    .as("seed %d", seed)
                    .doesNotContain(KEY);
        }
    }

    private static Object hidden(Random random, int depth, RandomValues values) {
        if (depth == 0) {
            return random.nextBoolean() ? "before " + KEY + " after" : KEY.getBytes(StandardCharsets.UTF_8);
        }
        Object inner = hidden(random, depth - 1, values);
        return switch (random.nextInt(4)) {
            case 0 -> List.of("x", inner);
            case 1 -> Map.of("k", inner, KEY, 1);
            case 2 -> Optional.of(inner);
            default -> Arrays.asList(values.of(Object.class), inner);
        };
    }
}
