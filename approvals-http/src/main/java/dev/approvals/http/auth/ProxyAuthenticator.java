package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Request;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Knows people by a header that a proxy sets. It is taken only from the proxy's own address, and only where the proxy has
 * proved itself with a shared secret or with its certificate: an address alone proves little. Immutable, thread-safe.
 */
public final class ProxyAuthenticator implements ReviewerAuthenticator {

    private final String issuer;
    private final String header;
    private final List<Network> from;
    private final Predicate<Request> proof;
    private final Refusals refusals;

    private ProxyAuthenticator(Builder builder, Predicate<Request> proof) {
        this.issuer = builder.issuer;
        this.header = builder.header;
        this.from = List.copyOf(builder.from);
        this.proof = proof;
        this.refusals = new Refusals(builder.clock);
    }

    /**
     * A proxy to set up.
     *
     * @param issuer who vouches, as the directory knows it, such as {@code proxy:intranet}
     * @param header the header that names the user's immutable identifier, such as {@code X-Forwarded-User}
     * @return its settings
     */
    public static Builder builder(String issuer, String header) {
        return new Builder(Subjects.issuer(issuer), header);
    }

    @Override
    public Optional<SignedIn> authenticate(Request request) {
        List<String> users = request.headers().all(header);
        if (users.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> fault = fault(request, users);
        fault.ifPresent(reason -> refusals.tell("user named by a proxy", reason, request));
        return fault.isPresent() ? Optional.empty() : Optional.of(signedIn(users.get(0)));
    }

    private Optional<String> fault(Request request, List<String> users) {
        if (from.stream().noneMatch(network -> network.contains(request.peer().address()))) {
            return Optional.of("it comes from an address that is not the proxy's");
        }
        if (!proof.test(request)) {
            return Optional.of("the proxy's secret or certificate is missing or wrong");
        }
        // A comma is what becomes of two headers where one came from the browser and one from the proxy.
        if (users.size() > 1 || users.get(0).indexOf(',') >= 0 || !Subjects.isFit(users.get(0))) {
            return Optional.of("the header does not name one user; let the proxy replace it, not add to it");
        }
        return Optional.empty();
    }

    private SignedIn signedIn(String user) {
        Principal account = new Principal(issuer, user);
        Credential credential =
                new Credential(Credential.Means.PROXY, Map.of("issuer", issuer), account.toString(), Instant.MAX);
        return new SignedIn(new Reviewer(account, Assurance.IDENTITY_PROVIDER), credential, Optional.of(user));
    }

    /** A proxy's settings; not thread-safe. */
    public static final class Builder {

        private static final int SHORTEST_SECRET = 32;

        private final String issuer;
        private final String header;
        private final List<Network> from = new ArrayList<>();
        private final List<Predicate<Request>> proofs = new ArrayList<>();
        private InstantSource clock = InstantSource.system();

        private Builder(String issuer, String header) {
            this.issuer = issuer;
            this.header = header;
        }

        /**
         * Names the addresses that the proxy speaks from.
         *
         * @param addresses IP addresses, or networks such as {@code 10.1.0.0/16}
         * @return this
         * @throws IllegalArgumentException if one is neither
         */
        public Builder from(String... addresses) {
            for (String address : addresses) {
                from.add(Network.parse(address));
            }
            return this;
        }

        /**
         * Demands a secret that only the proxy knows.
         *
         * @param name the header that carries it
         * @param value the secret, at least 32 characters
         * @return this
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder secret(String name, String value) {
            if (value.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException("The proxy's secret has " + value.length()
                        + " characters and can be guessed: take at least " + SHORTEST_SECRET + " random ones");
            }
            byte[] expected = value.getBytes(StandardCharsets.UTF_8);
            proofs.add(request -> {
                List<String> sent = request.headers().all(name);
                return sent.size() == 1
                        && MessageDigest.isEqual(expected, sent.get(0).getBytes(StandardCharsets.UTF_8));
            });
            return this;
        }

        /**
         * Demands that the proxy has proved to hold a certificate (mutual TLS).
         *
         * @param sha256 the certificate's SHA-256 fingerprint, in hex, with or without colons
         * @return this
         * @throws IllegalArgumentException if it is no such fingerprint
         */
        public Builder certificate(String sha256) {
            String hex = sha256.replace(":", "").toLowerCase(Locale.ROOT);
            if (!hex.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException(
                        "\"" + sha256 + "\" is no SHA-256 fingerprint of a certificate: it has"
                                + " 64 hexadecimal digits (openssl x509 -fingerprint -sha256)");
            }
            proofs.add(request -> request.peer()
                    .certificate()
                    .filter(certificate -> fingerprint(certificate).equals(hex))
                    .isPresent());
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
         * Finishes the set-up.
         *
         * @return the authenticator; where both a secret and a certificate are named it demands both
         * @throws IllegalStateException if no address or no proof is named
         */
        public ProxyAuthenticator build() {
            if (from.isEmpty() || proofs.isEmpty()) {
                throw new IllegalStateException("A header proves nothing by itself, since anybody can send it: name the"
                        + " proxy's addresses with from(...), and its secret(...) or certificate(...)");
            }
            return new ProxyAuthenticator(this, proofs.stream().reduce(request -> true, Predicate::and));
        }

        private static String fingerprint(X509Certificate certificate) {
            try {
                return HexFormat.of().formatHex(Sha256.of(certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                return ""; // equals no fingerprint
            }
        }
    }
}
