package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.reflect.TypeToken;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap: the raw JSON is not what executes. What a framework would forgive is refused here, with field and cure. */
class BindingTest {
    enum Level {
        LOW,
        HIGH
    }

    private static final Capture EXPORT = Capture.of(
            ToolSpec.named("export")
                    .parameter("table", String.class)
                    .parameter("rows", int.class)
                    .parameter("level", Level.class)
                    .build(),
            Renderers.none());

    private static final String REST = ",\"table\":\"t\",\"level\":\"LOW\"}";

    private static Object bound(Type type, String json) {
        Capture capture = Samples.capture(type);
        return capture.thaw(capture.bind("{\"x\":" + json + "}"))[0];
    }

    @Test
    void aNumberThatWouldBecomeZeroIsRefused() {
        assertThat(bound(float.class, "0.0")).isEqualTo(0f);
        assertThatThrownBy(() -> bound(float.class, "1e-60")).hasMessageContaining("is too close to zero for float");
        assertThatThrownBy(() -> bound(double.class, "-1e-400"))
                .hasMessageContaining("is too close to zero for double");
    }

    @Test
    void whatFitsExactlyIsBound() {
        assertThat(EXPORT.thawNamed(EXPORT.bind("{\"rows\":5,\"level\":\"HIGH\",\"table\":\"orders\"}")))
                .containsExactly(Map.entry("table", "orders"), Map.entry("rows", 5), Map.entry("level", Level.HIGH));
        assertThat(EXPORT.bind("{\"rows\":5" + REST)).isEqualTo(EXPORT.freeze("t", 5, Level.LOW));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            duplicate key            | {"rows":5,"rows":5000,"table":"t","level":"LOW"} | `rows` is given twice: send it once
            number as text           | {"rows":"5000","table":"t","level":"LOW"} | `rows` is the text "5000", but must be int: send a whole number, without quotes
            fraction for an int      | {"rows":5000.7,"table":"t","level":"LOW"} | `rows` has a fraction, but must be a whole number (int): send it without one
            trailing comma           | {"table":"t","level":"LOW","rows":5,} | `arguments` are no valid JSON at character 37, after the field `rows`: remove the trailing comma
            object inside a string   | "{\\"rows\\":5}" | `arguments` are the text "{"rows":5}", but must be one JSON object: send the object itself, not an object written inside a text
            unknown extra key        | {"rows":5,"table":"t","level":"LOW","force":true} | `force` is no parameter of export: send only table, rows, level
            missing primitive        | {"table":"t","level":"LOW"} | `rows` is missing: send it
            null for a primitive     | {"rows":null,"table":"t","level":"LOW"} | `rows` is null, but must have a value: send one
            enum by ordinal          | {"rows":5,"table":"t","level":1} | `level` is the number 1, which names no constant of Level: send one of LOW, HIGH as text
            """)
    void eachOfTheNineLenientInputsIsRefusedWithFieldAndCure(String name, String json, String message) {
        assertThatThrownBy(() -> EXPORT.bind(json))
                .as(name)
                .isInstanceOf(BindingException.class)
                .hasMessage(message);
    }

    @Test
    void anExactIntegralFloatPassesAsTheInteger() {
        for (String number : List.of("5000", "5000.0", "5e3", "5.000E+3")) {
            assertThat(EXPORT.bind("{\"rows\":" + number + REST)).isEqualTo(EXPORT.freeze("t", 5000, Level.LOW));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "5",
                "{} {}",
                "{}}",
                "{} trailing",
                "{x:5}",
                "{'x':5}",
                "// x\n{}",
                "{,}",
                "\uFEFF"
            })
    void whatIsNotOneJsonObjectIsRefused(String json) {
        Capture nothingNeeded = Samples.capture(int.class).withDefaults(Map.of("x", "1"));
        assertThat(nothingNeeded.bind("{}").values()).hasSize(1);
        assertThatThrownBy(() -> nothingNeeded.bind(json))
                .isInstanceOf(BindingException.class)
                .hasMessageStartingWith("`arguments` ")
                .hasMessageContaining(": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05",
                "+5",
                ".5",
                "5.",
                "0x5",
                "NaN",
                "Infinity",
                "5 /* five */",
                "5,",
                "1e999999999",
                "2147483648",
                "true",
                "[5]",
                "{}",
                "\"\"",
                "\"five\""
            })
    void noOtherFormOfANumberIsTaken(String number) {
        assertThatThrownBy(() -> bound(int.class, number)).isInstanceOf(BindingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "{}", "[\"a\"]", "'a'", "a", "\"a\nb\"", "\"\\x\""})
    void noOtherFormOfATextIsTaken(String text) {
        assertThatThrownBy(() -> bound(String.class, text)).isInstanceOf(BindingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"low\"", "\" LOW\"", "\"\"", "0", "[\"LOW\"]", "\"MIDDLE\""})
    void noOtherNameOfAConstantIsTaken(String constant) {
        assertThatThrownBy(() -> bound(Level.class, constant))
                .isInstanceOf(BindingException.class)
                .hasMessageContaining("send one of LOW, HIGH as text");
    }

    @Test
    void defaultsAreFilledInBeforeAnybodyJudges() {
        Capture withDefaults = EXPORT.withDefaults(Map.of("rows", "100", "level", "\"LOW\"", "table", "null"));
        assertThat(withDefaults.bind("{}")).isEqualTo(EXPORT.freeze(null, 100, Level.LOW));
        assertThat(withDefaults.bind("{\"rows\":7}")).isEqualTo(EXPORT.freeze(null, 7, Level.LOW));
        assertThatThrownBy(() -> EXPORT.withDefaults(Map.of("rows", "\"100\""))).isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> EXPORT.withDefaults(Map.of("rowz", "1"))).hasMessageContaining("no parameter `rowz`");
    }

    @Test
    void standardTypesAreReadFromTheirTextAndNumbers() {
        assertThat(bound(BigDecimal.class, "1.00")).isEqualTo(new BigDecimal("1.00"));
        assertThat(bound(BigInteger.class, "123456789012345678901234567890"))
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(bound(double.class, "0.1")).isEqualTo(0.1);
        assertThat(bound(double.class, "1e300")).isEqualTo(1e300);
        assertThat(bound(long.class, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(bound(char.class, "\"a\"")).isEqualTo('a');
        assertThat(bound(LocalDate.class, "\"2026-01-31\"")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(bound(Instant.class, "\"2026-01-31T09:30:00Z\"")).isEqualTo(Instant.parse("2026-01-31T09:30:00Z"));
        assertThat(bound(Duration.class, "\"PT90M\"")).isEqualTo(Duration.ofMinutes(90));
        assertThat(bound(UUID.class, "\"123E4567-e89b-12d3-a456-426614174000\""))
                .isEqualTo(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        assertThat(bound(URI.class, "\"https://example.com/a?b=c\""))
                .isEqualTo(URI.create("https://example.com/a?b=c"));
        assertThat((byte[]) bound(byte[].class, "\"AQID\"")).containsExactly(1, 2, 3);
        assertThat(bound(Samples.type("json"), "{\"a\":[1,null]}")).hasToString("{\"a\":[1,null]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ratio   | 9007199254740993
            ratio   | 1e400
            ratio   | "0.5"
            small   | 1e39
            letter  | "ab"
            letter  | ""
            price   | "1.00"
            at      | "yesterday"
            at      | 1700000000
            bytes   | "AQI"
            bytes   | "AQJ="
            bytes   | [1,2]
            flag    | "true"
            flag    | 1
            list    | "a"
            list    | {"0":"a"}
            levels  | ["LOW","LOW"]
            map     | []
            map     | {"a":[1.5]}
            byLevel | {"MIDDLE":null}
            point   | "{}"
            point   | {"x":1}
            point   | {"x":1,"y":2,"z":3}
            point   | {"x":1,"y":2,"x":1}
            point   | [1,2]
            shape   | {"radius":1}
            number  | "5"
            """)
    void nothingIsCoerced(String parameter, String json) {
        assertThatThrownBy(() -> bound(Samples.type(parameter), json))
                .isInstanceOf(BindingException.class)
                .hasMessageStartingWith("`x");
    }

