package dev.approvals.core.capture;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which declared types can be frozen: primitives and their boxes, text, enums, numbers, {@code java.time}, UUID, URI,
 * byte arrays, JSON trees, records and beans in full sight, sealed types of these, and lists, sets, maps, arrays and
 * optionals of these. {@code Object} is left to the values.
 */
public final class TypeRules {
    private TypeRules() {}

    /**
     * Judges a declared type before there is a value.
     *
     * @param name what the type belongs to, for the message
     * @param type the generic type
     * @param renderers what stands in for opaque types
     * @return the first fault, naming path, type and cure; empty if the type can be frozen
     */
    public static Optional<String> check(String name, Type type, Renderers renderers) {
        PlanMaker maker = new PlanMaker(renderers);
        maker.plan(name, type);
        return maker.faults().stream().findFirst();
    }

    /**
     * Writes a type the same on every JDK, as it stands in digests.
     *
     * @param type the generic type
     * @return such as {@code java.util.List<java.lang.String>}
     */
    public static String text(Type type) {
        if (type instanceof Class<?> raw) {
            return raw.isArray() ? text(raw.getComponentType()) + "[]" : raw.getName();
        }
        if (type instanceof ParameterizedType parameterized) {
            return text(parameterized.getRawType()) + "<" + texts(parameterized.getActualTypeArguments()) + ">";
        }
        if (type instanceof GenericArrayType array) {
            return text(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getLowerBounds().length > 0
                    ? "? super " + texts(wildcard.getLowerBounds())
                    : "? extends " + texts(wildcard.getUpperBounds());
        }
        return type instanceof TypeVariable<?> variable ? variable.getName() : type.getTypeName();
    }

    private static String texts(Type[] types) {
        return Stream.of(types).map(TypeRules::text).collect(Collectors.joining(","));
    }
}
