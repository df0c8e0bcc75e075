package dev.approvals.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with annotated types, with the whole message. */
class ToolFaultsTest {

    @TempDir
    Path directory;

    @Test
    void aTemplateWithAnUnknownParameter() {
        class Tools {
            @RequiresApproval("Export {row} rows")
            public void export(String table, int rows) {}
        }
        assertFaults(
                Tools.class,
                "%s.export(String,int): the template \"Export {row} rows\" names {row},"
                        + " but the parameters are table, rows");
    }

    @Test
    void aTemplateThatNamesTheReason() {
        class Tools {
            @RequiresApproval("Export: {0}")
            public void export(@Reason String why) {}
        }
        assertFaults(
                Tools.class,
                "%s.export(String): the template \"Export: {0}\" names {why}, which is the agent's reason;"
                        + " reviewers see it apart, as a claim: take it out of the template");
    }

    @Test
    void parameterNamesThatAreMissing() {
        String source = "package x; public interface Tools {"
                + " @dev.approvals.tool.RequiresApproval(\"Export {rows}\") void export(String table, int rows); }";
        Class<?> named = Compiled.of(directory.resolve("named"), Map.of("x/Tools.java", source), "-parameters")
                .load("x.Tools");
        Class<?> bare = Compiled.of(directory.resolve("bare"), Map.of("x/Tools.java", source))
                .load("x.Tools");

        assertThat(model(named, named).gated()).hasSize(1);
        assertFaults(
                bare,
                "x.Tools.export(String,int): the template \"Export {rows}\" names {rows},"
                        + " but the parameters are arg0, arg1."
                        + " Its class file holds no parameter names: compile with -parameters,"
                        + " or write positions such as {0}");
    }

    @Test
    void positionsAreEnoughWhereNamesAreMissing() {
        String source = "package x; public interface Tools {"
                + " @dev.approvals.tool.RequiresApproval(\"Export {1}\") void export(String table, int rows); }";
        Class<?> bare = Compiled.of(directory, Map.of("x/Tools.java", source)).load("x.Tools");

        assertThat(model(bare, bare).gated().get(0).summary().render(name -> "<" + name + ">"))
                .isEqualTo("Export <arg1>");
    }

    static class Unreachable {
        @RequiresApproval
        private void hidden() {}

        @RequiresApproval
        static void common() {}

        @RequiresApproval
        public final void last() {}

        @Override
        @RequiresApproval
        public String toString() {
            return "x";
        }

        @Override
        @RequiresApproval
        public boolean equals(Object other) {
            return other == this;
        }

        @Override
        @RequiresApproval
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void privateStaticFinalAndIdentityMethodsAllNamedAtOnce() {
        String identity =
                " is never gated: the wrapped object answers equals, hashCode and toString itself. Remove the annotation";
        assertFaults(
                Unreachable.class,
                "%s.common(): is static, so no call of it passes a gate. Make it an instance method",
                "%s.equals(Object):" + identity,
                "%s.hashCode():" + identity,
                "%s.hidden(): is private, so no call of it passes a gate."
                        + " Annotate the method that callers call, or make this one public",
                "%s.toString():" + identity,
                "%s.last(): is final, so the generated subclass cannot pass its calls on."
                        + " Remove final, or wrap by an interface");
    }

    interface Tables {
        void read();
    }

    static class Overgrown implements Tables {
        @Override
        public void read() {}

        @RequiresApproval
        public void drop() {}

        @RequiresApproval
        public final void last() {}
    }

    @Test
    void anAnnotatedMethodThatTheInterfaceLacks() {
        String cure = ": is annotated, but no caller of the wrapped object can reach it: " + Tables.class.getTypeName()
                + " has no such method. Declare it there, name its interface as a further one of the wrap,"
                + " or wrap by the class";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(Tables.class, Overgrown.class))
                .withMessage("Cannot gate " + Tables.class.getTypeName() + ":\n  - "
                        + Overgrown.class.getTypeName() + ".drop()" + cure + "\n  - "
                        + Overgrown.class.getTypeName() + ".last()" + cure);
    }

    @Test
    void aFinalMethodWithoutAnnotationWouldRunOnTheEmptyInstance() {
        class Tools {
            public final void close() {}
        }
        assertFaults(
                Tools.class,
                "%s.close(): is final, so the generated subclass cannot pass its calls on."
                        + " Remove final, or wrap by an interface");
    }

    @Test
    void finalMethodsAreNoFaultWhereAnInterfaceIsWrapped() {
        class Tools implements Tables {
            @Override
            @RequiresApproval
            public final void read() {}
        }
        assertThat(model(Tables.class, Tools.class).gated()).hasSize(1);
    }

    @Test
    void aPackagePrivateMethodOfAnotherPackage() {
        Compiled compiled = Compiled.of(
                directory,
                Map.of(
                        "a/Base.java",
                        "package a; public class Base { @dev.approvals.tool.RequiresApproval void drop() {} }",
                        "b/Tools.java",
                        "package b; public class Tools extends a.Base {}"));
        assertFaults(
                compiled.load("b.Tools"),
                "a.Base.drop(): is package-private in another package or class loader,"
                        + " so the generated subclass cannot gate it."
                        + " Make it public or protected, or wrap by an interface");
    }

