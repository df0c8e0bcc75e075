package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A compact JWS, taken apart and not believed yet.
 *
 * <p>Stricter than the format's readers commonly are: one spelling for each token (no padding, no spare bits), no key
 * twice, no critical or unencoded extensions, no compression, and never a key that the token itself brings along.
 *
 * @param algorithm what it says it is signed with
 * @param keyId what it says the key's id is
 * @param type its media type in lower case, without {@code application/}; empty where it says none
 * @param claims what it claims
 * @param signed the bytes under the signature
 * @param signature the signature
 */
@SuppressWarnings("ArrayRecordComponent") // Tokens are not compared.
record SignedToken(
        JWSAlgorithm algorithm,
        Optional<String> keyId,
        String type,
        ObjectNode claims,
        byte[] signed,
        Base64URL signature) {

    static final int LONGEST = 16 * 1024;

    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static SignedToken parse(String compact) throws RefusedTokenException {
        if (compact.length() > LONGEST) {
            throw new RefusedTokenException("it has more than " + LONGEST + " characters");
        }
        List<String> parts = List.of(compact.split("\\.", 7));
        if (parts.size() == 5) {
            throw new RefusedTokenException("it is encrypted (JWE), and only signed tokens are taken");
        }
        if (parts.size() != 3) {
            throw new RefusedTokenException("it is no signed token of three parts");
        }
        ObjectNode header = object(parts.get(0), "header");
        refuseExtensions(header);
        byte[] signature = bytes(parts.get(2), "signature");
        byte[] signed = compact.substring(0, compact.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return new SignedToken(
                algorithm(header),
                text(header, "kid"),
                type(header),
                object(parts.get(1), "claims"),
                signed,
                Base64URL.encode(signature));
    }

    void verify(JWSVerifier verifier) throws RefusedTokenException {
        try {
            if (!verifier.verify(new JWSHeader(algorithm), signed, signature)) {
                throw new RefusedTokenException("its signature does not hold");
            }
        } catch (JOSEException e) {
            throw new RefusedTokenException("its signature cannot be verified");
        }
    }

    private static ObjectNode object(String part, String what) throws RefusedTokenException {
        return StrictObject.read(bytes(part, what))
                .orElseThrow(() -> new RefusedTokenException("its " + what + " is no JSON object, or has a key twice"));
    }

    private static byte[] bytes(String part, String what) throws RefusedTokenException {
        try {
            byte[] bytes = DECODER.decode(part);
            // Spare bits of the last character would let one token be spelled in several ways.
            if (bytes.length > 0 && ENCODER.encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new RefusedTokenException("its " + what + " is no base64url");
        }
        throw new RefusedTokenException("its " + what + " is empty or not spelled as base64url demands");
    }

    private static void refuseExtensions(ObjectNode header) throws RefusedTokenException {
        for (String name : List.of("crit", "b64", "zip", "enc")) {
            if (header.has(name)) {
                throw new RefusedTokenException("its header has \"" + name + "\", which is not supported");
            }
        }
    }

    private static JWSAlgorithm algorithm(ObjectNode header) throws RefusedTokenException {
        return text(header, "alg")
                .map(JWSAlgorithm::parse)
                .orElseThrow(() -> new RefusedTokenException("its header names no algorithm"));
    }

    private static String type(ObjectNode header) throws RefusedTokenException {
        String type = text(header, "typ").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/") ? type.substring("application/".length()) : type;
    }

    private static Optional<String> text(ObjectNode header, String name) throws RefusedTokenException {
        JsonNode node = header.path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw new RefusedTokenException("its header's \"" + name + "\" is no text");
        }
        return Optional.of(node.textValue());
    }
}
