package dev.approvals.http.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An OpenID Connect provider, known by its issuer; everything else comes from its discovery document and its key set.
 *
 * <p>Both are fetched when they are first needed, and again when they grow old or a token names a key that is not among
 * them: by one thread at a time and never twice within a pause, so that nobody who sends tokens can flood the provider.
 * A provider that cannot be reached signs nobody in. Thread-safe.
 */
public final class OidcProvider {

    private final Settings settings;
    private final Kept<ProviderMetadata> metadata;
    private final Kept<List<JWK>> keys;
    private final ProviderClient client;
    private final TokenVerifier verifier;

    private OidcProvider(Builder builder) {
        settings = new Settings(builder.issuer, builder.algorithms, builder.skew, builder.groupsClaim, builder.clock);
        client = new ProviderClient(builder.client, builder.within);
        Kept.Times times = new Kept.Times(
                builder.fresh, builder.fresh.multipliedBy(4), builder.pause, builder.within.multipliedBy(2));
        metadata = new Kept<>("discovery document", this::fetchMetadata, times, settings.clock());
        keys = new Kept<>("keys", this::fetchKeys, times, settings.clock());
        verifier = new TokenVerifier(settings, new ProviderKeys(keys));
    }

    /**
     * A provider, set up as most are.
     *
     * @param issuer the issuer, letter by letter as the provider writes it
     * @return the provider; nothing was fetched yet
     * @throws IllegalArgumentException if the issuer is no HTTPS address (or one of this machine itself)
     */
    public static OidcProvider of(String issuer) {
        return builder(issuer).build();
    }

    /**
     * A provider to set up.
     *
     * @param issuer the issuer, letter by letter as the provider writes it
     * @return its settings
     * @throws IllegalArgumentException if the issuer is no HTTPS address (or one of this machine itself)
     */
    public static Builder builder(String issuer) {
        return new Builder(Addresses.issuer(issuer).toString());
    }

    /**
     * Fetches the discovery document and the keys now, to find a wrong set-up at the start.
     *
     * @throws ProviderException if one of them cannot be fetched or used; the message says how to mend it
     */
    public void check() throws ProviderException {
        metadata.get();
        keys.get();
    }

    /**
     * Verifies an access token.
     *
     * @param compact the token as it was sent
     * @param rules which tokens are meant for this API
     * @return what the provider vouches for
     * @throws RefusedTokenException if it is not accepted
     * @throws ProviderException if the provider's keys cannot be had
     */
    public VerifiedToken verify(String compact, AccessTokenRules rules)
            throws RefusedTokenException, ProviderException {
        return verifier.verify(compact, (token, claims, now) -> rules.check(token, claims));
    }

    VerifiedToken verifyIdToken(String compact, IdTokenRules rules) throws RefusedTokenException, ProviderException {
        return verifier.verify(compact, rules);
    }

    /** {@return the issuer} */
    public String issuer() {
        return settings.issuer();
    }

    /** {@return the clock that tokens are judged by} */
    public InstantSource clock() {
        return settings.clock();
    }

    ProviderMetadata metadata() throws ProviderException {
        return metadata.get();
    }

    ProviderClient client() {
        return client;
    }

    Settings settings() {
        return settings;
    }

    private ProviderMetadata fetchMetadata() throws ProviderException {
        String base = issuer().endsWith("/") ? issuer().substring(0, issuer().length() - 1) : issuer();
        return ProviderMetadata.read(
                client.get(URI.create(base + ProviderMetadata.PATH), "discovery document"), issuer());
    }

    private List<JWK> fetchKeys() throws ProviderException {
        return ProviderKeys.read(client.get(metadata.get().keys(), "key set"));
    }

    @Override
    public String toString() {
        return "OidcProvider " + issuer();
    }

    /** A provider's settings; not thread-safe. */
    public static final class Builder {

