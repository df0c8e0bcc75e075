package dev.approvals.http.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** A key that a provider signs with. */
public record ProviderKey(JWK pair, JWSAlgorithm algorithm) {

    public static ProviderKey rsa(String id) {
        return rsa(id, 2048);
    }

    public static ProviderKey rsa(String id, int bits) {
        try {
            RSAKey pair = new RSAKeyGenerator(bits, true)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new ProviderKey(pair, JWSAlgorithm.RS256);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static ProviderKey ec(String id) {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            return new ProviderKey(pair, JWSAlgorithm.ES256);
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String id() {
        return pair.getKeyID();
    }

    public JWSSigner signer() {
        try {
            return pair instanceof RSAKey rsa ? new RSASSASigner(rsa, true) : new ECDSASigner(pair.toECKey());
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
