package dev.approvals.core.capture;

import com.google.common.primitives.Primitives;
import dev.approvals.call.Arguments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A payload as approvers, policies and tools read it: each read makes new objects, so nobody can change it. */
record FrozenArguments(Capture capture, Payload payload) implements Arguments {
    @Override
    public List<String> names() {
        return payload.values().stream().map(NamedValue::name).toList();
    }

    @Override
    public <T> @Nullable T get(String name, Class<T> type) {
        NamedValue argument = payload.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no argument `" + name + "`, only " + String.join(", ", names())));
        Class<T> wanted = Primitives.wrap(type);
        Object typed = typed(argument).orElse(null);
        if (wanted.isInstance(typed)) {
            return wanted.cast(typed);
        }
        Object plain = PlainView.of(argument.value());
        if (plain == null || wanted.isInstance(plain)) {
            return wanted.cast(plain);
        }
        throw new IllegalArgumentException("the argument `" + name + "` is "
                + (typed == null ? "masked, or shown by a renderer, and readable as " : "a ")
                + (typed == null ? plain : typed).getClass().getName() + ", not a " + type.getName());
    }

    @Override
    public Map<String, @Nullable Object> asMap() {
        return PlainView.of(payload);
    }

    @Override
    public String json() {
        return PlainJson.of(payload);
    }

    @Override
    public String toString() {
        return payload.toString();
    }

    /** The argument as its parameter declares it; empty where a mask took a part of it away. */
    private Optional<Object> typed(NamedValue argument) {
        try {
            return Optional.ofNullable(capture.thaw(argument, payload.values().indexOf(argument)));
        } catch (ThawException e) {
            return Optional.empty(); // a masked copy need not fit its type any more: it is still readable as plain data
        }
    }
}
