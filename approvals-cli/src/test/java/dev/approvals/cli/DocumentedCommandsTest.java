package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.journal.export.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/cli.md} is held against the program. */
class DocumentedCommandsTest {

    private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("[{,]\"(\\w+)\":");
    private static final String PAGE = page();

    @TempDir
    Path temp;

    private static String page() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("docs/cli.md"))) {
            folder = folder.getParent();
        }
        try {
            return Files.readString(Path.of(String.valueOf(folder)).resolve("docs/cli.md"));
        } catch (IOException e) {
            throw new AssertionError("start these tests somewhere inside the repository", e);
        }
    }

    private static Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>();
        for (String section : PAGE.split("\n## ")) {
            if (section.startsWith("approvals ")) {
                sections.put(section.substring("approvals ".length(), section.indexOf('\n')), section);
            }
        }
        return sections;
    }

    private static Map<String, CommandLine> commands() {
        Printer nobody = new Printer(new ByteArrayOutputStream(), false, false);
        Terminal terminal = new Terminal(nobody, nobody, Clock.systemUTC(), System::nanoTime, () -> false);
        return new Program(terminal).commandLine().getSubcommands();
    }

    @Test
    void everyTranscriptIsWhatTheProgramSays() throws IOException {
        Transcript transcript = Transcript.in(temp);
        List<MatchResult> blocks = BLOCK.matcher(PAGE).results().toList();

        assertThat(blocks).hasSizeGreaterThan(8);
        for (MatchResult block : blocks) {
            assertThat(Transcript.withoutHashes(transcript.replayed(block.group(1))))
                    .isEqualTo(Transcript.withoutHashes(block.group(1)));
        }
    }

    @Test
    void everyCommandHasItsChapterAndEachOfItsOptionsIsThere() {
        assertThat(sections()).containsOnlyKeys(commands().keySet());
        commands().forEach((name, command) -> {
            for (OptionSpec option : command.getCommandSpec().options()) {
                boolean common = List.of("--json", "--help").contains(option.longestName());
                assertThat(common ? PAGE : sections().get(name))
                        .as("%s %s", name, option.longestName())
                        .contains(option.longestName());
            }
        });
    }

    @Test
    void everyFieldOfJsonIsNamedInItsChapter() {
        List<String> answered = List.of("verify", "prove", "check-proof", "show", "report", "export");
        assertThat(answered).allSatisfy(name -> {
            String chapter = sections().get(name);
            String prose = BLOCK.matcher(chapter + PAGE.split("\n## ")[1]).replaceAll("");
            List<String> fields = BLOCK.matcher(chapter)
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .filter(line -> line.startsWith("{"))
                    .map(line -> line.replaceAll("\"(facts|event)\":\\{.*?}(,|}$)", ""))
                    .flatMap(line -> FIELD.matcher(line).results().map(field -> field.group(1)))
                    .distinct()
                    .toList();

            assertThat(prose)
                    .contains(fields.stream().map(field -> "`" + field + "`").toList());
        });
    }

    @Test
    void everyFormatIsInTheTable() {
        assertThat(sections().get("export"))
                .contains(Arrays.stream(Format.values())
                        .map(format -> "| `" + format.id() + "` |")
                        .toList());
    }
}
