package dev.approvals.http.login;

import dev.approvals.http.oidc.CodeFlow.Attempt;
import dev.approvals.http.oidc.CodeFlow.Demand;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sign-ins that are under way. They are kept in the browser and not here, so that no flood of begun ones costs memory:
 * the cookie holds a random text and what to do afterwards, under a MAC; state, nonce and verifier are derived from it with
 * a key of ours. Each ends once: those that ended are remembered until they would be too old. Thread-safe.
 */
final class Handshakes {

    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final int MOST_ENDED = 10_000;
    private static final int LONGEST = 1_000;
    private static final String STEP_UP = "step-up";

    private final RandomText random;
    private final SecretKeySpec key;
    private final Optional<Demand> stepUp;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    Handshakes(RandomText random, Optional<Demand> stepUp, InstantSource clock) {
        this.random = random;
        this.key = new SecretKeySpec(random.bytes(), "HmacSHA256");
        this.stepUp = stepUp;
        this.clock = clock;
    }

    /** Begins a sign-in. {@return the cookie's value} */
    String begin(String to, boolean steppingUp, Optional<String> previous) {
        String payload = String.join(
                "\n",
                random.next(),
                Long.toString(clock.instant().getEpochSecond()),
                steppingUp ? STEP_UP : "",
                previous.orElse(""),
                to);
        return encode(payload.getBytes(StandardCharsets.UTF_8)) + "." + derive("cookie", payload);
    }

    /** {@return the sign-in that a cookie tells of; empty where it is not ours or too old} */
    Optional<Handshake> read(String cookie, URI redirect) {
        int dot = cookie.indexOf('.');
        if (dot < 0 || cookie.length() > LONGEST) {
            return Optional.empty();
        }
        String payload = decode(cookie.substring(0, dot));
        byte[] mac = cookie.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(mac, derive("cookie", payload).getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        Handshake handshake = parse(payload, redirect);
        Instant now = clock.instant();
        boolean lives =
                !now.isBefore(handshake.at()) && now.isBefore(handshake.at().plus(LASTS));
        return lives ? Optional.of(handshake) : Optional.empty();
    }

    /** Ends a sign-in. {@return whether it had not ended before} */
    boolean end(Handshake handshake) {
        Instant now = clock.instant();
        lock.lock();
        try {
            ended.values().removeIf(at -> !now.isBefore(at.plus(LASTS)));
            boolean first = ended.putIfAbsent(handshake.id(), handshake.at()) == null;
            if (ended.size() > MOST_ENDED) {
                ended.remove(ended.keySet().iterator().next());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private Handshake parse(String payload, URI redirect) {
        List<String> parts = List.of(payload.split("\n", 5));
        Attempt attempt = new Attempt(
                derive("state", payload),
                derive("nonce", payload),
                derive("verifier", payload),
                redirect,
                parts.get(2).equals(STEP_UP) ? stepUp : Optional.empty());
        return new Handshake(
                parts.get(0),
                attempt,
                Instant.ofEpochSecond(Long.parseLong(parts.get(1))),
                parts.get(4),
                Optional.of(parts.get(3)).filter(digest -> !digest.isEmpty()));
    }

    private String derive(String what, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return encode(mac.doFinal((what + "\n" + payload).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // no MAC holds for it
        }
    }
}
