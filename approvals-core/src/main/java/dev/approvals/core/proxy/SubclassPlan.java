package dev.approvals.core.proxy;

import com.google.common.reflect.TypeToken;
import dev.approvals.core.tool.ToolMethod;
import dev.approvals.core.tool.ToolModel;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a generated subclass does with each method it inherits. Two wrappings with equal {@link #key()} share a class.
 *
 * @param type the class to extend
 * @param more further interfaces
 * @param gated signatures of gated methods, and the tool each belongs to
 * @param left signatures of methods that stay as inherited: default methods the target does not override either
 * @param exchanged signatures of methods that may return the target, in whose place the wrapped object is given
 */
record SubclassPlan(
        Class<?> type,
        List<Class<?>> more,
        SortedMap<String, ToolMethod> gated,
        SortedSet<String> left,
        SortedSet<String> exchanged) {

    /** The field of the handler for equals, hashCode and toString. */
    static final String IDENTITY = "approvals$identity";

    /** The field of the handler that calls the target by reflection. */
    static final String REFLECTION = "approvals$reflection";

    private static final String GATE = "approvals$gate";

    /** What becomes of a method. */
    enum Role {
        /** It stays as it is inherited. */
        LEAVE,
        /** It is answered by the identity of the wrapped object. */
        IDENTITY,
        /** It must not do anything, because nothing was constructed. */
        NOTHING,
        /** It must always fail, because it would write the target in the place of the wrapped object. */
        REFUSE,
        /** It goes through its gate. */
        GATE,
        /** It is called on the target. */
        DIRECT,
        /** It is called by reflection: code next to the class may not call it, or it may return the target itself. */
        REFLECTIVE
    }

    /** Plans the subclass for a wrapping. */
    static SubclassPlan of(Wrapping wrapping, ToolModel model) {
        SortedMap<String, ToolMethod> gated = new TreeMap<>();
        SortedSet<String> left = new TreeSet<>();
        SortedSet<String> exchanged = new TreeSet<>();
        for (Method method : inherited(wrapping.types())) {
            Optional<ToolMethod> tool = model.find(method);
            if (tool.isPresent()) {
                gated.put(signature(method), tool.get());
            } else if (wrapping.defaultMethod(method).isPresent()) {
                left.add(signature(method));
            }
            if (wrapping.mayReturnTarget(method)) {
                exchanged.add(signature(method));
            }
        }
        return new SubclassPlan(wrapping.type(), wrapping.more(), gated, left, exchanged);
    }

    /** Whether a gated tool may return the target. */
    boolean exchanges(ToolMethod tool) {
        return exchanged.stream().anyMatch(signature -> tool.equals(gated.get(signature)));
    }

    /** The methods that calls of an instance can name and a subclass can override, bridges apart. */
    List<Method> overridable() {
        List<Class<?>> types = new ArrayList<>(more);
        types.add(type);
        return inherited(types).stream()
                .filter(method -> !Modifier.isFinal(method.getModifiers()) && !method.isBridge())
                .filter(method -> isVisible(method) || isBeside(method.getDeclaringClass()))
                .toList();
    }

    private static List<Method> inherited(List<Class<?>> types) {
        return types.stream()
                .flatMap(each -> TypeToken.of(each).getTypes().rawTypes().stream())
                .distinct()
                .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !Modifier.isPrivate(method.getModifiers()))
                .toList();
    }

    Role role(Method method) {
        String signature = signature(method);
        if (ToolModel.isIdentity(method)) {
            return Role.IDENTITY;
        }
        if (method.getDeclaringClass() == Object.class || left.contains(signature)) {
            return Role.LEAVE;
        }
        if (signature.equals("finalize()V")) {
            return Role.NOTHING;
        }
        if (writes(method)) {
            return Role.REFUSE;
        }
        if (gated.containsKey(signature)) {
            return Role.GATE;
        }
        return callableFromBeside(method) && !exchanged.contains(signature) ? Role.DIRECT : Role.REFLECTIVE;
    }

    /** Whether Java's serialisation would take an instance. */
    boolean serializable() {
        return Serializable.class.isAssignableFrom(type)
                || more.stream().anyMatch(Serializable.class::isAssignableFrom);
    }

    /** Whether Java's serialisation would ask a method what to write instead. */
    boolean writes(Method method) {
        return serializable() && signature(method).equals("writeReplace()Ljava/lang/Object;");
    }

    /** Names what the class depends on besides its supertype. Text only: a cache that holds it holds no class loader. */
    String key() {
        return more.stream().map(Class::getName).toList() + " " + gated.keySet() + " " + left + " " + exchanged;
    }

    /** The fields of the generated class that hold an InvocationHandler each. */
    List<String> handlerFields() {
        List<String> fields = new ArrayList<>(List.of(IDENTITY, REFLECTION));
        for (int i = 0; i < gated.size(); i++) {
            fields.add(GATE + i);
        }
        return fields;
    }

    /** The field that holds a method's handler, if it goes through one. */
    Optional<String> handlerField(Method method) {
        return switch (role(method)) {
            case IDENTITY -> Optional.of(IDENTITY);
            case REFLECTIVE -> Optional.of(REFLECTION);
            case GATE -> Optional.of(gateField(signature(method)));
            case LEAVE, NOTHING, REFUSE, DIRECT -> Optional.empty();
        };
    }

    /** The field that holds the gate of a gated signature. */
    String gateField(String signature) {
        return GATE + gated.headMap(signature).size();
    }

    private boolean callableFromBeside(Method method) {
        boolean known = method.getDeclaringClass().isAssignableFrom(type)
                || Modifier.isPublic(method.getDeclaringClass().getModifiers());
        return isBeside(method.getDeclaringClass()) || (known && Modifier.isPublic(method.getModifiers()));
    }

    private boolean isBeside(Class<?> declaring) {
        return declaring.getClassLoader() == type.getClassLoader()
                && declaring.getPackageName().equals(type.getPackageName());
    }

    private static boolean isVisible(Method method) {
        return Modifier.isPublic(method.getModifiers()) || Modifier.isProtected(method.getModifiers());
    }

    private static String signature(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
    }
}
