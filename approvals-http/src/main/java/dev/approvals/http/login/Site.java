package dev.approvals.http.login;

import java.net.URI;

/**
 * Where this server is, for one request.
 *
 * @param origin the public address the request was sent to
 * @param base the base path, without a slash at its end
 */
record Site(String origin, String base) {

    URI callback() {
        return URI.create(origin + base + "/login/callback");
    }

    URI page() {
        return URI.create(origin + base + "/");
    }

    boolean isThisMachine() {
        String host = URI.create(origin).getHost();
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }
}
