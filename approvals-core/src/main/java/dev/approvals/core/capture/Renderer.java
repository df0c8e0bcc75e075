package dev.approvals.core.capture;

/**
 * Shows an object of a type that cannot be frozen, such as a connection.
 *
 * <p>What it returns is shown to the reviewer and is part of the digest; the tool gets the object itself. So it must tell
 * everything that matters for the decision, and must answer alike when asked again right before the tool runs. Called on
 * the caller's thread; an exception, null, or a value that cannot be frozen either refuses the call.
 *
 * <p>What an object only refers to, such as a file's content, is bound too where the renderer adds a digest of it. Bound
 * what it reads, and follow no path or address that the agent chose freely.
 *
 * @param <T> the opaque type
 */
@FunctionalInterface
public interface Renderer<T> {
    /**
     * Says what a reviewer has to know of the object.
     *
     * @param object the object
     * @return a text, a number, or a list or map of these
     */
    Object render(T object);
}
