package dev.approvals.http.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** One token in the making: header and claims that a test can change before it is signed. */
public final class TokenMaker {

    private final Map<String, Object> header = new LinkedHashMap<>();
    private final Map<String, Object> claims = new TreeMap<>();
    private ProviderKey key;

    TokenMaker(ProviderKey key) {
        signedWith(key);
    }

    public TokenMaker signedWith(ProviderKey other) {
        key = other;
        header.put("alg", other.algorithm().getName());
        header.put("kid", other.id());
        return this;
    }

    public TokenMaker header(String name, Object value) {
        header.put(name, value);
        return this;
    }

    public TokenMaker withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    public TokenMaker claim(String name, Object value) {
        claims.put(name, value instanceof Instant at ? at.getEpochSecond() : value);
        return this;
    }

    public TokenMaker without(String name) {
        claims.remove(name);
        return this;
    }

    public String headerJson() {
        return Words.json(header);
    }

    public String claimsJson() {
        return Words.json(claims);
    }

    /** Signs header and claims as they are. */
    public String sign() {
        return sign(headerJson(), claimsJson());
    }

    /** Signs any bytes as header and claims; what no honest library would. */
    public String sign(String headerText, String claimsText) {
        try {
            String head = encode(headerText);
            byte[] input = (head + "." + encode(claimsText)).getBytes(StandardCharsets.US_ASCII);
            Base64URL signature = key.signer().sign(new JWSHeader(key.algorithm()), input);
            return head + "." + encode(claimsText) + "." + signature;
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The same by the library's own hand, to be sure that ours is well made. */
    public String signByLibrary() {
        try {
            JWSObject object = new JWSObject(JWSHeader.parse(headerJson()), new Payload(claimsJson()));
            object.sign(key.signer());
            return object.serialize();
        } catch (JOSEException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    static String encode(String text) {
        return Base64URL.encode(text).toString();
    }
}
