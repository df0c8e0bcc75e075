package dev.approvals.http.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a receiver and we both know, as Standard Webhooks write it: {@code whsec_} and 24 to 64 bytes in Base64. Immutable. */
final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private WebhookSecret(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    static WebhookSecret parse(String text) {
        byte[] bytes = bytes(text);
        if (bytes.length < SHORTEST || bytes.length > LONGEST) {
            throw new IllegalArgumentException("A webhook's secret has " + SHORTEST + " to " + LONGEST
                    + " bytes; this one has " + bytes.length + ". " + howToMake());
        }
        return new WebhookSecret(bytes);
    }

    private static byte[] bytes(String text) {
        try {
            if (text.startsWith(PREFIX)) {
                return Base64.getDecoder().decode(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException e) {
            // Its message would quote the secret.
        }
        throw new IllegalArgumentException(
                "A webhook's secret is \"" + PREFIX + "\" followed by Base64; this one is not. " + howToMake());
    }

    private static String howToMake() {
        return "Make one: echo " + PREFIX + "$(openssl rand -base64 32)";
    }

    /** One signature as it stands in the header. */
    String sign(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256, but this one", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "...";
    }
}
