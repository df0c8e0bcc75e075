package dev.approvals.http.api;

import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import java.util.Objects;

/**
 * A person who looks at requests and may decide some of them.
 *
 * @param reviewer the account they came by, and how well it is known
 * @param person who they are, as the directory says
 * @param session what is known of how they came
 */
public record Viewer(Reviewer reviewer, Person person, Session session) {

    /** Checks the components. */
    public Viewer {
        Objects.requireNonNull(reviewer, "reviewer");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(session, "session");
    }

    /**
     * How somebody came.
     *
     * @param name how to call them on a page; not an identity
     * @param via by what they are known, such as {@code bearer}
     * @param csrf what their page sends along with every change; empty where nothing is needed
     * @param stepUp the challenge that asks for a better sign-in; empty where there is none
     */
    public record Session(String name, String via, String csrf, String stepUp) {}
}
