package dev.approvals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code approvals.jar}, alone in a folder, as an auditor is given it. */
class PackagedIT {

    @TempDir
    Path temp;

    private Run run(Object... args) throws IOException, InterruptedException {
        Path jar = temp.resolve("approvals.jar");
        if (!Files.exists(jar)) {
            Files.copy(Path.of("target", "approvals.jar"), jar);
        }
        return CommandLineProcess.run(List.of("-jar", jar.toString()), args);
    }

    @Test
    void theJarVerifiesProvesChecksShowsReportsAndExports() throws Exception {
        Path audit = SampleJournal.write(temp);
        Path key = temp.resolve("audit.pub");
        Path proof = temp.resolve("proof");

        assertThat(run("verify", audit, "--key", key)).isEqualTo(Run.of("verify", audit, "--key", key));
        assertThat(run("prove", audit, 5, "-o", proof).status()).isZero();
        assertThat(run("check-proof", proof, "--key", key)).isEqualTo(Run.of("check-proof", proof, "--key", key));
        assertThat(run("show", audit)).isEqualTo(Run.of("show", audit));
        assertThat(run("report", audit, "--format", "json").out()).startsWith("{");
        assertThat(run("export", audit, "--format", "ocsf")).isEqualTo(Run.of("export", audit, "--format", "ocsf"));
        assertThat(run("completion", "bash")).isEqualTo(Run.of("completion", "bash"));
    }

    @Test
    void theJarKnowsItsVersionAndItsStatuses() throws Exception {
        Path audit = SampleJournal.write(temp);
        Path segment = audit.resolve("segment-00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replace("too much", "too nice"));

        assertThat(run("--version").out()).matches("approvals \\d+\\.\\d+\\.\\d+.*\n");
        assertThat(run("verify", audit).status()).isEqualTo(1);
        assertThat(run("verify", temp).status()).isEqualTo(2);
    }

    @Test
    void theJarHoldsEveryLicenceAndNothingTwice() throws IOException {
        try (JarFile jar = new JarFile(Path.of("target", "approvals.jar").toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names).doesNotHaveDuplicates().contains("META-INF/LICENSE");
            assertThat(names).noneMatch(name -> name.endsWith("module-info.class"));
        }
    }
}
