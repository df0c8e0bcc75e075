package dev.approvals.http.login;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.Refusals;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.auth.Strangers;
import dev.approvals.http.exchange.Fields;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.VerifiedToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Signs people in and out from the browser: everything below {@code /login}. Thread-safe.
 *
 * <p>{@code GET /login} says which ways there are; {@code GET /login/start} begins at the provider, {@code GET
 * /login/callback} ends there; {@code POST /login/token} exchanges a one-time token; {@code POST /login/logout} ends the
 * session.
 */
public final class Login implements Handler {

    private static final int LONGEST_TOKEN = 100;

    private final OriginGuard guard;
    private final String base;
    private final Sessions sessions;
    private final Optional<ProviderLogin> provider;
    private final Optional<OneTimeTokens> oneTime;
    private final boolean canStepUp;
    private final Refusals refusals;

    private Login(Builder builder) {
        RandomText random = new RandomText(builder.random);
        guard = builder.guard;
        base = builder.base;
        sessions = new Sessions(guard.origins(), builder.limits, random, builder.clock);
        provider = builder.flow.map(flow -> new ProviderLogin(builder, flow, sessions, random));
        oneTime = builder.oneTime;
        canStepUp = builder.stepUp.isPresent() && provider.isPresent();
        refusals = new Refusals(builder.clock);
    }

    /**
     * A sign-in to set up.
     *
     * @param guard guards the sign-out, and knows this server's public addresses
     * @return its settings
     */
    public static Builder builder(OriginGuard guard) {
        return new Builder(guard);
    }

    /** {@return who knows people by the sessions that begin here} */
    public ReviewerAuthenticator sessions() {
        return sessions;
    }

    /** {@return whether whoever started this process may let themselves in: a gate must be set up for development then} */
    public boolean isForDevelopment() {
        return oneTime.isPresent();
    }

    @Override
    public Response handle(Request request) {
        Optional<String> origin = guard.origins().of(request);
        if (origin.isEmpty()) {
            return Response.of(Problem.of(421, "UNKNOWN_HOST", "This server has no such name")
                    .curedBy("Use one of the addresses that it was set up with."));
        }
        Site site = new Site(origin.get(), base);
        return switch (request.path()) {
            case "/login" -> only("GET", request, () -> ways(site));
            case "/login/logout" -> only("POST", request, () -> logout(request, site));
            case "/login/token" -> only("POST", request, () -> token(request, site));
            case "/login/start" ->
                provider.map(it -> only("GET", request, () -> it.start(request, site)))
                        .orElseGet(Login::notThere);
            case "/login/callback" ->
                provider.map(it -> only("GET", request, () -> it.callback(request, site)))
                        .orElseGet(Login::notThere);
            default -> notThere();
        };
    }

    private Response ways(Site site) {
        return Response.json(
                        200,
                        Json.object()
                                .put("provider", provider.isPresent())
                                .put("oneTime", oneTime.isPresent() && site.isThisMachine())
                                .put("stepUp", canStepUp))
                .with("Cache-Control", "no-store");
    }

    private Response logout(Request request, Site site) {
        Optional<Session> session = sessions.of(request);
        if (session.isEmpty()) {
            return Strangers.answer().and("Set-Cookie", Cookie.SESSION.clear(site.origin()));
        }
        return guard.refusal(request, sessions.signedIn(session.get())).orElseGet(() -> ended(session.get(), site));
    }

    private Response ended(Session session, Site site) {
        sessions.close(session.digest());
        var answer = Json.object();
        provider.flatMap(it -> it.signOut(site)).ifPresent(next -> answer.put("next", next.toString()));
        return Response.json(200, answer)
                .with("Cache-Control", "no-store")
                .and("Set-Cookie", Cookie.SESSION.clear(site.origin()));
    }

