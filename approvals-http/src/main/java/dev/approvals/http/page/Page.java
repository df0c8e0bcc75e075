package dev.approvals.http.page;

import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Serves the inbox: {@code GET /} and the files below {@code /page/}. They are the same for everybody and hold nothing
 * secret; what they show comes from the API. Thread-safe.
 *
 * <p>Browsers keep the files and ask each time whether they are still good, so that a new version is there at once.
 */
public final class Page implements Handler {

    /** Only files of this server, no inline script or style, no markup made from text, in nobody's frame. */
    private static final Headers SAFE = Headers.NONE
            .with(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'")
            .with("Cache-Control", "no-cache")
            .with("Referrer-Policy", "no-referrer")
            .with("X-Content-Type-Options", "nosniff")
            .with("X-Frame-Options", "DENY");

    private static final List<String> STYLES = List.of("base", "shell", "request", "views");
    private static final List<String> SCRIPTS = List.of(
            "api",
            "app",
            "arming",
            "card",
            "clock",
            "decide",
            "desk",
            "dialogs",
            "dom",
            "filters",
            "find",
            "format",
            "further",
            "grants",
            "keys",
            "list",
            "live",
            "overview",
            "payload",
            "plots",
            "request",
            "requests",
            "reviews",
            "say",
            "session",
            "theme",
            "timeline");

    private final Map<String, StaticFile> files;

    /** The page, read from the class path. */
    public Page() {
        Stream<String> below = Stream.of(names(STYLES, ".css"), names(SCRIPTS, ".js"), Stream.of("icon.svg"))
                .flatMap(Function.identity());
        files = below.collect(Collectors.toMap(name -> "/page/" + name, StaticFile::read));
        files.put("/", StaticFile.read("index.html"));
    }

    private static Stream<String> names(List<String> files, String ending) {
        return files.stream().map(name -> name + ending);
    }

    @Override
    public Response handle(Request request) {
        StaticFile file = files.get(request.path());
        if (file == null) {
            throw Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address")
                    .toException();
        }
        if (!request.method().equals("GET")) {
            throw Problem.of(405, "METHOD_NOT_ALLOWED", "This address does not take that method")
                    .curedBy("Use GET.")
                    .toException()
                    .with("Allow", "GET");
        }
        boolean known = list(request, "If-None-Match").anyMatch(tag -> tag.equals(file.tag()) || tag.equals("*"));
        boolean zipped = list(request, "Accept-Encoding").anyMatch(way -> way.equals("gzip"));
        return (known ? file.unchanged() : file.answer(zipped)).orElse(SAFE);
    }

    /** The members of a header field that is a list; what a proxy adds to a tag or a way is left out. */
    private static Stream<String> list(Request request, String name) {
        return request.headers().all(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(member -> member.replaceFirst(";.*", "").trim())
                .map(member -> member.startsWith("W/") ? member.substring(2) : member);
    }
}
