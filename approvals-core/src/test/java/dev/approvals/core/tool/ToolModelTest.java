package dev.approvals.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import dev.approvals.tool.ToolParameter;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ToolModelTest {

    interface Exporter {
        @RequiresApproval(
                value = "Export {rows} rows of {0}",
                action = "export-table",
                risk = Risk.HIGH,
                reviewers = {"dpo", "dba"},
                quorum = 2,
                runLater = true,
                idempotent = true,
                inboxOnly = true)
        String export(String table, int rows, @Sensitive String token, @Reason String why);

        List<String> tables();
    }

    static class JdbcExporter implements Exporter {
        @Override
        public String export(String t, int r, String k, String w) {
            return t + r;
        }

        @Override
        public List<String> tables() {
            return List.of();
        }
    }

    @Test
    void allThatTheAnnotationsSayIsInTheSpec() {
        ToolMethod tool = only(model(Exporter.class, JdbcExporter.class));

        assertThat(tool.spec().name()).isEqualTo("export-table");
        assertThat(tool.spec().id()).isEqualTo(Exporter.class.getName() + "#export(String,int,String,String)");
        assertThat(tool.spec().risk()).isEqualTo(Risk.HIGH);
        assertThat(tool.spec().reviewers()).containsExactlyInAnyOrder("dpo", "dba");
        assertThat(tool.spec().quorum()).isEqualTo(2);
        assertThat(tool.spec().runLater()).isTrue();
        assertThat(tool.spec().idempotent()).isTrue();
        assertThat(tool.spec().inboxOnly()).isTrue();
        assertThat(tool.spec().parameters())
                .containsExactly(
                        new ToolParameter("table", String.class, false, false),
                        new ToolParameter("rows", int.class, false, false),
                        new ToolParameter("token", String.class, true, false),
                        new ToolParameter("why", String.class, false, true));
        assertThat(tool.summary().render(name -> "<" + name + ">")).isEqualTo("Export <rows> rows of <table>");
    }

    @Test
    void everyDeclarationOfAGatedMethodLeadsToItsTool() throws Exception {
        ToolModel model = model(Exporter.class, JdbcExporter.class);

        assertThat(model.find(method(Exporter.class, "export"))).contains(only(model));
        assertThat(model.find(method(JdbcExporter.class, "export"))).contains(only(model));
        assertThat(model.find(method(Exporter.class, "tables"))).isEmpty();
    }

    @Test
    void anInterfacesAnnotationCountsWhenTheClassIsWrapped() {
        assertThat(only(model(JdbcExporter.class, JdbcExporter.class)).spec().id())
                .isEqualTo(JdbcExporter.class.getName() + "#export(String,int,String,String)");
    }

    interface Plain {
        void run(String command);
    }

    static class Annotated implements Plain {
        @Override
        @RequiresApproval("{0}")
        public void run(@Sensitive String line) {}
    }

    static class Inheriting extends Annotated {}

    static class Overriding extends Annotated {
        @Override
        public void run(String line) {}
    }

    @Test
    void aClassesAnnotationCountsWhenItsInterfaceIsWrapped() {
        assertThat(only(model(Plain.class, Annotated.class)).spec().parameters())
                .containsExactly(new ToolParameter("line", String.class, true, false));
    }

    @Test
    void anOverrideDoesNotLoseTheAnnotationOrItsMarks() {
        for (Class<?> type : List.of(Inheriting.class, Overriding.class)) {
            assertThat(only(model(Plain.class, type)).spec().parameters().get(0).sensitive())
                    .isTrue();
            assertThat(only(model(type, type)).spec().parameters().get(0).sensitive())
                    .isTrue();
        }
    }

    interface Generic<T> {
        @RequiresApproval
        void put(T value, Map<String, T> all);
    }

    interface Narrow extends Generic<Duration> {
        @Override
        void put(Duration value, Map<String, Duration> all);
    }

    static class Narrowed implements Narrow {
        @Override
        public void put(Duration value, Map<String, Duration> all) {}
    }

    static class Direct implements Generic<Duration> {
        @Override
        public void put(Duration value, Map<String, Duration> all) {}
    }

    @Test
    void bridgesAndNarrowedDeclarationsAreTheSameTool() throws Exception {
        for (Class<?> type : List.of(Generic.class, Narrow.class, Narrowed.class)) {
            ToolModel model = model(type, Narrowed.class);
            ToolMethod tool = only(model);
            for (Class<?> declaring : List.of(Generic.class, Narrow.class, Narrowed.class)) {
                for (Method method : written(declaring)) {
                    assertThat(model.find(method)).as("%s by %s", method, type).contains(tool);
                }
            }
        }
    }

    @Test
    void typeVariablesAreResolvedByTheTargetsClass() {
        for (Class<?> type : List.of(Generic.class, Direct.class)) {
            ToolMethod tool = only(model(type, Direct.class));
            assertThat(tool.spec().id()).isEqualTo(type.getName() + "#put(Duration,Map)");
            assertThat(tool.spec().parameters().get(0).type()).isEqualTo(Duration.class);
            assertThat(((ParameterizedType) tool.spec().parameters().get(1).type()).getActualTypeArguments())
                    .containsExactly(String.class, Duration.class);
        }
    }

    @Test
    void wildcardsStayAsTheyAreDeclared() {
        class Tools {
            @RequiresApproval
            public void sum(List<? extends Number> numbers) {}
        }
        assertThat(only(model(Tools.class, Tools.class))
                        .spec()
                        .parameters()
                        .get(0)
                        .type()
                        .getTypeName())
                .isEqualTo("java.util.List<? extends java.lang.Number>");
    }

    interface Left {
        @RequiresApproval(risk = Risk.HIGH)
        void go(int x);
    }

    interface Right {
        void go(int x);
    }

    static class Both implements Left, Right {
        @Override
        public void go(int x) {}
    }

    @Test
    void oneMethodOfTwoInterfacesIsGatedByEither() throws Exception {
        ToolModel model = model(Right.class, Both.class);
        assertThat(only(model).spec().risk()).isEqualTo(Risk.HIGH);
        assertThat(model.find(method(Right.class, "go"))).isPresent();
        assertThat(model(Right.class, Both.class, Left.class).gated()).hasSize(1);
    }

    @RequiresApproval(risk = Risk.CRITICAL)
    interface Dangerous extends Right {
        void stop();

        @RequiresApproval(risk = Risk.LOW)
        void look();

        static void helper() {}
    }

    abstract static class DangerousThing implements Dangerous {
        @Override
        public String toString() {
            return "thing";
        }

        public void harmless() {}
    }

    @Test
    void anAnnotationOnATypeCoversItsPublicMethodsInheritedOnesToo() throws Exception {
        ToolModel model = model(DangerousThing.class, DangerousThing.class);
        assertThat(model.gated()).extracting(tool -> tool.spec().name()).containsExactly("look", "stop", "go");
        assertThat(model.find(method(DangerousThing.class, "harmless"))).isEmpty();
    }

    @Test
    void anAnnotationOnTheMethodWinsOverOneOnTheType() throws Exception {
        ToolModel model = model(Dangerous.class, DangerousThing.class);
        assertThat(model.find(method(Dangerous.class, "look"))
                        .orElseThrow()
                        .spec()
                        .risk())
                .isEqualTo(Risk.LOW);
        assertThat(model.find(method(Dangerous.class, "stop"))
                        .orElseThrow()
                        .spec()
                        .risk())
                .isEqualTo(Risk.CRITICAL);
    }

    @RequiresApproval
    static class Whole {
        public static Whole make() {
            return new Whole();
        }

        public void one() {}

        protected void helper() {}

        private void secret() {}

        @Override
        public int hashCode() {
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Whole;
        }
    }

    static class Part extends Whole {
        @Override
        public void one() {}

        public void two() {}
    }

    @Test
    void aSuperclassesAnnotationCoversItsMethodsButNotNewOnesOfSubclasses() {
        assertThat(only(model(Whole.class, Whole.class)).spec().name()).isEqualTo("one");
        assertThat(only(model(Part.class, Part.class)).spec().name()).isEqualTo("one");
    }

    @Test
    void composedAnnotationsMeanWhatTheyAreComposedOf() {
        class Tools {
            @Composed.Nested
            public void nested() {}

            @Composed.Privileged
            @RequiresApproval(risk = Risk.LOW)
            public void own() {}

            @Composed.Circle
            public void circle() {}

            @Composed.Bystander
            public void free() {}
        }
        ToolModel model = model(Tools.class, Tools.class);
        assertThat(model.gated())
                .extracting(tool -> tool.spec().name() + " " + tool.spec().risk())
                .containsExactlyInAnyOrder("nested HIGH", "own LOW", "circle MEDIUM");
    }

    @Test
    void aComposedAnnotationOnATypeCoversItsMethods() {
        @Composed.Privileged
        class Tools {
            public void any() {}
        }
        assertThat(only(model(Tools.class, Tools.class)).spec().risk()).isEqualTo(Risk.HIGH);
    }

    interface Twice {
        @RequiresApproval(risk = Risk.HIGH)
        void go(int x);
    }

    @Test
    void annotationsThatSayTheSameAreOne() {
        abstract class Tools implements Left, Twice {}
        assertThat(model(Tools.class, Tools.class).gated()).hasSize(1);
    }

    @Test
    void overloadsThatAreAllAnnotatedAreToolsOfTheirOwn() {
        class Tools {
            @RequiresApproval(risk = Risk.LOW)
            public void go(int x) {}

            @RequiresApproval(risk = Risk.HIGH)
            public void go(long x) {}

            private void go(String helper) {}
        }
        assertThat(model(Tools.class, Tools.class).gated())
                .extracting(tool -> tool.spec().signature() + " " + tool.spec().risk())
                .containsExactly("go(int) LOW", "go(long) HIGH");
    }

    private static ToolModel model(Class<?> type, Class<?> target, Class<?>... more) {
        return ToolModel.of(type, target, List.of(more), parameter -> Optional.empty());
    }

    private static ToolMethod only(ToolModel model) {
        assertThat(model.gated()).hasSize(1);
        return model.gated().get(0);
    }

    /** The methods that stand in the source, bridges included; not what a coverage tool adds. */
    private static List<Method> written(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .filter(method -> !method.getName().startsWith("$"))
                .toList();
    }

    private static Method method(Class<?> type, String name) {
        return List.of(type.getDeclaredMethods()).stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
