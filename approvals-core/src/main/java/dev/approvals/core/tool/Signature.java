package dev.approvals.core.tool;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a method is written in identifiers and messages: {@code export(String,int,com.acme.Level)}.
 *
 * <p>Types of java.lang, java.util, java.time, java.math and java.net, no two of which share a name, go by their simple
 * names; all others by their full ones. So the text depends on nothing but the method.
 */
final class Signature {

    private static final Set<String> SIMPLE = Set.of("java.lang", "java.util", "java.time", "java.math", "java.net");

    private Signature() {}

    /** A method's name and the given parameter types. */
    static String of(String name, List<Class<?>> parameters) {
        return parameters.stream().map(Signature::typeName).collect(Collectors.joining(",", name + "(", ")"));
    }

    /** A method with the type that declares it, as faults name it. */
    static String place(Method method) {
        return method.getDeclaringClass().getTypeName() + "."
                + of(method.getName(), List.of(method.getParameterTypes()));
    }

    /** All of them, as a list for people. */
    static String places(Stream<Method> methods) {
        return methods.map(Signature::place).distinct().collect(Collectors.joining(" and "));
    }

    static String typeName(Class<?> type) {
        String name = type.getTypeName();
        String prefix = type.getPackageName() + ".";
        return SIMPLE.contains(type.getPackageName()) && name.startsWith(prefix)
                ? name.substring(prefix.length())
                : name;
    }
}
