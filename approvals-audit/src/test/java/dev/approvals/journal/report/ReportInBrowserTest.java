package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.testkit.random.HostileText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person sees it; pictures of it are left in {@code target/report}. */
@Tag("browser")
class ReportInBrowserTest {

    private static final Path OUT = Path.of("target", "report");
    private static final String NO_WIDER = "return document.documentElement.scrollWidth - window.innerWidth";

    @TempDir
    static Path temp;

    private static Browser browser;
    private static Path page;
    private static Path small;
    private static Path hostile;

    @BeforeAll
    static void write() throws IOException {
        page = page("company", stories -> new Company(stories, 7).live(400));
        small = page("small", stories -> new Company(stories, 8).live(40));
        hostile = page("hostile", stories -> HostileText.all().forEach(text -> Strange.live(stories, text)));
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private interface Plot {
        void tell(Stories stories);
    }

    private static Path page(String name, Plot plot) throws IOException {
        Path folder = temp.resolve(name);
        try (Stories stories = new Stories(folder)) {
            plot.tell(stories);
        }
        return Report.of(folder)
                .make(Stories.BEGIN.plus(Duration.ofDays(90)))
                .writeTo(OUT, name)
                .get(0);
    }

    @Test
    void itRunsNothingAsksNobodyAndComplainsOfNothing() {
        for (Path file : List.of(page, hostile)) {
            browser.open(file);

            assertThat(browser.console()).as("console of %s", file).isEmpty();
            assertThat(browser.requests())
                    .hasSizeGreaterThan(0)
                    .allSatisfy(request -> assertThat(request).contains("\"url\":\"file://"));
            assertThat(browser.number("return document.scripts.length")).isZero();
            assertThat(browser.number("return performance.getEntriesByType('resource').length"))
                    .isZero();
            assertThat(browser.number("return [...document.querySelectorAll('*')].filter(e => [...e.attributes]"
                            + ".some(a => a.name.startsWith('on') || a.name == 'style' || a.name == 'src')).length"))
                    .isZero();
        }
    }

    @Test
    void everyLinkLeadsToAPlaceInThePage() {
        browser.open(page);

        assertThat(browser.number("return document.querySelectorAll('a').length"))
                .isGreaterThan(300);
        assertThat(browser.run("return [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
                        + ".filter(to => !to.startsWith('#') || !document.getElementById(to.substring(1)))"))
                .isEqualTo(List.of());
        assertThat(browser.run("const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                        + "return ids.filter((id, at) => ids.indexOf(id) != at)"))
                .isEqualTo(List.of());
    }

    @Test
    void itFitsAScreenAPhoneAndPaper() throws IOException {
        for (Path file : List.of(page, hostile)) {
            String name = file.getFileName().toString().replace(".html", "");
            browser.open(file);
            for (String scheme : List.of("light", "dark")) {
                browser.look(1200, "screen", scheme);
                browser.picture(OUT.resolve(name + "-" + scheme + ".png"));
                assertThat(browser.number(NO_WIDER)).as("too wide for a screen").isLessThanOrEqualTo(0);
                browser.look(390, "screen", scheme);
                browser.picture(OUT.resolve(name + "-phone-" + scheme + ".png"));
                assertThat(browser.number(NO_WIDER)).as("too wide for a phone").isLessThanOrEqualTo(0);
            }
            browser.look(690, "print", "dark");
            assertThat(browser.number(NO_WIDER)).as("too wide for paper").isLessThanOrEqualTo(0);
            assertThat(browser.run("return getComputedStyle(document.documentElement).backgroundColor"))
                    .as("paper is light")
                    .isEqualTo("rgb(255, 255, 255)");
            browser.picture(OUT.resolve(name + "-paper.png"));
            browser.paper(OUT.resolve(name + ".pdf"));
            assertThat(Files.readString(OUT.resolve(name + ".pdf"), StandardCharsets.ISO_8859_1))
                    .startsWith("%PDF-");
        }
    }

    @Test
    void everybodyCanReadIt() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.open(small);
            browser.look(1200, "screen", scheme);
            browser.run(axe());

            Object found = browser.driver.executeAsyncScript(
                    "const done = arguments[arguments.length - 1]; axe.run().then(r => done(r.violations"
                            + ".filter(v => v.impact == 'serious' || v.impact == 'critical')"
                            + ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html + n.failureSummary).join())))");

            assertThat(found).as("what axe finds in the %s", scheme).isEqualTo(List.of());
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = ReportInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void hostileTextStaysText() {
        browser.open(hostile);

        assertThat((String) browser.run("return document.body.textContent"))
                .contains("<script>alert(1)</script>")
                .contains("invoice\\u{202E}fdp.exe")
                .doesNotContain("\u202e");
        assertThat(browser.run("return Object.fromEntries(['script', 'img', 'iframe', 'object', 'form', 'base']"
                        + ".map(tag => [tag, document.getElementsByTagName(tag).length]))"))
                .isEqualTo(Map.of("script", 0L, "img", 0L, "iframe", 0L, "object", 0L, "form", 0L, "base", 0L));
    }
}
