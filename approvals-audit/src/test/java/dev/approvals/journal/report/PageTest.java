package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.approvals.journal.line.Shown;
import dev.approvals.testkit.random.HostileText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a report in which hostile texts stand wherever somebody else's text can stand. */
class PageTest {

    private static final Pattern TAG = Pattern.compile("<(/?[a-z0-9]+)((?: [a-zA-Z0-9-]+=\"[^\"<>]*\")*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-zA-Z0-9-]+)=\"([^\"]*)\"");
    private static final Set<String> ATTRIBUTES = Set.of(
            "id", "class", "href", "lang", "role", "tabindex", "scope", "aria-label", "aria-hidden", "aria-labelledby");

    @TempDir
    Path temp;

    private Findings findings;
    private String page = "";

    @BeforeEach
    void write() throws IOException {
        Path folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder)) {
            HostileText.all().forEach(text -> Strange.live(stories, text));
        }
        findings = Report.of(folder).make(Stories.BEGIN);
        StringBuilder out = new StringBuilder();
        findings.html(out);
        page = out.toString();
    }

    private String body() {
        return page.substring(page.indexOf("<body>"));
    }

    @Test
    void everyTagAndEveryAttributeIsOurs() {
        Matcher tags = TAG.matcher(body());
        Set<String> names = new TreeSet<>();
        Set<String> attributes = new TreeSet<>();
        String left = tags.replaceAll(tag -> {
            names.add(tag.group(1).replace("/", ""));
            Matcher each = ATTRIBUTE.matcher(tag.group(2));
            while (each.find()) {
                attributes.add(each.group(1));
                if (each.group(1).equals("href")) {
                    assertThat(each.group(2)).startsWith("#");
                }
            }
            return "";
        });

        assertThat(left).as("what is no tag").doesNotContain("<").doesNotContain(">");
        assertThat(names).doesNotContain("script", "style", "img", "form", "iframe", "object", "link", "base", "input");
        assertThat(attributes).contains("href").allMatch(name -> ATTRIBUTES.contains(name) || isShape(name));
    }

    private static boolean isShape(String name) {
        return Set.of(
                        "viewBox",
                        "preserveAspectRatio",
                        "x",
                        "y",
                        "x1",
                        "x2",
                        "y1",
                        "y2",
                        "cx",
                        "cy",
                        "r",
                        "points",
                        "width",
                        "height",
                        "text-anchor")
                .contains(name);
    }

    @Test
    void nothingInItIsHidden() {
        assertThat(page.codePoints().filter(c -> c != '\n' && Shown.isHidden(c)))
                .as("characters that nobody sees")
                .isEmpty();
        assertThat(page).contains("invoice\\u{202E}fdp.exe", "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Set<String> places = new TreeSet<>();
        Matcher ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(page);
        while (ids.find()) {
            assertThat(places.add(ids.group(1))).as(ids.group(1)).isTrue();
        }
        Matcher links = Pattern.compile(" href=\"#([^\"]+)\"").matcher(page);
        while (links.find()) {
            assertThat(places).contains(links.group(1));
        }
    }

    @Test
    void itsPolicyAllowsItsOwnStyleAndNothingElse() throws Exception {
        String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(page)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"
                        + Base64.getEncoder().encodeToString(digest)
                        + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
        assertThat(style).doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void jsonHasEveryTextAsItIsInAscii() throws IOException {
        StringBuilder out = new StringBuilder();
        findings.json(out);

        assertThat(out.chars()).allMatch(c -> c < 0x7F);
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("intact").booleanValue()).isTrue();
        assertThat(json.findValuesAsText("label")).contains("invoice\u202efdp.exe", "<script>alert(1)</script>");
        assertThat(json.get("events")).hasSize(findings.events().size());
        for (JsonNode table : json.get("tables")) {
            Table same = findings.table(table.get("name").textValue());
            assertThat(table.get("lines")).hasSize(same.lines().size());
        }
    }

    @Test
    void noCellOfTheCsvIsAFormula() throws IOException {
        StringBuilder out = new StringBuilder();
        findings.csv(out);

        List<String> lines = List.of(out.toString().split("\r\n"));
        assertThat(lines.get(0)).startsWith("table,line,column,count");
        assertThat(lines)
                .hasSizeGreaterThan(300)
                .allSatisfy(line -> assertThat(cells(line))
                        .as(line)
                        .hasSize(7)
                        .noneMatch(cell -> cell.matches("(?s)[=+\\-@].*"))
                        .allMatch(cell -> cell.codePoints().noneMatch(Shown::isHidden)));
    }

    private static List<String> cells(String line) {
        Matcher cell =
                Pattern.compile("(?:^|,)(?:\"((?:[^\"]++|\"\")*+)\"|([^,\"]*))").matcher(line);
        return cell.results()
                .map(found -> found.group(1) != null ? found.group(1).replace("\"\"", "\"") : found.group(2))
                .toList();
    }

    @Test
    void aNameThatCannotBeTypedIsNamedSo() {
        assertThat(page).contains("the name holds characters that cannot be typed");
        assertThat(new Filter(Map.of("tool", "it's; rm -rf /"), "").options())
                .isEqualTo(" --tool 'it'\\''s; rm -rf /'");
    }
}
