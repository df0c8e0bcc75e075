package dev.approvals.http.provider;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The authorization code flow and client credentials, with everything checked that RFC 6749, 7636 and OpenID Connect want. */
public final class CodeEndpoints {

    private static final Duration CODES_LAST = Duration.ofMinutes(1);

    private final LoopbackProvider provider;
    private final Map<String, Issued> codes = new ConcurrentHashMap<>();
    private volatile String person = "alice-0001";
    private volatile Optional<Instant> session = Optional.empty();
    private volatile String acr = "pwd";
    private volatile String redirect = "";
    private volatile UnaryOperator<TokenMaker> twist = UnaryOperator.identity();

    private record Issued(Map<String, String> query, String subject, Instant signedInAt, String acr, Instant at) {}

    CodeEndpoints(LoopbackProvider provider) {
        this.provider = provider;
    }

    /** Who sits at the browser. */
    public void person(String subject) {
        person = subject;
        session = Optional.empty();
    }

    /** Registers the one address that browsers may be sent back to. */
    public void register(String address) {
        redirect = address;
    }

    /** The class of authentication that people reach when they sign in anew; whatever is asked for. */
    public void reaches(String reached) {
        acr = reached;
    }

    /** Changes ID tokens before they are signed. */
    public void twist(UnaryOperator<TokenMaker> change) {
        twist = change;
    }

    void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = Words.form(
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
        boolean known =
                LoopbackProvider.CLIENT.equals(query.get("client_id")) && redirect.equals(query.get("redirect_uri"));
        if (!known || !exchange.getRequestMethod().equals("GET")) {
            LoopbackProvider.json(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        Map<String, String> answer = new LinkedHashMap<>();
        if (isWhole(query)) {
            answer.put("code", issue(query));
        } else {
            answer.put("error", "invalid_request");
        }
        answer.put("state", query.getOrDefault("state", ""));
        answer.put("iss", provider.issuer());
        exchange.getResponseHeaders().set("Location", redirect + "?" + encoded(answer));
        exchange.sendResponseHeaders(303, -1);
    }

    private static boolean isWhole(Map<String, String> query) {
        return "code".equals(query.get("response_type"))
                && query.getOrDefault("scope", "").contains("openid")
                && query.getOrDefault("state", "").length() >= 16
                && query.getOrDefault("nonce", "").length() >= 16
                && "S256".equals(query.get("code_challenge_method"))
                && query.getOrDefault("code_challenge", "").length() == 43;
    }

    private String issue(Map<String, String> query) {
        Instant now = provider.clock().instant();
        boolean anew = session.isEmpty() || "login".equals(query.get("prompt"));
        session = Optional.of(anew ? now : session.get());
        String code = UUID.randomUUID().toString();
        codes.put(code, new Issued(query, person, session.get(), acr, now));
        return code;
    }

    void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Words.form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean posted = exchange.getRequestMethod().equals("POST")
                && "application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        if (!posted || !isClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
            LoopbackProvider.json(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        // Removed before anything else is looked at: a code is good for one try.
        Optional<Issued> issued = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
        if (issued.isEmpty() || !isGood(issued.get(), form)) {
            LoopbackProvider.json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        LoopbackProvider.json(exchange, 200, tokens(issued.get()));
    }

    private boolean isGood(Issued issued, Map<String, String> form) {
        return "authorization_code".equals(form.get("grant_type"))
                && issued.query().get("redirect_uri").equals(form.get("redirect_uri"))
                && challenge(form.getOrDefault("code_verifier", ""))
                        .equals(issued.query().get("code_challenge"))
                && provider.clock().instant().isBefore(issued.at().plus(CODES_LAST));
    }

    private Map<String, Object> tokens(Issued issued) {
        Instant now = provider.clock().instant();
        TokenMaker id = provider.token()
                .header("typ", "JWT")
                .claim("iss", provider.issuer())
                .claim("sub", issued.subject())
                .claim("aud", LoopbackProvider.CLIENT)
                .claim("nonce", issued.query().get("nonce"))
                .claim("iat", now)
                .claim("exp", now.plus(Duration.ofMinutes(5)))
                .claim("auth_time", issued.signedInAt())
                .claim("acr", issued.acr())
                .claim("name", "Name of " + issued.subject());
        Map<String, Object> answer = LoopbackProvider.sorted();
        answer.put("token_type", "Bearer");
        answer.put("expires_in", 300);
        answer.put("access_token", provider.accessToken(issued.subject()).sign());
        answer.put("id_token", twist.apply(id).sign());
        return answer;
    }

    private static boolean isClient(String authorization) {
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return false;
        }
        String both = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        String[] parts = both.split(":", 2);
        return parts.length == 2
                && Words.decode(parts[0]).equals(LoopbackProvider.CLIENT)
                && Words.decode(parts[1]).equals(LoopbackProvider.SECRET);
    }

    private static String encoded(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
