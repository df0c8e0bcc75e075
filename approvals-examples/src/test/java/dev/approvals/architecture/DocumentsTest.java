package dev.approvals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say about the code is held against the code. */
class DocumentsTest {

    private static final Path ROOT = Sources.root();
    private static final Pattern QUOTED =
            Pattern.compile("<!-- region (\\w+) of ([\\w.]+) -->\\R```java\\R(.*?)\\R```", Pattern.DOTALL);
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test|\\w+Tck)(?:#(\\w+))?`");
    private static final Pattern JAR = Pattern.compile("`([\\w.]+):([\\w-]+):(\\d[\\w.-]+)`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

    @Test
    void theReadmeQuotesCodeThatIsCompiledAndTested() {
        List<MatchResult> quotes = QUOTED.matcher(read("README.md")).results().toList();

        assertThat(quotes).hasSize(4);
        assertThat(quotes)
                .allSatisfy(quote -> assertThat(quote.group(3))
                        .as("region %s of %s in README.md", quote.group(1), quote.group(2))
                        .isEqualTo(region(source(quote.group(2)), quote.group(1))));
    }

    @Test
    void theQuickStartBeginsWithTheMainJobAndTheTestsOnOneLineEach() {
        String quickStart = read("README.md").split("## Quick start", 2)[1];
        List<String> blocks = Pattern.compile("```sh\\R(.*?)\\R```", Pattern.DOTALL)
                .matcher(quickStart)
                .results()
                .map(block -> block.group(1))
                .toList();

        assertThat(blocks.get(0))
                .doesNotContain("\n")
                .endsWith("java -jar approvals-examples/target/approvals-examples.jar");
        assertThat(blocks.get(1)).isEqualTo("./mvnw verify");
    }

    @Test
    void everyTestThatTheThreatModelNamesIsThere() {
        Map<String, String> sources = Sources.all().stream()
                .collect(Collectors.toMap(
                        path -> path.getFileName().toString().replace(".java", ""),
                        DocumentsTest::read,
                        (one, other) -> one));
        List<MatchResult> named =
                NAMED_TEST.matcher(read("docs/threat-model.md")).results().toList();

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(named).allSatisfy(test -> {
            assertThat(sources).as("test classes").containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(sources.get(test.group(1))).as(test.group(1)).contains("void " + test.group(2) + "(");
            }
        });
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.list(ROOT), Files.list(ROOT.resolve("docs")))) {
            List<Path> documents =
                    files.filter(file -> file.toString().endsWith(".md")).toList();

            assertThat(documents).isNotEmpty();
            assertThat(documents)
                    .allSatisfy(document -> assertThat(
                                    LINK.matcher(read(document)).results())
                            .allSatisfy(link -> assertThat(document.resolveSibling(link.group(1)))
                                    .as("a link in %s", document.getFileName())
                                    .exists()));
        }
    }

    @Test
    void theJarsThatTheHttpPageNamesAreThoseOfThisBuild() {
        List<MatchResult> jars = JAR.matcher(read("docs/http.md")).results().toList();
        String classPath = System.getProperty("java.class.path");

        assertThat(jars).hasSize(3);
        assertThat(jars)
                .allSatisfy(jar -> assertThat(jar.group(1).equals("dev.approvals") ? read("pom.xml") : classPath)
                        .containsAnyOf(
                                jar.group(2) + "-" + jar.group(3) + ".jar", "<version>" + jar.group(3) + "</version>"));
    }

    private static String region(String source, String name) {
        String body = source.split("// tag::" + name + "\\[]\\R", 2)[1].split("\\R\\h*// end::" + name + "\\[]", 2)[0];
        return body.stripIndent().strip();
    }

    private static String source(String name) {
        return Sources.all().stream()
                .filter(path -> path.endsWith(name))
                .map(DocumentsTest::read)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    private static String read(String document) {
        return read(ROOT.resolve(document));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot be read: " + file, e);
        }
    }
}