    @Test
    void aUuidInAShortFormIsRefused() {
        assertThatThrownBy(() -> bound(UUID.class, "\"1-1-1-1-1\""))
                .isInstanceOf(BindingException.class)
                .hasMessage("`x` is no uuid: send text in the form of 123e4567-e89b-12d3-a456-426614174000");
    }

    @Test
    void recordsListsMapsOptionalsAndBeansAreBound() {
        assertThat(bound(Samples.Order.class, """
                {"id":"a","path":[{"x":1,"y":2}],"price":1.50,"level":"HIGH","totals":[1,2]}"""))
                .usingRecursiveComparison()
                .isEqualTo(new Samples.Order(
                        "a",
                        List.of(new Samples.Point(1, 2)),
                        new BigDecimal("1.50"),
                        Optional.of(Samples.Level.HIGH),
                        new long[] {1, 2}));
        assertThat(((Samples.Order) bound(Samples.Order.class, "{\"id\":\"a\"}")).level())
                .as("an optional component may be left out")
                .isEmpty();
        assertThat(bound(new TypeToken<Map<Integer, Set<Level>>>() {}.getType(), "{\"5\":[\"LOW\"]}"))
                .isEqualTo(Map.of(5, Set.of(Level.LOW)));
        assertThatThrownBy(() -> bound(new TypeToken<Map<Integer, String>>() {}.getType(), "{\"05\":\"a\"}"))
                .hasMessageContaining("`x[\"05\"]` has a key that is not written as int is");
        assertThatThrownBy(() -> bound(Samples.type("point"), "{\"x\":1,\"y\":2,\"z\":3}"))
                .hasMessage("`x.z` is no field of Point: send only x, y");
    }

