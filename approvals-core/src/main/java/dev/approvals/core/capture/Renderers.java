package dev.approvals.core.capture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The renderers of a gate, by the declared type that they stand in for. Immutable. */
public final class Renderers {
    private static final Renderers NONE = new Renderers(Map.of());

    private final Map<Class<?>, Renderer<?>> byType;

    private Renderers(Map<Class<?>, Renderer<?>> byType) {
        this.byType = byType;
    }

    /** {@return no renderers: every opaque type is refused} */
    public static Renderers none() {
        return NONE;
    }

    /**
     * Adds a renderer.
     *
     * @param type the type as parameters, components and fields declare it
     * @param renderer shows its objects, those of subtypes included
     * @param <T> the type
     * @return these renderers and the new one, which replaces an earlier one of this type
     */
    public <T> Renderers with(Class<T> type, Renderer<? super T> renderer) {
        Map<Class<?>, Renderer<?>> more = new LinkedHashMap<>(byType);
        more.put(type, renderer);
        return new Renderers(more);
    }

    Optional<Renderer<?>> find(Class<?> declared) {
        return Optional.ofNullable(byType.get(declared));
    }
}
