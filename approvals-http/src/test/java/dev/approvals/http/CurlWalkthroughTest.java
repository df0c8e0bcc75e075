package dev.approvals.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Assurance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the walkthrough of docs/http.md with curl, word for word, where a shell and curl are there. */
@Tag("curl")
class CurlWalkthroughTest {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static String walkthrough() throws IOException {
        Path docs = Path.of("docs/http.md");
        String text = Files.readString(Files.exists(docs) ? docs : Path.of("..").resolve(docs));
        return "set -eu\n"
                + BLOCK.matcher(text.substring(text.indexOf("## With curl")))
                        .results()
                        .map(block -> block.group(1))
                        .collect(Collectors.joining());
    }

    @Test
    void everyCommandOfTheWalkthroughWorks() throws Exception {
        try (Office office = Office.open(
                web -> web.reviewers(request -> request.header("Authorization")
                        .filter("Bearer t0ken"::equals)
                        .map(token -> Office.signedIn("alice", Assurance.IDENTITY_PROVIDER))),
                gate -> gate)) {
            var call = office.call(Office.BOBS_AGENT, Tools.EXPORT, Tools.export("orders", 50_000));

            String printed = run(office);

            assertThat(printed)
                    .contains("\"counted\":true", "approval.decided")
                    .doesNotContain("urn:approvals:problem");
            assertThat(call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    private String run(Office office) throws Exception {
        Path script = Files.writeString(folder.resolve("walkthrough.sh"), walkthrough());
        Path out = folder.resolve("out.txt");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("APPROVALS", office.server().origin());
        builder.environment().put("TOKEN", "t0ken");
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
