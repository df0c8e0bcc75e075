package dev.approvals.http.api;

import dev.approvals.http.auth.SignedIn;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * A person who looks at requests and may decide some of them.
 *
 * @param signedIn the account they came by, and by what it is known
 * @param person who they are, as the directory says
 * @param csrf what their page sends along with every change; empty where nothing is needed
 * @param stepUp the challenge that asks for a better sign-in; empty where there is none
 * @param holds whether the credential still holds; asked again and again while they look on
 */
record Viewer(SignedIn signedIn, Person person, String csrf, String stepUp, BooleanSupplier holds) {

    Viewer {
        Objects.requireNonNull(signedIn, "signedIn");
        Objects.requireNonNull(person, "person");
        Objects.requireNonNull(csrf, "csrf");
        Objects.requireNonNull(stepUp, "stepUp");
        Objects.requireNonNull(holds, "holds");
    }

    Reviewer reviewer() {
        return signedIn.reviewer();
    }
}