    @Test
    void whatABeanLeavesOutHasTheDefaultOfItsClass() {
        Samples.Bean bean = (Samples.Bean) bound(Samples.Bean.class, "{\"owner\":\"bob\"}");
        assertThat(bean.getOwner()).isEqualTo("bob");
        assertThat(bean.limit).isEqualTo(100);
    }

    @Test
    void aToolWithoutDeclaredParametersTakesAnyObjectStrictly() {
        Capture open = Capture.of(ToolSpec.named("any").anyArguments().build(), Renderers.none());
        Map<String, Object> bound = open.thawNamed(open.bind("""
                {"b":1,"a":[1.50,null,true,3000000000],"o":{"k":"v"}}"""));
        assertThat(bound)
                .containsExactly(
                        Map.entry("b", 1),
                        Map.entry("a", Arrays.asList(new BigDecimal("1.50"), null, true, 3_000_000_000L)),
                        Map.entry("o", Map.of("k", "v")));
        for (String json : List.of("{\"a\":1,\"a\":2}", "{\"a\":{\"b\":1,\"b\":2}}", "{} 1", "[]", "{\"a\":1,}")) {
            assertThatThrownBy(() -> open.bind(json)).as(json).isInstanceOf(BindingException.class);
        }
        assertThatThrownBy(() -> open.bind("{\"a\":[{\"b\":1,\"b\":2}]}"))
                .hasMessageContaining("`a[0].b` is given twice");
        assertThat(open.bind(PlainJson.of(open.bind("{\"a\":1}")))).isEqualTo(open.bind("{\"a\":1}"));
    }

    @Test
    void deepHugeAndHostileJsonIsRefusedQuickly() {
        Capture open = Capture.of(ToolSpec.named("any").anyArguments().build(), Renderers.none());
        assertThatThrownBy(() -> open.bind("{\"a\":".repeat(10_000)))
                .isInstanceOf(BindingException.class)
                .hasMessageContaining("nests deeper than 64 levels");
        assertThatThrownBy(() -> open.bind("{\"a\":[" + "0,".repeat(200_000) + "0]}"))
                .isInstanceOf(BindingException.class)
                .hasMessageContaining("more than 100000 values");
        assertThatThrownBy(() -> open.bind("{\"a\":\"" + "x".repeat(5_000_000) + "\"}"))
                .isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> open.bind("{\"a\":" + "9".repeat(5_000) + "}")).isInstanceOf(BindingException.class);
        assertThatThrownBy(() -> open.bind("{\"a\":1e99999}"))
                .hasMessage("`a` has too large an exponent: send a number of usual size");
        assertThatCode(() -> open.bind("{\"a\":1e300}")).doesNotThrowAnyException();
    }

    @Test
    void messagesMaskEscapeAndCutWhatWasSent() {
        assertThatThrownBy(() -> EXPORT.bind("{\"rows\":\"\u202Epassword=hunter2 " + "x".repeat(500) + "\"" + REST))
                .hasMessageContaining("\\u{202E RLO}password=[masked: password]")
                .hasMessageNotContaining("hunter2")
                .hasMessageContaining("more characters]");
    }

    @Test
    void loneSurrogatesSurvive() {
        assertThat(bound(String.class, "\"a\\ud800b\"")).isEqualTo("a\ud800b");
    }
}
