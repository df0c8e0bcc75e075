package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.core.text.VisibleText;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainJsonTest {
    private static String json(Object live) {
        return PlainJson.of(Samples.freeze(Object.class, live));
    }

    @Test
    void numbersStayNumbersAndAllElseIsReadable() {
        assertThat(json(Arrays.asList(5, 5L, new BigDecimal("1.00"), 1e23, true, null, 'c', "a\"b\\c\n\td")))
                .isEqualTo("[5,5,1.00,1.0E23,true,null,\"c\",\"a\\\"b\\\\c\\n\\td\"]");
        assertThat(json(List.of(Double.NaN, Float.POSITIVE_INFINITY))).isEqualTo("[\"NaN\",\"Infinity\"]");
        assertThat(json(java.time.LocalDate.of(2026, 1, 31))).isEqualTo("\"2026-01-31\"");
    }

    @Test
    void hiddenCharactersAreVisibleAndTheResultIsStillJson() throws Exception {
        String hostile = "a\u202Eb\u200B\uDB40\uDC41\uD83D\u0000é漢😀";
        String json = json(hostile);
        assertThat(json).isEqualTo("\"a\\u202eb\\u200b\\udb40\\udc41\\ud83d\\u0000é漢😀\"");
        assertThat(new ObjectMapper().readValue(json, String.class)).isEqualTo(hostile);
    }

    @Test
    void bytesThatAreTextAreShownAsText() {
        assertThat(json("rm -rf /".getBytes(StandardCharsets.UTF_8))).isEqualTo("{\"utf8\":\"rm -rf /\"}");
        assertThat(json(new byte[] {(byte) 0xFF, 0})).isEqualTo("{\"base64\":\"/wA=\"}");
    }

    @Test
    void keysThatWouldHaveOneNameAreShownAsPairs() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        assertThat(json(map)).isEqualTo("[[1,\"number\"],[\"1\",\"text\"]]");
    }

    @Test
    void prettyJsonIsIndented() {
        Payload payload = Samples.capture(Object.class).freeze(Map.of("a", List.of(1, List.of())));
        assertThat(PlainJson.pretty(payload)).isEqualTo("""
                {
                  "x": {
                    "a": [
                      1,
                      []
                    ]
                  }
                }""");
    }

    @ParameterizedTest
    @MethodSource("dev.approvals.core.capture.RoundTripTest#parameters")
    void anyValueIsValidJsonWithoutHiddenCharacters(String parameter) throws Exception {
        long seed = 20260105;
        Capture capture = Samples.capture(Samples.type(parameter));
        RandomValues values = new RandomValues(seed);
        ObjectMapper mapper = new ObjectMapper();
        for (int i = 0; i < 100; i++) {
            String json = PlainJson.of(capture.freeze(values.of(Samples.type(parameter))));
            // Jackson refuses half a surrogate pair in a name, which JSON's grammar allows.
            assertThat(mapper.readTree(json.replaceAll("\\\\ud[89a-f]..", "?"))).isNotNull();
            assertThat(json.codePoints()).as("seed %d", seed).noneMatch(VisibleText::isHidden);
        }
    }
}
