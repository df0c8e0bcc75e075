package dev.approvals.http.servlet;

import com.google.common.net.InetAddresses;
import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Peer;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;

/** Requests as a servlet container has them, made ours. */
final class Requests {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private Requests() {}

    static Request of(HttpServletRequest in, byte[] body) {
        String method = in.getMethod().equals("HEAD") ? "GET" : in.getMethod();
        return new Request(method, target(in), headers(in), body, peer(in));
    }

    private static Target target(HttpServletRequest in) {
        String base = in.getContextPath() + in.getServletPath();
        String uri = in.getRequestURI();
        if (!uri.startsWith(base)) {
            throw Problem.of(400, "MALFORMED_TARGET", "The address is malformed")
                    .saying("The base path is not written as it is.")
                    .toException();
        }
        String path = uri.substring(base.length());
        return Target.parse(
                path.isEmpty() ? "/" : path,
                Optional.ofNullable(in.getQueryString()).orElse(""));
    }

    private static Headers headers(HttpServletRequest in) {
        Headers headers = Headers.NONE;
        for (String name : Collections.list(in.getHeaderNames())) {
            for (String value : Collections.list(in.getHeaders(name))) {
                headers = headers.and(name, value);
            }
        }
        return headers;
    }

    private static Peer peer(HttpServletRequest in) {
        Optional<X509Certificate> certificate =
                in.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                        ? Optional.of(chain[0])
                        : Optional.empty();
        return new Peer(
                address(in.getRemoteAddr()), in.isSecure(), Optional.ofNullable(in.getUserPrincipal()), certificate);
    }

    /** A server that gives no address, as over a local socket, is on this machine. */
    private static InetAddress address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return InetAddresses.isInetAddress(bare) ? InetAddresses.forString(bare) : InetAddress.getLoopbackAddress();
    }
}
