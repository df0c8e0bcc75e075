package dev.approvals.core.chat;

/**
 * Where cards are posted: a channel or a person of a chat platform.
 *
 * @param address the platform's own id of it, such as {@code C0123ABC}; never a name, which others could take
 */
public record Place(String address) {

    /** Checks the components. */
    public Place {
        if (address.isBlank()) {
            throw new IllegalArgumentException("A place needs the platform's id of a channel or a person");
        }
    }
}
