package dev.approvals.core.tool;

import dev.approvals.tool.RequiresApproval;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a {@link ToolModel}, once. */
final class ModelReader {

    private final WrappedTypes types;
    private final Function<Type, Optional<String>> typeFault;
    private final Faults faults = new Faults();
    private final Map<Class<?>, Marking> markedTypes = new LinkedHashMap<>();

    ModelReader(WrappedTypes types, Function<Type, Optional<String>> typeFault) {
        this.types = types;
        this.typeFault = typeFault;
    }

    /** Reads everything. */
    ToolModel read() {
        for (Class<?> type : types.all()) {
            single(Marking.on(type, type.getTypeName())).ifPresent(marking -> markedTypes.put(type, marking));
        }
        List<Method> candidates = new ArrayList<>();
        for (Method method : types.methods()) {
            Optional<String> never = neverGated(method);
            if (never.isEmpty()) {
                candidates.add(method);
            } else if (!Marking.on(method, "").isEmpty()) {
                faults.add(Signature.place(method), never.get());
            }
        }
        ToolModel model = model(MethodFamily.of(candidates, types));
        faults.throwIfAny(types.type());
        return model;
    }

    private static Optional<String> neverGated(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            return Optional.of("is static, so no call of it passes a gate. Make it an instance method");
        }
        if (Modifier.isPrivate(method.getModifiers())) {
            return Optional.of("is private, so no call of it passes a gate."
                    + " Annotate the method that callers call, or make this one public");
        }
        if (ToolModel.isIdentity(method)) {
            return Optional.of("is never gated: the wrapped object answers equals, hashCode and toString itself."
                    + " Remove the annotation");
        }
        return Optional.empty();
    }

    private ToolModel model(Iterable<MethodFamily> families) {
        Map<Method, ToolMethod> tools = new LinkedHashMap<>();
        Map<String, MethodFamily> gatedNames = new HashMap<>();
        List<MethodFamily> bare = new ArrayList<>();
        for (MethodFamily family : families) {
            Optional<RequiresApproval> approval = approval(family);
            boolean reached = family.members().stream().anyMatch(types::reaches);
            checkReach(family, reached, approval.isPresent());
            if (reached && approval.isPresent()) {
                gatedNames.putIfAbsent(family.name(), family);
                ToolMethod tool = new ToolReader(types, family, approval.get(), faults).read(typeFault);
                family.members().forEach(member -> tools.put(member, tool));
            } else if (reached) {
                bare.add(family);
            }
        }
        bare.forEach(family -> checkOverload(family, gatedNames));
        return new ToolModel(tools);
    }

    /** The annotation that counts for a method: one on the method itself, anywhere, else one on a type that has it. */
    private Optional<RequiresApproval> approval(MethodFamily family) {
        Optional<Marking> onMethod = single(Marking.distinct(
                family.members().stream().flatMap(member -> Marking.on(member, Signature.place(member)).stream())));
        return onMethod.or(() -> single(Marking.distinct(markedTypes.keySet().stream()
                        .filter(type -> covers(type, family))
                        .map(markedTypes::get))))
                .map(Marking::annotation);
    }

    private static boolean covers(Class<?> marked, MethodFamily family) {
        return family.members().stream()
                .anyMatch(member -> Modifier.isPublic(member.getModifiers())
                        && member.getDeclaringClass().isAssignableFrom(marked));
    }

    private Optional<Marking> single(List<Marking> markings) {
        if (markings.size() > 1) {
            faults.add(
                    markings.get(0).place(),
                    "is annotated twice, and the annotations disagree: "
                            + markings.stream().map(Marking::place).collect(Collectors.joining(" and "))
                            + ". Keep one of them, or make them say the same");
        }
        return markings.stream().findFirst();
    }

    private void checkReach(MethodFamily family, boolean reached, boolean gated) {
        List<Method> stuck = family.members().stream()
                .filter(member -> types.inherits(member.getDeclaringClass()) && !types.overridable(member))
                .filter(member -> gated || Modifier.isPublic(member.getModifiers()))
                .toList();
        for (Method member : stuck) {
            faults.add(Signature.place(member), stuckBecause(member));
        }
        if (gated && !reached && stuck.isEmpty()) {
            marked(family)
                    .ifPresent(member -> faults.add(
                            Signature.place(member),
                            "is annotated, but no caller of the wrapped object can reach it: %s has no such method."
                                            .formatted(types.type().getTypeName())
                                    + " Declare it there, name its interface as a further one of the wrap,"
                                    + " or wrap by the class"));
        }
    }

    private static Optional<Method> marked(MethodFamily family) {
        return family.members().stream()
                .filter(member -> !Marking.on(member, "").isEmpty())
                .findFirst();
    }

    private static String stuckBecause(Method member) {
        return Modifier.isFinal(member.getModifiers())
                ? "is final, so the generated subclass cannot pass its calls on."
                        + " Remove final, or wrap by an interface"
                : "is package-private in another package or class loader, so the generated subclass cannot gate it."
                        + " Make it public or protected, or wrap by an interface";
    }

    private void checkOverload(MethodFamily family, Map<String, MethodFamily> gated) {
        MethodFamily annotated = gated.get(family.name());
        if (annotated != null) {
            Method bare = family.where(types::reaches).findFirst().orElseThrow();
            Method other = annotated.where(types::reaches).findFirst().orElseThrow();
            faults.add(
                    Signature.place(bare),
                    "is left bare, but is an overload of %s, which is gated. Annotate it as well, or rename one of them"
                            .formatted(Signature.place(other)));
        }
    }
}
