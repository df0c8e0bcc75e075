package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path temp;

    @Test
    void aJournalOfManyCallsGivesAReport() throws IOException {
        Path folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder)) {
            new Company(stories, 7).live(600);
        }
        Findings findings = Report.of(folder).make(Stories.BEGIN);
        findings.writeTo(temp.resolve("out"), "report");
        assertThat(findings.intact()).isTrue();
    }
}