    interface Careful {
        @RequiresApproval(risk = Risk.HIGH)
        void drop(String table);
    }

    interface Careless {
        @RequiresApproval(risk = Risk.LOW)
        void drop(String table);
    }

    @Test
    void twoInterfacesThatDisagree() {
        abstract class Tools implements Careful, Careless {}
        assertFaults(
                Tools.class,
                Careful.class.getTypeName() + ".drop(String): is annotated twice, and the annotations disagree: "
                        + Careful.class.getTypeName() + ".drop(String) and " + Careless.class.getTypeName()
                        + ".drop(String). Keep one of them, or make them say the same");
    }

    @Test
    void anOverrideThatDisagreesWithWhatItOverrides() {
        class Tools implements Careful {
            @Override
            @RequiresApproval(risk = Risk.LOW)
            public void drop(String table) {}
        }
        assertFaults(
                Tools.class,
                "%s.drop(String): is annotated twice, and the annotations disagree: %s.drop(String) and "
                        + Careful.class.getTypeName() + ".drop(String). Keep one of them, or make them say the same");
    }

    @Test
    void twoComposedAnnotationsThatDisagree() {
        class Tools {
            @Composed.Privileged
            @Composed.Deadly
            public void drop() {}
        }
        assertFaults(
                Tools.class,
                "%s.drop() by @Privileged: is annotated twice, and the annotations disagree:"
                        + " %s.drop() by @Privileged and %s.drop() by @Deadly."
                        + " Keep one of them, or make them say the same");
    }

    @Test
    void twoTypesThatDisagree() {
        @RequiresApproval(risk = Risk.LOW)
        class Base {
            public void drop() {}
        }
        @RequiresApproval(risk = Risk.HIGH)
        class Tools extends Base {}
        assertFaults(
                Tools.class,
                "%s: is annotated twice, and the annotations disagree: %s and " + Base.class.getTypeName()
                        + ". Keep one of them, or make them say the same");
    }

    @Test
    void anOverloadLeftBare() {
        class Tools {
            @RequiresApproval
            public void drop(String table) {}

            public void drop(String table, boolean cascade) {}

            public void drop(Integer table) {}

            private void drop() {}

            static void drop(long table) {}
        }
        String bare = ": is left bare, but is an overload of %s.drop(String), which is gated."
                + " Annotate it as well, or rename one of them";
        assertFaults(Tools.class, "%s.drop(Integer)" + bare, "%s.drop(String,boolean)" + bare);
    }

    @Test
    void overloadsThatNoCallerReachesMayStayBare() {
        class Tools implements Careful {
            @Override
            public void drop(String table) {}

            public void drop(String table, boolean cascade) {}
        }
        assertThat(model(Careful.class, Tools.class).gated()).hasSize(1);
    }

    @Test
    void numbersAndNamesOutOfRange() {
        class Tools {
            @RequiresApproval(
                    quorum = 0,
                    reviewers = {"dba", " "})
            public void drop() {}
        }
        assertFaults(
                Tools.class,
                "%s.drop(): has a quorum of 0. Ask at least 1 person",
                "%s.drop(): names a group of reviewers with no name. Name it, or take it out");
    }

    @Test
    void reasonsThatAreTooManyOrNoText() {
        class Tools {
            @RequiresApproval
            public void drop(@Reason String why, @Reason StringBuilder because) {}
        }
        assertFaults(
                Tools.class,
                "%s.drop(String,StringBuilder): has more than one @Reason: why and because. Keep one",
                "%s.drop(String,StringBuilder): parameter because is the agent's @Reason, but a StringBuilder."
                        + " Make it a String");
    }

    @Test
    void parametersThatNobodyCouldBeShown() {
        class Tools {
            @RequiresApproval
            public void upload(InputStream content, List<InputStream> more) {}

            public void free(InputStream content) {}
        }
        assertFaults(
                Tools.class,
                "%s.upload(java.io.InputStream,List): parameter content: class java.io.InputStream is opaque",
                "%s.upload(java.io.InputStream,List): parameter more: java.util.List<java.io.InputStream> is opaque");
    }

    @Test
    void futuresThatTheGateCannotMake() {
        class Tools {
            @RequiresApproval
            public ScheduledFuture<?> later() {
                throw new UnsupportedOperationException();
            }
        }
        assertFaults(
                Tools.class,
                "%s.later(): returns a java.util.concurrent.ScheduledFuture,"
                        + " which the gate cannot make for a call that waits or is denied."
                        + " Return CompletionStage, CompletableFuture or Future");
    }

    /** In the lines, {@code %s} stands for the type. */
    private static void assertFaults(Class<?> type, String... lines) {
        String expected = String.join("\n  - ", lines).replace("%s", type.getTypeName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model(type, type))
                .withMessage("Cannot gate " + type.getTypeName() + ":\n  - " + expected);
    }

    private static ToolModel model(Class<?> type, Class<?> target) {
        return ToolModel.of(type, target, List.of(), ToolFaultsTest::opaque);
    }

    private static Optional<String> opaque(Type type) {
        return type.getTypeName().contains("InputStream") ? Optional.of(type + " is opaque") : Optional.empty();
    }
}
