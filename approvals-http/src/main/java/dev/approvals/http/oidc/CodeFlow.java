package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Signs people in at a provider: the authorization code flow with PKCE, state and nonce, as RFC 9700 wants it. Keeps
 * nothing between the two halves of a sign-in. Thread-safe.
 */
public final class CodeFlow {

    private static final int LONGEST_CODE = 4_096;
    /** So many codes are exchanged at once: whoever sends made-up codes occupies no more threads than these. */
    private static final int AT_ONCE = 16;

    private final OidcProvider provider;
    private final String client;
    private final Optional<String> secret;
    private final Semaphore exchanges = new Semaphore(AT_ONCE);

    private CodeFlow(OidcProvider provider, String client, Optional<String> secret) {
        this.provider = provider;
        this.client = client;
        this.secret = secret;
    }

    /**
     * Signs in as a client that has a secret.
     *
     * @param provider the provider
     * @param client our own id there
     * @param secret our own secret there
     * @return the flow
     */
    public static CodeFlow confidential(OidcProvider provider, String client, String secret) {
        return new CodeFlow(provider, client, Optional.of(secret));
    }

    /**
     * Signs in as a client without a secret; PKCE alone binds the code to us.
     *
     * @param provider the provider
     * @param client our own id there
     * @return the flow
     */
    public static CodeFlow withoutSecret(OidcProvider provider, String client) {
        return new CodeFlow(provider, client, Optional.empty());
    }

    /**
     * One sign-in that is under way. Its texts are random, and known to nobody but us and, as far as they stand in the
     * address, the browser that signs in.
     *
     * @param state binds the provider's answer to this browser
     * @param nonce binds the ID token to this sign-in
     * @param verifier binds the code to us
     * @param redirect where the provider sends the browser back to
     * @param demand how fresh and good the sign-in must be; empty where a session at the provider will do
     */
    public record Attempt(String state, String nonce, String verifier, URI redirect, Optional<Demand> demand) {
        /** Checks the components. */
        public Attempt {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(nonce, "nonce");
            Objects.requireNonNull(verifier, "verifier");
            Objects.requireNonNull(redirect, "redirect");
            Objects.requireNonNull(demand, "demand");
        }

        /** {@return where it leads: its texts are secrets} */
        @Override
        public String toString() {
            return "sign-in that leads back to " + redirect;
        }
    }

    /**
     * How fresh and good a sign-in must be.
     *
     * @param within how long ago it may be at most
     * @param acrs the classes of authentication to ask for, best first
     */
    public record Demand(Duration within, List<String> acrs) {
        /** Checks the components. */
        public Demand {
            Objects.requireNonNull(within, "within");
            acrs = List.copyOf(acrs);
        }
    }

    /**
     * Begins a sign-in.
     *
     * @param attempt the sign-in
     * @return where to send the browser
     * @throws ProviderException if the provider cannot be reached or signs nobody in
     */
    public URI begin(Attempt attempt) throws ProviderException {
        URI endpoint = provider.metadata().authorization().orElseThrow(() -> missing("authorization_endpoint"));
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client);
        query.put("redirect_uri", attempt.redirect().toString());
        query.put("scope", "openid profile");
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", challenge(attempt.verifier()));
        query.put("code_challenge_method", "S256");
        attempt.demand().ifPresent(demand -> {
            query.put("max_age", Long.toString(demand.within().toSeconds()));
            query.put("prompt", "login");
            if (!demand.acrs().isEmpty()) {
                query.put("acr_values", String.join(" ", demand.acrs()));
            }
        });
        return URI.create(endpoint + (endpoint.getRawQuery() == null ? "?" : "&") + ProviderClient.encoded(query));
    }

    /**
     * Ends a sign-in.
     *
     * @param answer the parameters the provider sent the browser back with
     * @param attempt the sign-in
     * @return who signed in
     * @throws RefusedTokenException if the answer, or the token, is not of this sign-in or not genuine
     * @throws ProviderException if the provider cannot be reached, or does not take the code
     */
    public VerifiedToken finish(Map<String, String> answer, Attempt attempt)
            throws RefusedTokenException, ProviderException {
        String code = code(answer, attempt);
        if (!exchanges.tryAcquire()) {
            throw new ProviderException("Already " + AT_ONCE + " sign-ins wait for " + provider.issuer()
                    + " to exchange their codes; this one was not begun");
        }
        try {
            return provider.verifyIdToken(
                    idToken(code, attempt),
                    new IdTokenRules(
                            client,
                            attempt.nonce(),
                            attempt.demand().map(Demand::within),
                            provider.settings().skew()));
        } finally {
            exchanges.release();
        }
    }

    /**
     * Where a person signs out of the provider, too.
     *
     * @param backTo where the provider sends the browser back to
     * @return the address, or empty where the provider names none
     */
    public Optional<URI> signOut(URI backTo) {
        try {
            return provider.metadata()
                    .endSession()
                    .map(address -> URI.create(address
                            + (address.getRawQuery() == null ? "?" : "&")
                            + ProviderClient.encoded(
                                    Map.of("client_id", client, "post_logout_redirect_uri", backTo.toString()))));
        } catch (ProviderException e) {
            return Optional.empty(); // our own session has ended in any case
        }
    }

    private String code(Map<String, String> answer, Attempt attempt) throws RefusedTokenException, ProviderException {
        byte[] state = answer.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(state, attempt.state().getBytes(StandardCharsets.UTF_8))) {
            throw new RefusedTokenException("the state is not the one of this browser's sign-in");
        }
        String issuer = answer.getOrDefault("iss", "");
        if (answer.containsKey("iss")
                ? !issuer.equals(provider.issuer())
                : provider.metadata().namesItself()) {
            throw new RefusedTokenException("the answer does not say that it is from " + provider.issuer());
        }
        if (answer.containsKey("error")) {
            String error = answer.get("error");
            throw new RefusedTokenException(
                    "the provider signed nobody in" + (error.matches("[a-z_]{1,64}") ? " (" + error + ")" : ""));
        }
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            throw new RefusedTokenException(
                    "the answer has no code, or one of more than " + LONGEST_CODE + " characters");
        }
        return code;
    }

    private String idToken(String code, Attempt attempt) throws RefusedTokenException, ProviderException {
        URI endpoint = provider.metadata().token().orElseThrow(() -> missing("token_endpoint"));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", attempt.redirect().toString());
        form.put("code_verifier", attempt.verifier());
        if (secret.isEmpty()) {
            form.put("client_id", client);
        }
        ObjectNode answer = provider.client().post(endpoint, form, secret.map(this::basic), "token endpoint");
        return new Claims(answer)
                .text("id_token")
                .orElseThrow(() -> new RefusedTokenException("the provider's token endpoint gave no ID token"));
    }

    private String basic(String password) {
        String both = ProviderClient.encoded(client) + ":" + ProviderClient.encoded(password);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private ProviderException missing(String what) {
        return new ProviderException("The discovery document of " + provider.issuer() + " names no " + what
                + ", so nobody can sign in there");
    }

    private static String challenge(String verifier) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
