package dev.approvals.http.login;

import dev.approvals.http.exchange.Response;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The two pages that a browser sees on its way back from the provider; no scripts, no styles, nothing from elsewhere. */
final class Pages {

    /** A path of this server and what follows it; nothing that a browser would take for another host. */
    private static final Pattern LOCAL = Pattern.compile("/(?!/)[A-Za-z0-9/_.~#?=%-]{0,500}");

    private Pages() {}

    static boolean isLocal(String path) {
        return LOCAL.matcher(path).matches();
    }

    /**
     * Goes on to the page. Not by a redirect: the browser would take that as the provider's doing still, and keep the
     * session's strict cookie at home. This page is ours, and so is where it leads.
     */
    static Response goOn(String to) {
        return page(
                200,
                "<meta http-equiv=\"refresh\" content=\"0; url=" + to + "\">\n<title>Signed in</title>",
                "<p>Signed in. <a href=\"" + to + "\">Go on</a>");
    }

    static Response failed(String again) {
        return page(
                403,
                "<title>Not signed in</title>",
                "<p>Signing in did not work. <a href=\"" + again
                        + "\">Try again</a>; if that does not help, tell whoever runs this server, whose log says why.");
    }

    private static Response page(int status, String head, String body) {
        String html =
                "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n" + head + "\n" + body + "\n</html>\n";
        return Response.bytes(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff")
                .with("Cache-Control", "no-store");
    }
}
