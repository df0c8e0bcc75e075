package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap: deserialisation of stored arguments. */
class ValueJsonTest {
    private static final List<String> FOREIGN = List.of(
            "",
            " ",
            "{}",
            "[]",
            "5",
            "true",
            "1 2",
            "null null",
            "\"a\" \"b\"",
            "{\"int\":5}",
            "{\"int\":\"05\"}",
            "{\"int\":\"+5\"}",
            "{\"int\":\"5\",\"int\":\"6\"}",
            "{\"int\":\"5\",\"long\":\"6\"}",
            "{\"int\":\"5\"} x",
            "{\"unknown\":\"5\"}",
            "{\"double\":\"1\"}",
            "{\"double\":\"1.00\"}",
            "{\"boolean\":\"TRUE\"}",
            "{\"char\":\"ab\"}",
            "{\"bytes\":\"AQJ=\"}",
            "{\"bytes\":\"*\"}",
            "{\"list\":5}",
            "{\"list\":[5]}",
            "{\"map\":[[null]]}",
            "{\"map\":[[null,null,null]]}",
            "{\"enum\":[\"T\"]}",
            "{\"enum\":[\"T\",\"A\",\"B\"]}",
            "{\"structure\":[\"T\",[[\"a\",null,\"other\"]]]}",
            "{\"structure\":[\"T\",[[null,null]]]}",
            "{\"@class\":\"javax.swing.JEditorPane\"}",
            "{\"uuid\":\"1-1-1-1-1\"}",
            "{\"list\":[null],\"x\":1}",
            "[\"int\",\"5\"]",
            "{\"localDate\":\"2026-02-30\"}",
            "{\"list\":[null");

    @Test
    void theStoredFormIsPinned() {
        Payload payload = Samples.capture(Samples.Order.class)
                .freeze(new Samples.Order(
                        "ä", List.of(), new BigDecimal("1.00"), Optional.of(Samples.Level.HIGH), new long[] {5}));
        String type = "dev.approvals.core.capture.Samples$";
        assertThat(ValueJson.write(payload))
                .isEqualTo("{\"version\":1,\"arguments\":[[\"x\",\"" + type + "Order\",{\"structure\":[\"" + type
                        + "Order\",[[\"id\",\"\\u00E4\"],[\"path\",{\"list\":[]}],[\"price\",{\"bigDecimal\":\"1.00\"}],"
                        + "[\"level\",{\"optional\":[{\"enum\":[\"" + type
                        + "Level\",\"HIGH\"]}]}],[\"totals\",{\"array\":[{\"long\":\"5\"}]}]]]}]]}");
    }

    @ParameterizedTest
    @FieldSource("FOREIGN")
    void whatWeDidNotWriteIsRefused(String json) {
        assertThatThrownBy(() -> ValueJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stored payload is damaged, or of another version: expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"version\":2,\"arguments\":[]}",
                "{\"arguments\":[]}",
                "{\"version\":1}",
                "{\"version\":1,\"arguments\":[],\"a\":1}",
                "{\"version\":1,\"arguments\":[[\"a\",\"t\"]]}",
                "{\"version\":1,\"arguments\":[[\"a\",\"t\",null,\"other\"]]}",
                "{\"version\":1,\"arguments\":[[\"a\",\"t\",null,\"reason\",\"sensitive\"]]}",
                "{\"version\":1,\"arguments\":[]}]"
            })
    void aPayloadThatWeDidNotWriteIsRefused(String json) {
        assertThatThrownBy(() -> ValueJson.readPayload(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void marksSurvive() {
        Payload payload = new Payload(List.of(
                new NamedValue("a", "t", Value.NULL, true, true),
                new NamedValue("b", "t", Value.NULL, true, false),
                new NamedValue("c", "t", Value.NULL, false, true),
                new NamedValue(
                        "d",
                        "t",
                        new Value.Structure(
                                "S", List.of(new Value.Field("f", new Value.Masked("sensitive"), true, true))),
                        false,
                        false)));
        assertThat(ValueJson.readPayload(ValueJson.write(payload))).isEqualTo(payload);
    }

    @Test
    void depthAndSizeAreBounded() {
        assertThatThrownBy(() -> ValueJson.read("{\"list\":[".repeat(10_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ValueJson.read("{\"list\":[" + "null,".repeat(100_001) + "null]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100000 items");
    }

    @Test
    void aClassNameInTheDataOnlyHasToMatchTheDeclaredOne() {
        Capture capture = Samples.capture(Samples.Shape.class);
        String stored = ValueJson.write(capture.freeze(new Samples.Circle(1)));
        for (String other : List.of("java.lang.Runtime", "dev.approvals.core.capture.Samples$Point", "x")) {
            Payload forged = ValueJson.readPayload(stored.replace("dev.approvals.core.capture.Samples$Circle", other));
            assertThatThrownBy(() -> capture.thaw(forged))
                    .isInstanceOf(ThawException.class)
                    .hasMessageContaining("is nothing that dev.approvals.core.capture.Samples$Shape permits");
        }
    }

    @Test
    void aConstantOfAnotherEnumOrOfNoneIsRefused() {
        Capture capture = Samples.capture(Samples.Level.class);
        Payload frozen = capture.freeze(Samples.Level.LOW);
        for (Value.Constant other : List.of(
                new Value.Constant("com.example.Level", "LOW"),
                new Value.Constant(Samples.Level.class.getName(), "GONE"))) {
            Payload forged = new Payload(List.of(frozen.values().get(0).with("x", other)));
            assertThatThrownBy(() -> capture.thaw(forged))
                    .isInstanceOf(ThawException.class)
                    .hasMessageContaining("names no constant of dev.approvals.core.capture.Samples$Level");
        }
    }

    @Test
    void aStoredCallOfAnotherSignatureIsRefused() {
        Payload stored = Samples.capture(int.class).freeze(5);
        assertThatThrownBy(() -> Samples.capture(long.class).thaw(stored))
                .isInstanceOf(ThawException.class)
                .hasMessage(
                        "`x` is a int where the tool sample declares x as long: the stored call and the tool's code "
                                + "differ: ask for a new approval");
        assertThatThrownBy(() -> Samples.capture(int.class).thaw(new Payload(List.of())))
                .isInstanceOf(ThawException.class)
                .hasMessageContaining("has 0 arguments, but the tool sample has 1 parameters");
        Payload wrong = new Payload(List.of(stored.values().get(0).with("x", Value.Scalar.of("5"))));
        assertThatThrownBy(() -> Samples.capture(int.class).thaw(wrong)).hasMessageContaining("`x` is no int");
        Payload none = new Payload(List.of(stored.values().get(0).with("x", Value.NULL)));
        assertThatThrownBy(() -> Samples.capture(int.class).thaw(none)).hasMessageContaining("`x` is null");
    }
}
