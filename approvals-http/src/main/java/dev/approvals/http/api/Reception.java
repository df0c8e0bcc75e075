package dev.approvals.http.api;

import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.auth.Strangers;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.guard.RateLimit;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says who sent a request. Strangers are told nothing; what another site made somebody's browser send is refused; and who is
 * nobody in the directory sees nothing.
 *
 * @param authenticator reads credentials
 * @param guard refuses what other sites' pages send
 * @param directory who is who
 * @param stepUp what counts as a better sign-in, where there is one
 * @param rate how often one person's requests are taken
 */
public record Reception(
        ReviewerAuthenticator authenticator,
        OriginGuard guard,
        Directory directory,
        Optional<StepUp> stepUp,
        RateLimit rate) {

    /** Answers a request, or goes on with whoever sent it. */
    Response receive(Request request, Function<Viewer, Response> next) {
        Optional<SignedIn> signedIn = authenticator.authenticate(request);
        if (signedIn.isEmpty()) {
            return Strangers.answer();
        }
        return guard.refusal(request, signedIn.get()).orElseGet(() -> {
            Viewer viewer = viewer(signedIn.get());
            rate.pass(viewer.person().id());
            return next.apply(viewer);
        });
    }

    private Viewer viewer(SignedIn signedIn) {
        String csrf = signedIn.ambient() ? guard.token(signedIn) : "";
        return new Viewer(
                signedIn,
                person(signedIn),
                csrf,
                stepUp.map(StepUp::challenge).orElse(""),
                () -> authenticator.holds(signedIn.credential()));
    }

    private Person person(SignedIn signedIn) {
        Optional<Person> person;
        try {
            person = directory.resolve(signedIn.account());
        } catch (RuntimeException e) {
            ProblemException failed = Problem.of(503, "IDENTITY_FAILED", "The directory could not be asked who you are")
                    .curedBy("Try again, or tell an administrator.")
                    .toException();
            failed.addSuppressed(e);
            throw failed;
        }
        return person.orElseThrow(
                () -> Problem.of(403, "UNKNOWN_REVIEWER", "You are signed in, but nobody here knows you")
                        .saying("The directory knows no person behind your account.")
                        .curedBy("Ask an administrator to enter it.")
                        .toException());
    }
}
