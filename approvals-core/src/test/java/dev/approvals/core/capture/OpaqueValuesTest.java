package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.reflect.TypeToken;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trap: a field that the renderer cannot see. What is not whole in sight is refused, at wrap time where that can be. */
class OpaqueValuesTest {
    record Owner(String name, Runnable callback) {}

    record Target(Owner owner, List<Owner> others) {}

    @SuppressWarnings("unused")
    public static class PrivateField {
        private String shown = "";
        private String hidden = "";

        public String getShown() {
            return shown;
        }

        public void setShown(String shown) {
            this.shown = shown;
        }
    }

    public static class TransientField {
        public String shown = "";
        public transient String hidden = "";
    }

    public static class ReadOnlyField {
        public final String shown = "";
    }

    public static class Untyped {
        private int value;

        public long getValue() {
            return value;
        }

        public void setValue(int value) {
            this.value = value;
        }
    }

    public static class Hiding extends Samples.Bean {
        public int limit = 5;
    }

    public static class Stateless {}

    public static class Sub extends Samples.Bean {
        public String more = "";
    }

    public class Inner {
        public String shown = "";
    }

    record Endless<T>(T value, Optional<Endless<List<T>>> next) {}

    record KeyedByRecord(Map<Samples.Point, String> map) {}

    static Stream<Type> opaqueTypes() {
        return Stream.of(
                Runnable.class,
                InputStream.class,
                Iterator.class,
                Stream.class,
                Path.class,
                Date.class,
                AtomicInteger.class,
                Thread.class,
                Class.class,
                StringBuilder.class,
                PrivateField.class,
                TransientField.class,
                ReadOnlyField.class,
                Untyped.class,
                Hiding.class,
                Stateless.class,
                Inner.class,
                Owner.class,
                Target.class,
                KeyedByRecord.class,
                new TypeToken<Endless<String>>() {}.getType(),
                new TypeToken<List<Runnable>>() {}.getType(),
                new TypeToken<Map<String, Optional<InputStream>>>() {}.getType(),
                Runnable[].class);
    }

    @ParameterizedTest
    @MethodSource("opaqueTypes")
    void anOpaqueTypeIsAFaultAtWrapTimeWithACure(Type type) {
        assertThat(TypeRules.check("x", type, Renderers.none()))
                .hasValueSatisfying(fault -> assertThat(fault)
                        .startsWith("`x")
                        .endsWith("declare a record of plain values instead, or register a renderer for the type"));
    }

    @Test
    void theFaultNamesPathTypeAndCure() {
        assertThat(TypeRules.check("target", Target.class, Renderers.none()))
                .contains("`target.owner.callback` is declared as the interface java.lang.Runnable, which does not say "
                        + "what stands behind it: declare a record of plain values instead, or register a renderer for "
                        + "the type");
        assertThat(TypeRules.check("target", PrivateField.class, Renderers.none())
                        .orElseThrow())
                .contains("PrivateField, whose field `hidden` has no public getter and setter");
    }

    @Test
    void aRefusedValueNamesPathTypeAndCureAndNoValue() {
        Capture capture = Samples.capture(Target.class);
        Target target = new Target(new Owner("secret-canary", () -> {}), List.of());
        assertThatThrownBy(() -> capture.freeze(target))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageStartingWith("`x.owner.callback` is declared as the interface java.lang.Runnable")
                .hasMessageContaining("OpaqueValuesTest$$Lambda")
                .hasMessageEndingWith("register a renderer for the type")
                .hasMessageNotContaining("secret-canary");
    }

    static Stream<Object> opaqueObjects() {
        Runnable lambda = () -> {};
        return Stream.of(
                lambda,
                new Object(),
                new Samples.Point(1, 2),
                Samples.Level.LOW,
                List.of(new int[] {1}, new String[] {"a"}),
                List.of(1).iterator(),
                Stream.of(1),
                InputStream.nullInputStream(),
                new StringBuilder("x"),
                new AtomicInteger(1),
                new Thread(lambda),
                new java.util.ArrayDeque<>(),
                JsonNodeFactory.instance.pojoNode(lambda),
                JsonNodeFactory.instance.missingNode(),
                List.of(Map.of("k", Optional.of(new Object()))),
                new BigDecimal("1") {},
                new BigInteger("1") {});
    }

    @ParameterizedTest
    @MethodSource("opaqueObjects")
    void underObjectOnlyStandardTypesPass(Object value) {
        assertThatThrownBy(() -> Samples.freeze(Object.class, value)).isInstanceOf(UnrenderableException.class);
    }

    @Test
    void aRuntimeSubtypeOfADeclaredTypeIsJudgedToo() {
        assertThatThrownBy(() -> Samples.freeze(Samples.Bean.class, new Sub()))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("is a dev.approvals.core.capture.OpaqueValuesTest$Sub where")
                .hasMessageContaining("declare a sealed interface of records");
        assertThatThrownBy(() -> Samples.freeze(BigDecimal.class, new BigDecimal("1") {
                    @Override
                    public String toString() {
                        return "0";
                    }
                }))
                .isInstanceOf(UnrenderableException.class);
        assertThatThrownBy(() -> Samples.freeze(Object[].class, new String[] {"a"}))
                .isInstanceOf(UnrenderableException.class);
    }

