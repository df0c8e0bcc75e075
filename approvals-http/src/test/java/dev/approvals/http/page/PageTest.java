package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.http.exchange.Headers;
import dev.approvals.http.exchange.Peer;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.exchange.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    /** What makes markup or code from text, or writes a style into an attribute; none of it is needed. */
    private static final Pattern SINKS = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|"
                    + "new Function|setTimeout\\('|DOMParser|createContextualFragment|srcdoc|javascript:|style:|cssText");

    private final Page page = new Page();

    @Test
    void thePageComesWithHeadersThatLetNothingElseIn() {
        Response answer = get("/", Headers.NONE);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.headers().first("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; ")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*", "data:", "http");
        assertThat(answer.headers().first("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().first("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.headers().first("Cache-Control")).contains("no-cache");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        String tag = get("/page/app.js", Headers.NONE).headers().first("ETag").orElseThrow();

        Response again = get("/page/app.js", Headers.NONE.with("If-None-Match", "\"other\", W/" + tag));
        Response other = get("/page/app.js", Headers.NONE.with("If-None-Match", "\"other\""));

        assertThat(again.status()).isEqualTo(304);
        assertThat(body(again)).isEmpty();
        assertThat(again.headers().first("ETag")).contains(tag);
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void filesArePackedForWhoeverUnpacks() throws IOException {
        Response plain = get("/page/base.css", Headers.NONE);
        Response packed = get("/page/base.css", Headers.NONE.with("Accept-Encoding", "br;q=1.0, gzip;q=0.8"));

        assertThat(packed.headers().first("Content-Encoding")).contains("gzip");
        assertThat(plain.headers().first("Content-Encoding")).isEmpty();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body(packed)))) {
            assertThat(in.readAllBytes()).isEqualTo(body(plain));
        }
    }

    @Test
    void everyFileThatAFileNamesIsThere() {
        Set<String> scripts = reachable("/page/app.js", Pattern.compile("from '\\./([a-z]+\\.js)'"));
        Set<String> named = found("/", Pattern.compile("(?:href|src)=\"page/([a-z.]+)\""));

        assertThat(named).containsAll(scripts).contains("theme.js", "icon.svg");
        assertThat(named)
                .allSatisfy(name ->
                        assertThat(get("/page/" + name, Headers.NONE).status()).isEqualTo(200));
    }

    @Test
    void noScriptMakesMarkupFromText() {
        assertThat(reachable("/page/app.js", Pattern.compile("from '\\./([a-z]+\\.js)'")))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(text("/page/" + name)).as(name).doesNotContainPattern(SINKS));
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        Set<String> files = found("/", Pattern.compile("(?:href|src)=\"page/([a-z.]+)\""));

        assertThat(files)
                .allSatisfy(name -> assertThat(text("/page/" + name).replace("http://www.w3.org/2000/svg", ""))
                        .as(name)
                        .doesNotContainPattern("https?://|@import|url\\("));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/page/", "/page/Page.class", "/page/package-info.java", "/page/index.html", "/index.html", "/x"
            })
    void whatIsNoFileOfThePageIsNotThere(String path) {
        assertThatThrownBy(() -> get(path, Headers.NONE)).isInstanceOf(ProblemException.class);
    }

    @Test
    void nothingIsSentToThePage() {
        assertThatThrownBy(() -> page.handle(request("POST", "/", Headers.NONE)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.response().status()).isEqualTo(405));
    }

    private Set<String> reachable(String path, Pattern names) {
        Set<String> all = new LinkedHashSet<>();
        List<String> next = List.of(path.substring("/page/".length()));
        while (!next.isEmpty()) {
            all.addAll(next);
            next = next.stream()
                    .flatMap(name -> found("/page/" + name, names).stream())
                    .filter(name -> !all.contains(name))
                    .toList();
        }
        return all;
    }

    private Set<String> found(String path, Pattern names) {
        Set<String> all = new LinkedHashSet<>();
        names.matcher(text(path))
                .results()
                .map((MatchResult hit) -> hit.group(1))
                .forEach(all::add);
        return all;
    }

    private String text(String path) {
        return new String(body(get(path, Headers.NONE)), StandardCharsets.UTF_8);
    }

    private static byte[] body(Response answer) {
        return ((Response.Content.Whole) answer.content()).body();
    }

    private Response get(String path, Headers headers) {
        return page.handle(request("GET", path, headers));
    }

    private static Request request(String method, String path, Headers headers) {
        return new Request(
                method, Target.parse(path, ""), headers, new byte[0], Peer.at(InetAddress.getLoopbackAddress()));
    }
}
