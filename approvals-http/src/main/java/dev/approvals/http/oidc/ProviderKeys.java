package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The provider's public keys. A key that is not there is looked for once more, at most once a pause. Symmetric and private
 * keys, keys for encryption, and RSA keys of less than 2048 bits are no keys here. Thread-safe.
 */
final class ProviderKeys {

    private static final int MOST_KEYS = 100;
    private static final int LEAST_BITS = 2048;

    private final Kept<List<JWK>> keys;

    ProviderKeys(Kept<List<JWK>> keys) {
        this.keys = keys;
    }

    /** Finds the one key that a token of this algorithm and key id must be signed with. */
    JWSVerifier find(JWSAlgorithm algorithm, Optional<String> keyId) throws RefusedTokenException, ProviderException {
        List<JWK> known = keys.get();
        List<JWK> fitting = fitting(known, algorithm, keyId);
        if (fitting.isEmpty()) {
            fitting = fitting(keys.newerThan(known), algorithm, keyId);
        }
        if (fitting.size() != 1) {
            throw new RefusedTokenException(
                    fitting.isEmpty()
                            ? "it is signed with a key that the provider does not publish for " + algorithm
                            : "the provider publishes " + fitting.size() + " keys for " + algorithm
                                    + " that it could be signed with");
        }
        return verifier(fitting.get(0));
    }

    private static List<JWK> fitting(List<JWK> keys, JWSAlgorithm algorithm, Optional<String> keyId) {
        return keys.stream()
                .filter(key -> keyId.isEmpty() || keyId.get().equals(key.getKeyID()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
                .filter(key -> signs(key, algorithm))
                .toList();
    }

    private static boolean signs(JWK key, JWSAlgorithm algorithm) {
        if (key instanceof ECKey curve) {
            return Curve.forJWSAlgorithm(algorithm) != null
                    && Curve.forJWSAlgorithm(algorithm).contains(curve.getCurve());
        }
        return key instanceof RSAKey && JWSAlgorithm.Family.RSA.contains(algorithm);
    }

    private static JWSVerifier verifier(JWK key) throws RefusedTokenException {
        try {
            return key instanceof RSAKey rsa ? new RSASSAVerifier(rsa) : new ECDSAVerifier(key.toECKey());
        } catch (JOSEException e) {
            throw new RefusedTokenException("its key at the provider cannot be used: " + e.getMessage());
        }
    }

    /** Reads the provider's key set; keys that we do not know how to use are left out, as RFC 7517 wants. */
    static List<JWK> read(ObjectNode set) throws ProviderException {
        JsonNode listed = set.path("keys");
        if (!listed.isArray() || listed.size() > MOST_KEYS) {
            throw new ProviderException(
                    "The identity provider's key set holds no list of at most " + MOST_KEYS + " keys");
        }
        List<JWK> keys = new ArrayList<>();
        for (JsonNode node : listed) {
            parse(node).filter(ProviderKeys::isFit).ifPresent(keys::add);
        }
        return List.copyOf(keys);
    }

    private static Optional<JWK> parse(JsonNode node) {
        try {
            return Optional.of(JWK.parse(node.toString()));
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty(); // of a kind we do not know: other keys of the set may still serve
        }
    }

    private static boolean isFit(JWK key) {
        boolean signs = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean kind = key instanceof ECKey || (key instanceof RSAKey rsa && rsa.size() >= LEAST_BITS);
        return signs && kind && !key.isPrivate();
    }
}
