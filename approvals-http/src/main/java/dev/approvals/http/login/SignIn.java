package dev.approvals.http.login;

import dev.approvals.http.auth.BearerAuthenticator;
import dev.approvals.http.auth.OriginGuard;
import dev.approvals.http.auth.Origins;
import dev.approvals.http.auth.ReviewerAuthenticator;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.oidc.AccessTokenRules;
import dev.approvals.http.oidc.CodeFlow;
import dev.approvals.http.oidc.OidcProvider;
import dev.approvals.http.oidc.VerifiedToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * All the ways in which reviewers sign in to one server, set up in one place. Immutable, thread-safe.
 *
 * <pre>{@code
 * OidcProvider provider = OidcProvider.of("https://idp.example.com/realms/main");
 * SignIn signIn = SignIn.at("https://approvals.example.com")
 *         .browser(CodeFlow.confidential(provider, "approvals", secret))
 *         .bearer(provider, AccessTokenRules.ofPeople("https://approvals.example.com/api"))
 *         .stepUp(StepUp.within(Duration.ofMinutes(5), "phr"))
 *         .build();
 * }</pre>
 *
 * @param guard guards what changes something, and knows the server's public addresses
 * @param login what answers below {@code /login}
 * @param reviewers says who sent a request
 * @param stepUp what counts as stepped up; empty where nothing does
 */
public record SignIn(OriginGuard guard, Login login, ReviewerAuthenticator reviewers, Optional<StepUp> stepUp) {

    /** Checks the components. */
    public SignIn {
        Objects.requireNonNull(guard, "guard");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(reviewers, "reviewers");
        Objects.requireNonNull(stepUp, "stepUp");
    }

    /**
     * A server whose ways in are to be named.
     *
     * @param addresses its public addresses, as browsers show them, without a path
     * @return its settings
     * @throws IllegalArgumentException if one is no such address, or neither HTTPS nor this machine itself
     */
    public static Builder at(String... addresses) {
        return new Builder(Origins.of(addresses));
    }

    /** The ways in; not thread-safe. */
    public static final class Builder {

        private final Origins origins;
        private final List<ReviewerAuthenticator> others = new ArrayList<>();
        private Optional<BearerAuthenticator> bearer = Optional.empty();
        private Optional<StepUp> stepUp = Optional.empty();
        private Optional<byte[]> key = Optional.empty();
        private Consumer<VerifiedToken> learner = token -> {};
        private UnaryOperator<Login.Builder> login = builder -> builder;
        private boolean ways;

        private Builder(Origins origins) {
            this.origins = origins;
        }

        /**
         * People sign in from the browser, at a provider.
         *
         * @param flow how
         * @return this
         */
        public Builder browser(CodeFlow flow) {
            return way(builder -> builder.provider(flow));
        }

        /**
         * Programs of people bring access tokens of a provider.
         *
         * @param provider the provider
         * @param rules which of its tokens
         * @return this
         */
        public Builder bearer(OidcProvider provider, AccessTokenRules rules) {
            bearer = Optional.of(BearerAuthenticator.of(provider, rules));
            ways = true;
            return this;
        }

        /**
         * Whoever started this process signs in with a one-time token, on this machine.
         *
         * @param tokens the tokens
         * @return this
         */
        public Builder oneTime(OneTimeTokens tokens) {
            return way(builder -> builder.oneTime(tokens));
        }

        /**
         * Somebody else knows people: the servlet container, a proxy, or code of yours.
         *
         * @param authenticator who
         * @return this
         */
        public Builder also(ReviewerAuthenticator authenticator) {
            others.add(authenticator);
            ways = true;
            return this;
        }

        /**
         * Tells what counts as stepped up, for sessions and for tokens; nothing unless set.
         *
         * @param demand what the provider must say
         * @return this
         */
        public Builder stepUp(StepUp demand) {
            stepUp = Optional.of(demand);
            return set(builder -> builder.stepUp(demand));
        }

        /**
         * Hands every accepted token to somebody, such as a {@link dev.approvals.http.auth.TokenDirectory}.
         *
         * @param taker takes them; must not block
         * @return this
         */
        public Builder telling(Consumer<VerifiedToken> taker) {
            learner = taker;
            return set(builder -> builder.telling(taker));
        }

        /**
         * Sets the base path that everything of this server is below; none unless set.
         *
         * @param path such as {@code /approvals}
         * @return this
         * @throws IllegalArgumentException if it does not begin with a slash, or ends with one
         */
        public Builder basePath(String path) {
            return set(builder -> builder.basePath(path));
        }

        /**
         * Sets how long a session lasts; 30 minutes without use and 8 hours in any case unless set.
         *
         * @param idle after how long without use it ends
         * @param atMost after how long it ends in any case
         * @return this
         */
        public Builder lasting(Duration idle, Duration atMost) {
            return set(builder -> builder.lasting(idle, atMost));
        }

        /**
         * Sets the clock of sessions; the system's unless set.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            return set(builder -> builder.clock(source));
        }

        /**
         * Sets the key of the tokens against forged requests, where several processes serve people whom a container or a
         * proxy knows; random unless set.
         *
         * @param bytes at least 32 random bytes
         * @return this
         */
        public Builder guardKey(byte[] bytes) {
            key = Optional.of(bytes.clone());
            return this;
        }

        /**
         * Finishes the set-up.
         *
         * @return the ways in
         * @throws IllegalStateException if there is none
         * @throws IllegalArgumentException if a setting is not fit
         */
        public SignIn build() {
            if (!ways) {
                throw new IllegalStateException(
                        "Nobody could sign in: name a way in, such as browser(...) or bearer(...)");
            }
            OriginGuard guard =
                    new OriginGuard(origins, key.orElseGet(() -> new RandomText(new SecureRandom()).bytes()));
            Login built = login.apply(Login.builder(guard)).build();
            List<ReviewerAuthenticator> all = new ArrayList<>(others);
            all.add(built.sessions());
            bearer.map(it -> it.telling(learner))
                    .map(it -> stepUp.map(it::stepUp).orElse(it))
                    .ifPresent(all::add);
            return new SignIn(guard, built, ReviewerAuthenticator.anyOf(all), stepUp);
        }

        private Builder way(UnaryOperator<Login.Builder> setting) {
            ways = true;
            return set(setting);
        }

        private Builder set(UnaryOperator<Login.Builder> setting) {
            UnaryOperator<Login.Builder> before = login;
            login = builder -> setting.apply(before.apply(builder));
            return this;
        }
    }
}
