package dev.approvals.core.capture;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds arguments of which a pattern hid a part although nobody marked them as sensitive. Whoever writes arguments chooses
 * what looks like a secret, so a rule that saw the masked call has not seen the whole.
 */
public final class HiddenText {
    private HiddenText() {}

    /**
     * The arguments of which a pattern hid a part.
     *
     * @param real the real arguments
     * @param shown their masked copy
     * @return their names, in order
     */
    public static List<String> in(Payload real, Payload shown) {
        if (real == shown) {
            return List.of();
        }
        return IntStream.range(0, real.values().size())
                .filter(i -> !real.values().get(i).sensitive())
                .filter(i -> differ(
                        real.values().get(i).value(), shown.values().get(i).value()))
                .mapToObj(i -> real.values().get(i).name())
                .toList();
    }

    private static boolean differ(Value real, Value shown) {
        if (real instanceof Value.Structure one && shown instanceof Value.Structure other) {
            return anyOf(
                    one.fields().size(),
                    i -> !one.fields().get(i).sensitive()
                            && differ(
                                    one.fields().get(i).value(),
                                    other.fields().get(i).value()));
        }
        if (real instanceof Value.Sequence one && shown instanceof Value.Sequence other) {
            return anyOf(
                    one.items().size(),
                    i -> differ(one.items().get(i), other.items().get(i)));
        }
        if (real instanceof Value.Mapping one && shown instanceof Value.Mapping other) {
            return anyOf(
                    one.entries().size(),
                    i -> differ(one.entries().get(i), other.entries().get(i)));
        }
        if (real instanceof Value.Json one && shown instanceof Value.Json other) {
            return differ(one.tree(), other.tree());
        }
        if (real instanceof Value.Rendered one && shown instanceof Value.Rendered other) {
            return differ(one.shown(), other.shown());
        }
        return !real.equals(shown);
    }

    private static boolean differ(Value.Entry real, Value.Entry shown) {
        return differ(real.key(), shown.key()) || differ(real.value(), shown.value());
    }

    private static boolean anyOf(int size, IntPredicate test) {
        return IntStream.range(0, size).anyMatch(test);
    }
}
