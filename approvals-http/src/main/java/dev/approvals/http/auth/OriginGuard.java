package dev.approvals.http.auth;

import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Refuses what another site made a person's browser send. Whatever may change something must come from our own pages, by
 * the browser's own account ({@code Sec-Fetch-Site}, {@code Origin}); and where the browser sends the credential along by
 * itself, it must also bring a token that only our own pages can read, and nothing is read for another site's pages: who
 * was shown a request is recorded. Thread-safe.
 */
public final class OriginGuard {

    /** The header that brings the token. */
    public static final String HEADER = "X-CSRF-Token";

    private static final int SHORTEST_KEY = 32;

    private final Origins origins;
    private final SecretKeySpec key;

    /**
     * Guards a server.
     *
     * @param origins its public addresses
     * @param key for the tokens: 32 random bytes; the same on all processes that serve one page
     * @throws IllegalArgumentException if the key is shorter
     */
    public OriginGuard(Origins origins, byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "The guard's key has " + key.length + " bytes; it needs " + SHORTEST_KEY + " random ones");
        }
        this.origins = origins;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** {@return this server's public addresses} */
    public Origins origins() {
        return origins;
    }

    /**
     * The token that pages of a person must bring.
     *
     * @param person the person
     * @return the token, bound to their credential
     */
    public String token(SignedIn person) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String bound =
                    person.credential().means() + "\n" + person.credential().binding();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(bound.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /**
     * Judges a request of a person. To be asked before the request does anything.
     *
     * @param request the request
     * @param person whom it comes from
     * @return the answer to give instead, or empty where it may go on
     */
    public Optional<Response> refusal(Request request, SignedIn person) {
        if (!request.changes()) {
            return person.ambient() && !isFromHere(request)
                    ? Optional.of(refused("FOREIGN_ORIGIN", "A page of another site asks for it."))
                    : Optional.empty();
        }
        Optional<Response> foreign = refusal(request);
        if (foreign.isPresent() || !person.ambient()) {
            return foreign;
        }
        if (origin(request).isEmpty() && site(request).isEmpty()) {
            return Optional.of(refused("NO_ORIGIN", "It does not say which page it comes from."));
        }
        return brings(request, token(person))
                ? Optional.empty()
                : Optional.of(refused("NO_CSRF_TOKEN", "The header " + HEADER + " is missing or of another session."));
    }

    /**
     * Judges a request of nobody known, such as one that signs in.
     *
     * @param request the request
     * @return the answer to give instead, or empty where it may go on
     */
    public Optional<Response> refusal(Request request) {
        boolean sameSite = site(request).stream().allMatch("same-origin"::equals);
        boolean ours = origin(request).size() < 2 && origin(request).stream().allMatch(origins::isOwn);
        return !request.changes() || (sameSite && ours)
                ? Optional.empty()
                : Optional.of(refused("FOREIGN_ORIGIN", "It comes from a page of another site."));
    }

    /** Whether a page of ours asks, or nobody's, such as an address that was typed; what is read may be recorded as seen. */
    private static boolean isFromHere(Request request) {
        return site(request).stream().allMatch(site -> site.equals("same-origin") || site.equals("none"));
    }

    private static List<String> site(Request request) {
        return request.headers().all("Sec-Fetch-Site");
    }

    private static List<String> origin(Request request) {
        return request.headers().all("Origin");
    }

    private static boolean brings(Request request, String token) {
        List<String> brought = request.headers().all(HEADER);
        return brought.size() == 1
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), brought.get(0).getBytes(StandardCharsets.UTF_8));
    }

    private static Response refused(String code, String detail) {
        return Response.of(Problem.of(403, code, "The request was not made by a page of this server")
                .saying(detail)
                .curedBy("Load the page anew and try again."));
    }
}
