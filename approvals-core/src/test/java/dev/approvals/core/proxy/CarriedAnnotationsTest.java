package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Sensitive;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What agent frameworks look for on the object they are handed: its class's own methods, with all that is on them. */
class CarriedAnnotationsTest {

    /** As frameworks have it. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface AgentTool {
        String[] value() default {};

        String name() default "";
    }

    /** As frameworks have it. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface AgentParameter {
        String value();
    }

    interface Searching<T> {
        T search(T what);
    }

    static class Tools implements Searching<String> {
        @AgentTool({"Exports a table", "to a file"})
        @RequiresApproval("Export {rows} rows of {table}")
        public List<String> export(
                @AgentParameter("the table") String table,
                int rows,
                @Sensitive @AgentParameter("the token") String token,
                Map<String, List<Integer>> options) {
            return List.of(table);
        }

        @AgentTool(name = "tables")
        List<String> tables(@AgentParameter("where") String database) {
            return List.of();
        }

        @AgentTool(name = "find")
        @Override
        public String search(String what) {
            return what;
        }

        @AgentTool(name = "generic")
        public <N extends Number> N largest(List<? extends N> numbers) {
            return numbers.get(0);
        }
    }

    private final Tools wrapped = RecordingGates.allowing().wrap(Tools.class, new Tools());

    @Test
    void everyToolIsFoundOnceAmongTheDeclaredMethods() {
        assertThat(tools(wrapped.getClass()))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("export", "tables", "search", "largest");
    }

    @Test
    void annotationsOfMethodsAndParametersAreTheTargetsOwn() throws Exception {
        for (Method original : tools(Tools.class)) {
            Method carried = wrapped.getClass().getDeclaredMethod(original.getName(), original.getParameterTypes());

            assertThat(carried.getDeclaredAnnotations()).containsExactly(original.getDeclaredAnnotations());
            assertThat(carried.getParameterAnnotations()).isDeepEqualTo(original.getParameterAnnotations());
        }
    }

    @Test
    void parameterNamesAreTheTargetsOwn() throws Exception {
        Method carried =
                wrapped.getClass().getDeclaredMethod("export", String.class, int.class, String.class, Map.class);

        assertThat(carried.getParameters()).allMatch(Parameter::isNamePresent);
        assertThat(carried.getParameters())
                .extracting(Parameter::getName)
                .containsExactly("table", "rows", "token", "options");
    }

    @Test
    void genericTypesAreTheTargetsOwn() throws Exception {
        for (Method original : tools(Tools.class)) {
            Method carried = wrapped.getClass().getDeclaredMethod(original.getName(), original.getParameterTypes());

            assertThat(text(carried.getGenericParameterTypes())).isEqualTo(text(original.getGenericParameterTypes()));
            assertThat(carried.getGenericReturnType().getTypeName())
                    .isEqualTo(original.getGenericReturnType().getTypeName());
        }
    }

    @Test
    void aFoundMethodCallsThroughTheGate() throws Exception {
        RecordingGates gates = RecordingGates.denying();
        Object tools = gates.wrap(Tools.class, new Tools());
        Method export = tools.getClass().getDeclaredMethod("export", String.class, int.class, String.class, Map.class);

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> export.invoke(tools, "t", 1, "s", Map.of())))
                .hasCauseExactlyInstanceOf(RecordingGates.Denied.class);
        assertThat(gates.asked).containsExactly("export[t, 1, s, {}]");
    }

    private static List<Method> tools(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(AgentTool.class))
                .filter(method -> !method.isBridge())
                .toList();
    }

    private static List<String> text(java.lang.reflect.Type[] types) {
        return Stream.of(types).map(java.lang.reflect.Type::getTypeName).toList();
    }
}
