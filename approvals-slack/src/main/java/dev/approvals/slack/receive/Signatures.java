package dev.approvals.slack.receive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack's v0 signatures, verified over the bytes as they arrived. The SDK's own verifier compares with
 * {@code String.equals}, takes any time stamp of the future and decodes the body before it looks. Immutable; thread-safe.
 */
public final class Signatures {

    /** The header with the time of signing, in seconds since 1970. */
    public static final String TIMESTAMP_HEADER = "X-Slack-Request-Timestamp";

    /** The header with the signature. */
    public static final String SIGNATURE_HEADER = "X-Slack-Signature";

    /** How far a time stamp may be off, either way. */
    public static final Duration WINDOW = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");

    private final List<SecretKeySpec> keys;
    private final InstantSource clock;

    /**
     * Verifies by any of these secrets, so that one can be replaced while both are in use.
     *
     * @param secrets the app's signing secrets, one at least
     * @param clock tells the time
     * @throws IllegalArgumentException if there is none, or a blank one
     */
    public Signatures(List<String> secrets, InstantSource clock) {
        if (secrets.isEmpty() || secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Signed HTTP needs the app's signing secret, and none may be blank:"
                    + " copy it from api.slack.com/apps, Basic Information, App Credentials");
        }
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.strip().getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    /**
     * Looks at the headers alone: what fails here needs no body to be read.
     *
     * @param timestamps every value of {@link #TIMESTAMP_HEADER}
     * @param signatures every value of {@link #SIGNATURE_HEADER}
     * @return what is wrong with them, or empty
     */
    public Optional<Finding> glance(List<String> timestamps, List<String> signatures) {
        if (timestamps.isEmpty() || signatures.isEmpty()) {
            return Optional.of(Finding.MISSING);
        }
        if (timestamps.size() > 1 || signatures.size() > 1) {
            return Optional.of(Finding.REPEATED);
        }
        if (!TIMESTAMP.matcher(timestamps.get(0)).matches()
                || !SIGNATURE.matcher(signatures.get(0)).matches()) {
            return Optional.of(Finding.MALFORMED);
        }
        return untimely(Long.parseLong(timestamps.get(0)));
    }

    private Optional<Finding> untimely(long signedAt) {
        long age = clock.instant().getEpochSecond() - signedAt;
        if (age > WINDOW.toSeconds()) {
            return Optional.of(Finding.TOO_OLD);
        }
        return age < -WINDOW.toSeconds() ? Optional.of(Finding.TOO_NEW) : Optional.empty();
    }

    /**
     * Looks at the whole request.
     *
     * @param timestamps every value of {@link #TIMESTAMP_HEADER}
     * @param signatures every value of {@link #SIGNATURE_HEADER}
     * @param body the body, as it arrived
     * @return whether Slack signed it just now, or what is wrong
     */
    public Finding examine(List<String> timestamps, List<String> signatures, byte[] body) {
        Optional<Finding> flaw = glance(timestamps, signatures);
        if (flaw.isPresent()) {
            return flaw.get();
        }
        byte[] start = ("v0:" + timestamps.get(0) + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] given =
                HexFormat.of().parseHex(signatures.get(0), 3, signatures.get(0).length());
        boolean signed = false;
        for (SecretKeySpec key : keys) {
            // Every key is tried: how long it takes does not tell which one it was.
            signed |= MessageDigest.isEqual(sign(key, start, body), given);
        }
        return signed ? Finding.SIGNED : Finding.FORGED;
    }

    private static byte[] sign(SecretKeySpec key, byte[] start, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(start);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + "; this one does not", e);
        }
    }
}