    private Response token(Request request, Site site) {
        Optional<Response> foreign = guard.refusal(request);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        boolean here = site.isThisMachine() && request.peer().address().isLoopbackAddress();
        Fields body = Json.read(request);
        String token = body.text("token", LONGEST_TOKEN);
        body.done();
        Optional<Principal> account = oneTime.filter(it -> here).flatMap(it -> it.redeem(token));
        if (account.isEmpty()) {
            refusals.tell(
                    "one-time token",
                    here ? "it is not good, or not any more" : "it was not sent on this machine",
                    request);
            return Strangers.answer();
        }
        sessions.of(request).map(Session::digest).ifPresent(sessions::close);
        String id = sessions.open(new Session.ByOneTimeToken(account.get()));
        return Response.empty(204)
                .with("Cache-Control", "no-store")
                .and("Set-Cookie", Cookie.SESSION.set(id, site.origin()));
    }

    private static Response only(String method, Request request, Supplier<Response> answer) {
        return request.method().equals(method)
                ? answer.get()
                : Response.of(Problem.of(405, "METHOD_NOT_ALLOWED", "This address does not take that method")
                                .curedBy("Use " + method + "."))
                        .with("Allow", method);
    }

    private static Response notThere() {
        return Response.of(Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address"));
    }

    /** Settings of the sign-in; not thread-safe. */
    public static final class Builder {

        final OriginGuard guard;
        String base = "";
        Optional<CodeFlow> flow = Optional.empty();
        Optional<OneTimeTokens> oneTime = Optional.empty();
        Optional<StepUp> stepUp = Optional.empty();
        Consumer<VerifiedToken> learner = token -> {};
        Sessions.Limits limits = new Sessions.Limits(Duration.ofMinutes(30), Duration.ofHours(8));
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();

        private Builder(OriginGuard guard) {
            this.guard = guard;
        }

        /**
         * Sets the base path that everything of this server is below; none unless set.
         *
         * @param path such as {@code /approvals}, or empty
         * @return this
         * @throws IllegalArgumentException if it does not begin with a slash, or ends with one
         */
        public Builder basePath(String path) {
            if (!path.isEmpty() && (!Pages.isLocal(path) || path.endsWith("/"))) {
                throw new IllegalArgumentException("The base path \"" + path
                        + "\" must begin with a slash and not end with one, such as /approvals");
            }
            base = path;
            return this;
        }

        /**
         * Lets people sign in at a provider.
         *
         * @param at how
         * @return this
         */
        public Builder provider(CodeFlow at) {
            flow = Optional.of(at);
            return this;
        }

        /**
         * Lets whoever started this process in by one-time tokens.
         *
         * @param tokens the tokens
         * @return this
         */
        public Builder oneTime(OneTimeTokens tokens) {
            oneTime = Optional.of(tokens);
            return this;
        }

        /**
         * Tells what counts as stepped up; nothing unless set.
         *
         * @param demand what the provider must say
         * @return this
         */
        public Builder stepUp(StepUp demand) {
            stepUp = Optional.of(demand);
            return this;
        }

        /**
         * Hands every token that somebody signed in with to somebody, such as a
         * {@link dev.approvals.http.auth.TokenDirectory}.
         *
         * @param taker takes them; must not block
         * @return this
         */
        public Builder telling(Consumer<VerifiedToken> taker) {
            learner = taker;
            return this;
        }

        /**
         * Sets how long a session lasts; 30 minutes without use and 8 hours in any case unless set.
         *
         * @param idle after how long without use it ends
         * @param atMost after how long it ends in any case
         * @return this
         * @throws IllegalArgumentException if one is not longer than nothing, or {@code idle} is the longer one
         */
        public Builder lasting(Duration idle, Duration atMost) {
            if (idle.isNegative() || idle.isZero() || idle.compareTo(atMost) > 0) {
                throw new IllegalArgumentException("A session that ends after " + idle + " without use and after "
                        + atMost + " in any case makes no sense: the first must be more than nothing and not longer");
            }
            limits = new Sessions.Limits(idle, atMost);
            return this;
        }

        /**
         * Sets the clock; the system's unless set.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Sets where secrets come from.
         *
         * @param source the source
         * @return this
         */
        public Builder random(SecureRandom source) {
            random = source;
            return this;
        }

        /** {@return the sign-in} */
        public Login build() {
            return new Login(this);
        }
    }
}
