package dev.approvals.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a tool method says of its result, and how it is told from others. */
class ToolMethodTest {

    interface Kinds<F> {
        @RequiresApproval
        List<String> value();

        @RequiresApproval
        void nothing();

        @RequiresApproval
        CompletionStage<List<String>> stage();

        @RequiresApproval
        CompletableFuture<Integer> completable();

        @RequiresApproval
        Future<?> future();

        @RequiresApproval
        @SuppressWarnings("rawtypes")
        CompletionStage raw();

        @RequiresApproval
        F resolved();

        @RequiresApproval
        Object narrowed();
    }

    interface MoreKinds extends Kinds<Future<String>> {
        @Override
        CompletableFuture<Long> narrowed();
    }

    @Test
    void theReturnKindAndTheResultsTypeAreTheDeclaredOnes() {
        assertThat(model(MoreKinds.class, MoreKinds.class).gated())
                .extracting(tool -> "%s %s %s"
                        .formatted(
                                tool.spec().name(),
                                tool.returns(),
                                tool.resultType().getTypeName()))
                .containsExactlyInAnyOrder(
                        "value VALUE java.util.List<java.lang.String>",
                        "nothing VALUE void",
                        "stage STAGE java.util.List<java.lang.String>",
                        "completable STAGE java.lang.Integer",
                        "future FUTURE java.lang.Object",
                        "raw STAGE java.lang.Object",
                        "resolved FUTURE java.lang.String",
                        "narrowed STAGE java.lang.Long");
    }

    @Test
    void signaturesNameTypesWithoutAmbiguity() {
        class Tools {
            @RequiresApproval
            public void all(
                    int[][] a, String[] b, Map.Entry<String, Long> c, Risk d, java.sql.Date e, Optional<Nested> f) {}

            @RequiresApproval
            public void rest(Nested first, String... more) {}
        }
        assertThat(model(Tools.class, Tools.class).gated())
                .extracting(tool -> tool.spec().signature())
                .containsExactly(
                        "all(int[][],String[],Map$Entry,dev.approvals.tool.Risk,java.sql.Date,Optional)",
                        "rest(dev.approvals.core.tool.ToolMethodTest$Nested,String[])");
    }

    /** A type of the user's own. */
    record Nested(int x) {}

    private static ToolModel model(Class<?> type, Class<?> target, Class<?>... more) {
        return ToolModel.of(type, target, List.of(more), parameter -> Optional.empty());
    }

    private static ToolMethod only(ToolModel model) {
        assertThat(model.gated()).hasSize(1);
        return model.gated().get(0);
    }

    private static Method method(Class<?> type, String name) {
        return List.of(type.getDeclaredMethods()).stream()
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
