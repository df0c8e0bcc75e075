package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Which standard collection a tool gets where a collection type is declared. */
final class StandardCollections {
    /**
     * The classes whose iteration order is an accident of hashing, or of this JVM's start. Frozen values of these are
     * sorted: their order tells nothing, and equal calls must not differ by it.
     */
    private static final Set<Class<?>> ACCIDENTAL_ORDER = Set.of(
            HashMap.class,
            HashSet.class,
            Hashtable.class,
            WeakHashMap.class,
            ConcurrentHashMap.class,
            ConcurrentHashMap.newKeySet().getClass(),
            Map.of().getClass(),
            Map.of(1, 1).getClass(),
            Set.of().getClass(),
            Set.of(1).getClass());

    private static final List<Maker<Collection<Object>>> COLLECTIONS = List.of(
            new Maker<>(ArrayList.class, ArrayList::new),
            new Maker<>(LinkedHashSet.class, LinkedHashSet::new),
            new Maker<>(TreeSet.class, TreeSet::new));
    private static final List<Maker<Map<Object, Object>>> MAPS =
            List.of(new Maker<>(LinkedHashMap.class, LinkedHashMap::new), new Maker<>(TreeMap.class, TreeMap::new));

    private StandardCollections() {}

    /** Makes an empty collection that may stand where this type is declared; empty if none may. */
    static Optional<Supplier<Collection<Object>>> collection(Class<?> declared) {
        return Iterable.class.isAssignableFrom(declared) ? first(COLLECTIONS, declared) : Optional.empty();
    }

    /** Makes an empty map that may stand where this type is declared; empty if none may. */
    static Optional<Supplier<Map<Object, Object>>> map(Class<?> declared) {
        return Map.class.isAssignableFrom(declared) ? first(MAPS, declared) : Optional.empty();
    }

    static boolean hasAccidentalOrder(Object collection) {
        return ACCIDENTAL_ORDER.contains(collection.getClass());
    }

    private static <C> Optional<Supplier<C>> first(List<Maker<C>> makers, Class<?> declared) {
        return makers.stream()
                .filter(maker -> declared.isAssignableFrom(maker.type()))
                .map(Maker::make)
                .findFirst();
    }

    private record Maker<C>(Class<?> type, Supplier<C> make) {}
}
