package dev.approvals.http.auth;

import dev.approvals.http.exchange.Request;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The public addresses of this server: what a browser shows, without a path. Only requests to one of them are answered, so
 * that no foreign name that leads to this machine (DNS rebinding) is of use to anybody.
 *
 * @param addresses the origins, in lower case, without a port that goes without saying
 */
public record Origins(Set<String> addresses) {

    /** Checks the components. */
    public Origins {
        addresses = Set.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException(
                    "Name the address that people's browsers show, such as https://approvals.example.com");
        }
    }

    /**
     * Public addresses.
     *
     * @param addresses such as {@code https://approvals.example.com}; plain HTTP only for this machine itself
     * @return the origins
     * @throws IllegalArgumentException if one has a path, is no address, or would send cookies in the open
     */
    public static Origins of(String... addresses) {
        Set<String> origins = new LinkedHashSet<>();
        for (String address : addresses) {
            origins.add(normal(address)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + address
                            + "\" cannot be this server's public address: write it as browsers show it, without a path, such as"
                            + " https://approvals.example.com (plain http only for localhost, 127.0.0.1 and [::1])")));
        }
        return new Origins(origins);
    }

    /**
     * Tells whether a request was sent to this server by one of its names.
     *
     * @param request the request
     * @return whether it has one {@code Host} and that is one of them
     */
    public boolean servesHost(Request request) {
        return of(request).isPresent();
    }

    /**
     * The public address a request was sent to.
     *
     * @param request the request
     * @return the origin, or empty where its {@code Host} is none of ours
     */
    public Optional<String> of(Request request) {
        List<String> hosts = request.headers().all("Host");
        if (hosts.size() != 1) {
            return Optional.empty();
        }
        String host = hosts.get(0).toLowerCase(Locale.ROOT);
        Optional<String> secure = normal("https://" + host).filter(addresses::contains);
        return secure.isPresent() ? secure : normal("http://" + host).filter(addresses::contains);
    }

    /**
     * Tells whether an {@code Origin} is ours.
     *
     * @param origin the header's value
     * @return whether it is one of them
     */
    public boolean isOwn(String origin) {
        return normal(origin).filter(addresses::contains).isPresent();
    }

    private static Optional<String> normal(String address) {
        URI uri;
        try {
            uri = URI.create(address.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean bare = uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawPath().isEmpty();
        boolean secure = "https".equals(uri.getScheme());
        if (!bare || (!secure && !("http".equals(uri.getScheme()) && isThisMachine(uri.getHost())))) {
            return Optional.empty();
        }
        boolean implied = uri.getPort() == (secure ? 443 : 80) || uri.getPort() < 0;
        return Optional.of(uri.getScheme() + "://" + uri.getHost() + (implied ? "" : ":" + uri.getPort()));
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
