package dev.approvals.http.login;

import dev.approvals.http.auth.Refusals;
import dev.approvals.http.auth.TokenReviewer;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.ProviderException;
import dev.approvals.http.oidc.RefusedTokenException;
import dev.approvals.http.oidc.VerifiedToken;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** Signing in at the provider: there, and back. Thread-safe. */
final class ProviderLogin {

    private final CodeFlow flow;
    private final Handshakes handshakes;
    private final Sessions sessions;
    private final TokenReviewer reviewers;
    private final Consumer<VerifiedToken> learner;
    private final Refusals refusals;

    ProviderLogin(Login.Builder settings, CodeFlow flow, Sessions sessions, RandomText random) {
        this.flow = flow;
        this.sessions = sessions;
        this.handshakes = new Handshakes(
                random,
                settings.stepUp.map(demand -> new CodeFlow.Demand(demand.within(), demand.acrs())),
                settings.clock);
        this.reviewers = new TokenReviewer(settings.stepUp, settings.clock);
        this.learner = settings.learner;
        this.refusals = new Refusals(settings.clock);
    }

    /** Sends the browser to the provider. */
    Response start(Request request, Site site) {
        String to = request.query("to").filter(Pages::isLocal).orElse(site.base() + "/");
        if (isFramed(request)) {
            return refused("it was begun inside of a frame", request, site);
        }
        boolean stepUp = request.query("stepUp").filter("true"::equals).isPresent();
        String cookie = handshakes.begin(to, stepUp, sessions.of(request).map(Session::digest));
        try {
            Handshake handshake = handshakes
                    .read(cookie, site.callback())
                    .orElseThrow(() -> new IllegalStateException("A sign-in that was just begun is not ours"));
            URI provider = flow.begin(handshake.attempt());
            return Response.empty(303)
                    .with("Location", provider.toString())
                    .with("Referrer-Policy", "no-referrer")
                    .with("Cache-Control", "no-store")
                    .and("Set-Cookie", Cookie.HANDSHAKE.set(cookie, site.origin()));
        } catch (ProviderException e) {
            refusals.tell("sign-in", e, request);
            return failed(site);
        }
    }

    /** Takes what the provider sent the browser back with. */
    Response callback(Request request, Site site) {
        Optional<Handshake> handshake = Cookie.HANDSHAKE
                .read(request, site.origin())
                .flatMap(cookie -> handshakes.read(cookie, site.callback()));
        if (handshake.isEmpty() || isFramed(request)) {
            return refused("this browser began no sign-in, or too long ago", request, site);
        }
        if (!handshake.get().isAnsweredBy(request)) {
            // Another site may have made the browser come here: whoever is signing in meanwhile is not disturbed.
            refusals.tell("sign-in", "the state is not the one of this browser's sign-in", request);
            return Pages.failed(site.base() + "/login/start");
        }
        if (!handshakes.end(handshake.get())) {
            return refused("this sign-in has ended before", request, site);
        }
        try {
            VerifiedToken token =
                    flow.finish(request.target().query(), handshake.get().attempt());
            learner.accept(token);
            return signedIn(token, handshake.get(), site);
        } catch (RefusedTokenException | ProviderException e) {
            refusals.tell("sign-in", e, request);
            return failed(site);
        }
    }

    Optional<URI> signOut(Site site) {
        return flow.signOut(site.page());
    }

    private Response signedIn(VerifiedToken token, Handshake handshake, Site site) {
        handshake.previous().ifPresent(sessions::close);
        String id = sessions.open(new Session.ByProvider(token, reviewers));
        return Pages.goOn(handshake.to())
                .and("Set-Cookie", Cookie.SESSION.set(id, site.origin()))
                .and("Set-Cookie", Cookie.HANDSHAKE.clear(site.origin()));
    }

    private Response refused(String reason, Request request, Site site) {
        refusals.tell("sign-in", reason, request);
        return failed(site);
    }

    private static Response failed(Site site) {
        return Pages.failed(site.base() + "/login/start").and("Set-Cookie", Cookie.HANDSHAKE.clear(site.origin()));
    }

    private static boolean isFramed(Request request) {
        return request.header("Sec-Fetch-Dest")
                .filter(dest -> !dest.equals("document"))
                .isPresent();
    }
}
