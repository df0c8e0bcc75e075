package dev.approvals.examples.fiveminutes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.examples.Ran;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiveMinutesTest {

    @TempDir
    private Path folder;

    private DataSource dataSource;

    @BeforeEach
    void fillTheDatabase() throws SQLException {
        dataSource = FiveMinutes.customers(folder.resolve("shop.db"), 3_000);
    }

    @Test
    void aSmallExportRunsAndABigOneIsDenied() {
        List<String> resumed = new ArrayList<>();

        assertThat(FiveMinutes.export(dataSource, (conversation, text) -> resumed.add(text), 200))
                .isEqualTo("Exported 200 rows of customers to report.csv");
        assertThat(FiveMinutes.export(dataSource, (conversation, text) -> resumed.add(text), 3_000))
                .startsWith("Not executed: export: a reviewer denied it. Do not retry.");
        assertThat(resumed).as("both calls were waited for").isEmpty();
    }

    @Test
    void theProgramTellsWhatTheAgentIsTold() {
        Ran ran = Ran.of(FiveMinutes::run);

        assertThat(ran.status()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().lines())
                .satisfiesExactly(
                        small -> assertThat(small)
                                .isEqualTo("An export of 200 rows: Exported 200 rows of customers to report.csv"),
                        big -> assertThat(big)
                                .startsWith("An export of 3000 rows: Not executed: export: a reviewer denied it."));
        assertThat(Ran.of(FiveMinutes::run, "--fast").status()).isEqualTo(2);
    }
}
