package dev.approvals.http.provider;

import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Peer;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A request in the making, as a server would hand it over; immutable. */
public record Knock(String method, String path, String query, Headers headers, String body, Peer peer) {

    public static final String HOST = "approvals.example";

    public static Knock get(String pathAndQuery) {
        return of("GET", pathAndQuery);
    }

    public static Knock post(String pathAndQuery, String json) {
        Knock knock = of("POST", pathAndQuery).with("Content-Type", "application/json");
        return new Knock(knock.method, knock.path, knock.query, knock.headers, json, knock.peer);
    }

    public static Knock bearing(String token) {
        return get("/api/me").with("Authorization", "Bearer " + token);
    }

    private static Knock of(String method, String pathAndQuery) {
        String[] parts = pathAndQuery.split("\\?", 2);
        return new Knock(
                method,
                parts[0],
                parts.length < 2 ? "" : parts[1],
                Headers.NONE.with("Host", HOST),
                "",
                Peer.at(address("192.0.2.7")));
    }

    public Knock with(String name, String value) {
        return new Knock(method, path, query, headers.with(name, value), body, peer);
    }

    public Knock and(String name, String value) {
        return new Knock(method, path, query, headers.and(name, value), body, peer);
    }

    public Knock from(String address) {
        return from(new Peer(address(address), peer.secure(), peer.user(), peer.certificate()));
    }

    public Knock by(String user) {
        Principal principal = () -> user;
        return from(new Peer(peer.address(), peer.secure(), Optional.of(principal), peer.certificate()));
    }

    public Knock proving(X509Certificate certificate) {
        return from(new Peer(peer.address(), peer.secure(), peer.user(), Optional.of(certificate)));
    }

    private Knock from(Peer other) {
        return new Knock(method, path, query, headers, body, other);
    }

    public Request request() {
        return new Request(method, Target.parse(path, query), headers, body.getBytes(StandardCharsets.UTF_8), peer);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