    @Test
    void valuesThatBreakTheirDeclaredTypeArgumentsAreRefused() {
        Type strings = new TypeToken<List<String>>() {}.getType();
        assertThatThrownBy(() -> Samples.freeze(strings, List.of("a", 5)))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("`x[1]` is a java.lang.Integer where java.lang.String is declared");
    }

    @Test
    void aSubclassOfACollectionGivesItsItemsOnly() {
        class Tagged extends ArrayList<String> {
            final String target = "hidden";
        }
        Tagged list = new Tagged();
        list.add(list.target.substring(0, 1));
        Capture capture = Samples.capture(new TypeToken<List<String>>() {}.getType());
        assertThat(capture.thaw(capture.freeze(list))[0])
                .isExactlyInstanceOf(ArrayList.class)
                .isEqualTo(List.of("h"));
    }

    @Test
    void cyclicEndlessAndExplodingStructuresAreRefused() {
        List<Object> cyclic = new ArrayList<>();
        cyclic.add(cyclic);
        assertThatThrownBy(() -> Samples.freeze(Object.class, cyclic))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("nests deeper than 64 levels, or contains itself");
        Object exploding = "x";
        for (int i = 0; i < 40; i++) {
            exploding = List.of(exploding, exploding);
        }
        Object bomb = exploding;
        assertThatThrownBy(() -> Samples.freeze(Object.class, bomb)).hasMessageContaining("more than 100000 values");
        Type integers = new TypeToken<Iterable<Integer>>() {}.getType();
        Iterable<Integer> endless = () -> IntStream.iterate(0, i -> i + 1).iterator();
        assertThatThrownBy(() -> Samples.freeze(integers, endless)).isInstanceOf(UnrenderableException.class);
        assertThatThrownBy(() -> Samples.freeze(String.class, "x".repeat(Walk.MOST_TEXT + 1)))
                .hasMessageContaining("holds more than");
        assertThatThrownBy(() -> Samples.freeze(BigInteger.class, BigInteger.ONE.shiftLeft(70_000)))
                .hasMessageContaining("65536 bits");
    }

    @Test
    void sixtyFourLevelsPass() {
        Object nested = "x";
        for (int i = 0; i < Walk.MOST_DEPTH; i++) {
            nested = List.of(nested);
        }
        Capture capture = Samples.capture(Object.class);
        Payload frozen = capture.freeze(nested);
        assertThat(ValueJson.readPayload(ValueJson.write(frozen))).isEqualTo(frozen);
        assertThat(capture.thaw(frozen)[0]).isEqualTo(nested);
        Object deeper = List.of(nested);
        assertThatThrownBy(() -> capture.freeze(deeper)).isInstanceOf(UnrenderableException.class);
    }

    @Test
    void whatWouldChangeOnTheWayToTheToolIsRefused() {
        Set<Object> twins = Collections.newSetFromMap(new IdentityHashMap<>());
        twins.add(new String("a"));
        twins.add(new String("a"));
        assertThatThrownBy(() -> Samples.freeze(Object.class, twins))
                .hasMessageContaining("two items that look the same");
        Map<Object, Object> twinKeys = new IdentityHashMap<>();
        twinKeys.put(new String("a"), 1);
        twinKeys.put(new String("a"), 2);
        assertThatThrownBy(() -> Samples.freeze(Object.class, twinKeys))
                .hasMessageContaining("two keys that look the same");
        SortedMap<String, Integer> ordered = new TreeMap<>(Comparator.reverseOrder());
        assertThatThrownBy(() -> Samples.freeze(new TypeToken<SortedMap<String, Integer>>() {}.getType(), ordered))
                .hasMessageContaining("a comparator, which is code");
        assertThatThrownBy(() -> Samples.freeze(Object.class, Collections.singletonMap(null, 1)))
                .hasMessageContaining("a key that is no plain value");
    }

    @Test
    void codeOfTheCallersThatFailsIsARefusalWithThePath() {
        List<String> broken = new ArrayList<>() {
            @Override
            public Iterator<String> iterator() {
                throw new IllegalStateException("boom");
            }
        };
        assertThatThrownBy(() -> Samples.freeze(Object.class, Map.of("k", broken)))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("`x[\"k\"]` cannot be read: its code threw java.lang.IllegalStateException");
        record Throwing(String text) {
            @Override
            public String text() {
                throw new IllegalStateException("boom");
            }
        }
        assertThatThrownBy(() -> Samples.freeze(Throwing.class, new Throwing("a")))
                .isInstanceOf(UnrenderableException.class)
                .hasMessageContaining("`x.text` cannot be read: its accessor threw java.lang.IllegalStateException");
    }

    @Test
    void aHostileKeyIsMaskedEscapedAndCutInMessages() {
        String key = "\u202Epassword=hunter2 " + "x".repeat(100);
        assertThatThrownBy(() -> Samples.freeze(Object.class, Map.of(key, new Object())))
                .hasMessageContaining("`x[\"\\u{202E RLO}password=[masked: password] ... [100 more characters]\"]`")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\u202E");
    }
}
