package dev.approvals.core.text;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an exception says of itself. That is its own code, so it may fail, too; nobody's call is lost for that. */
public final class Thrown {
    private Thrown() {}

    /**
     * An exception in words.
     *
     * @param thrown the exception
     * @return its class and message, or its class alone where it cannot say more
     */
    public static String text(Throwable thrown) {
        return told(thrown::toString).orElse(thrown.getClass().getName());
    }

    /**
     * An exception's message.
     *
     * @param thrown the exception
     * @return the message, or an empty text where it has none or cannot say it
     */
    public static String message(Throwable thrown) {
        return told(thrown::getMessage).orElse("");
    }

    private static Optional<String> told(Supplier<@Nullable String> words) {
        try {
            return Optional.ofNullable(words.get());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // What is wrong with its words is nobody's question: the exception itself is told by its class.
            return Optional.empty();
        }
    }
}
