package dev.approvals.core.tool;

import com.google.common.reflect.TypeToken;
import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads one gated family of methods into a {@link ToolMethod}; what is wrong goes to the faults. */
final class ToolReader {

    private final WrappedTypes types;
    private final MethodFamily family;
    private final RequiresApproval approval;
    private final Faults faults;
    private final Method method;
    private final String place;
    private final List<Parameter> named;

    ToolReader(WrappedTypes types, MethodFamily family, RequiresApproval approval, Faults faults) {
        this.types = types;
        this.family = family;
        this.approval = approval;
        this.faults = faults;
        method = family.where(types::reaches).findFirst().orElseThrow();
        place = Signature.place(method);
        named = named();
    }

    ToolMethod read(Function<Type, Optional<String>> typeFault) {
        ToolSpec spec = spec();
        checkNumbers();
        checkReason(spec.parameters());
        for (ToolParameter parameter : spec.parameters()) {
            typeFault
                    .apply(parameter.type())
                    .ifPresent(fault -> faults.add(place, "parameter " + parameter.name() + ": " + fault));
        }
        Type returned = returned();
        ReturnKind kind = ReturnKind.of(raw(returned)).orElse(ReturnKind.VALUE);
        return new ToolMethod(spec, method, kind, kind.resultType(returned), summary(spec));
    }

    /** The parameters of a declaration that knows their names, an annotated one before others. */
    private List<Parameter> named() {
        return family.where(member -> true)
                .sorted(Comparator.comparing(member -> Marking.on(member, "").isEmpty()))
                .map(member -> List.of(member.getParameters()))
                .filter(ToolReader::haveNames)
                .findFirst()
                .orElseGet(() -> List.of(method.getParameters()));
    }

    private static boolean haveNames(List<Parameter> parameters) {
        return parameters.stream().allMatch(Parameter::isNamePresent);
    }

    private ToolSpec spec() {
        List<Type> parameters =
                Stream.of(method.getGenericParameterTypes()).map(this::resolved).toList();
        ToolSpec.Builder spec = ToolSpec.named(approval.action().isBlank() ? method.getName() : approval.action())
                .method(types.owner(method).orElseThrow().getName(), signature(parameters))
                .summary(approval.value())
                .risk(approval.risk())
                .reviewers(approval.reviewers())
                .quorum(Math.max(1, approval.quorum()))
                .runLater(approval.runLater())
                .idempotent(approval.idempotent())
                .inboxOnly(approval.inboxOnly());
        for (int i = 0; i < parameters.size(); i++) {
            boolean sensitive = marked(i, Sensitive.class);
            boolean reason = marked(i, Reason.class);
            spec.parameter(new ToolParameter(named.get(i).getName(), parameters.get(i), sensitive, reason));
        }
        return spec.build();
    }

    private String signature(List<Type> parameters) {
        return Signature.of(
                method.getName(),
                parameters.stream().<Class<?>>map(ToolReader::raw).toList());
    }

    private boolean marked(int parameter, Class<? extends Annotation> mark) {
        return family.members().stream()
                .anyMatch(member -> member.getParameters()[parameter].isAnnotationPresent(mark));
    }

    private void checkNumbers() {
        if (approval.quorum() < 1) {
            faults.add(place, "has a quorum of " + approval.quorum() + ". Ask at least 1 person");
        }
        if (Arrays.stream(approval.reviewers()).anyMatch(String::isBlank)) {
            faults.add(place, "names a group of reviewers with no name. Name it, or take it out");
        }
    }

    private void checkReason(List<ToolParameter> parameters) {
        List<ToolParameter> reasons =
                parameters.stream().filter(ToolParameter::reason).toList();
        if (reasons.size() > 1) {
            faults.add(
                    place,
                    "has more than one @Reason: "
                            + String.join(
                                    " and ",
                                    reasons.stream().map(ToolParameter::name).toList())
                            + ". Keep one");
        }
        for (ToolParameter reason : reasons) {
            if (reason.type() != String.class) {
                faults.add(
                        place,
                        "parameter %s is the agent's @Reason, but a %s. Make it a String"
                                .formatted(reason.name(), Signature.typeName(raw(reason.type()))));
            }
        }
    }

    /** The return type of the declarations a caller can reach; the most telling one, where overrides narrow it. */
    private Type returned() {
        List<Type> returned = family.where(types::reaches)
                .map(Method::getGenericReturnType)
                .map(this::resolved)
                .toList();
        for (Type type : returned) {
            if (ReturnKind.of(raw(type)).isEmpty()) {
                faults.add(
                        place,
                        "returns a %s, which the gate cannot make for a call that waits or is denied."
                                        .formatted(Signature.typeName(raw(type)))
                                + " Return CompletionStage, CompletableFuture or Future");
            }
        }
        return Stream.of(ReturnKind.STAGE, ReturnKind.FUTURE)
                .flatMap(kind -> returned.stream()
                        .filter(type -> ReturnKind.of(raw(type)).equals(Optional.of(kind))))
                .findFirst()
                .orElse(returned.get(0));
    }

    private SummaryTemplate summary(ToolSpec spec) {
        try {
            return SummaryTemplate.of(spec);
        } catch (IllegalArgumentException fault) {
            String cure = haveNames(named)
                    ? ""
                    : ". Its class file holds no parameter names: compile with -parameters, or write positions such as {0}";
            faults.add(place, fault.getMessage() + cure);
            return SummaryTemplate.parse("", List.of());
        }
    }

    private Type resolved(Type type) {
        return types.resolver().resolveType(type).getType();
    }

    private static Class<?> raw(Type type) {
        return TypeToken.of(type).getRawType();
    }
}
