package dev.approvals.core.tool;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** How a tool method hands over its result. */
public enum ReturnKind {
    /** It returns the result, or nothing; the caller waits. */
    VALUE,
    /** It returns a {@link CompletionStage} or {@link CompletableFuture}: never blocks, and a denial fails the stage. */
    STAGE,
    /** It returns a {@link Future}: never blocks, and a denial fails the future. */
    FUTURE;

    /**
     * The kind of a declared return type.
     *
     * @return the kind, or empty for a future or stage of a type that the gate could not make
     */
    static Optional<ReturnKind> of(Class<?> declared) {
        if (declared == CompletionStage.class || declared == CompletableFuture.class) {
            return Optional.of(STAGE);
        }
        if (declared == Future.class) {
            return Optional.of(FUTURE);
        }
        boolean foreign = Future.class.isAssignableFrom(declared) || CompletionStage.class.isAssignableFrom(declared);
        return foreign ? Optional.empty() : Optional.of(VALUE);
    }

    /** What the tool's result is in the end: the declared type, or the type inside the stage or future. */
    Type resultType(Type declared) {
        if (this == VALUE) {
            return declared;
        }
        // All three have one type parameter, the result's.
        Type inside = declared instanceof ParameterizedType holder ? holder.getActualTypeArguments()[0] : Object.class;
        return inside instanceof WildcardType some ? some.getUpperBounds()[0] : inside;
    }
}