        private static final Duration MOST_SKEW = Duration.ofMinutes(5);
        private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
                JWSAlgorithm.RS256,
                JWSAlgorithm.RS384,
                JWSAlgorithm.RS512,
                JWSAlgorithm.PS256,
                JWSAlgorithm.PS384,
                JWSAlgorithm.PS512,
                JWSAlgorithm.ES256,
                JWSAlgorithm.ES384,
                JWSAlgorithm.ES512);

        private final String issuer;
        private Set<JWSAlgorithm> algorithms = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
        private Duration skew = Duration.ofSeconds(60);
        private Duration within = Duration.ofSeconds(5);
        private Duration fresh = Duration.ofMinutes(15);
        private Duration pause = Duration.ofSeconds(30);
        private String groupsClaim = "groups";
        private InstantSource clock = InstantSource.system();
        private HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        private Builder(String issuer) {
            this.issuer = issuer;
        }

        /**
         * Sets which signatures are taken; RS256, PS256 and ES256 unless set.
         *
         * @param names their names, RS256 to ES512
         * @return this
         * @throws IllegalArgumentException if one is unknown or symmetric, or if it is none
         */
        public Builder algorithms(String... names) {
            Set<JWSAlgorithm> wanted =
                    Arrays.stream(names).map(JWSAlgorithm::parse).collect(Collectors.toSet());
            if (wanted.isEmpty() || !ASYMMETRIC.containsAll(wanted)) {
                throw new IllegalArgumentException("A provider's tokens are signed with one of " + ASYMMETRIC + "; got "
                        + Arrays.toString(names) + ". What needs a shared secret, or none, proves nothing");
            }
            algorithms = Set.copyOf(wanted);
            return this;
        }

        /**
         * Sets how far the provider's clock may be off; a minute unless set.
         *
         * @param most at most five minutes
         * @return this
         * @throws IllegalArgumentException if it is negative or more
         */
        public Builder skew(Duration most) {
            if (most.isNegative() || most.compareTo(MOST_SKEW) > 0) {
                throw new IllegalArgumentException("A clock may be off by at most " + MOST_SKEW + "; got " + most
                        + ". Set the clocks of this host and the provider by NTP instead");
            }
            skew = most;
            return this;
        }

        /**
         * Sets how long one exchange with the provider may take; five seconds unless set.
         *
         * @param most how long
         * @return this
         */
        public Builder within(Duration most) {
            within = positive(most, "The time of an exchange with the provider");
            return this;
        }

        /**
         * Sets for how long discovery and keys are used without asking again; a quarter of an hour unless set. While the
         * provider cannot be reached they serve four times as long, and a key that was taken back as long as that.
         *
         * @param time how long
         * @return this
         */
        public Builder keysLast(Duration time) {
            fresh = positive(time, "The time that keys last");
            return this;
        }

        /**
         * Sets the pause between two fetches of one thing; half a minute unless set. So long may a token that is signed
         * with a brand-new key be refused.
         *
         * @param time how long
         * @return this
         */
        public Builder pause(Duration time) {
            pause = positive(time, "The pause between two fetches");
            return this;
        }

        /**
         * Sets the claim that lists a person's groups; {@code groups} unless set. Groups count only where a directory is
         * made of them.
         *
         * @param name its name
         * @return this
         */
        public Builder groupsClaim(String name) {
            groupsClaim = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Sets the client that reaches the provider, such as one that trusts a certificate authority of your own.
         *
         * @param reaching the client
         * @return this
         * @throws IllegalArgumentException if it follows redirects
         */
        public Builder client(HttpClient reaching) {
            if (reaching.followRedirects() != HttpClient.Redirect.NEVER) {
                throw new IllegalArgumentException("The client that reaches the provider follows redirects, which may"
                        + " lead anywhere: build it with followRedirects(NEVER)");
            }
            client = reaching;
            return this;
        }

        /**
         * Sets the clock; the system's unless set.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /** {@return the provider; nothing was fetched yet} */
        public OidcProvider build() {
            return new OidcProvider(this);
        }

        private static Duration positive(Duration time, String what) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(what + " must be more than nothing; got " + time);
            }
            return time;
        }
    }
}
