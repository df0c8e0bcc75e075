package dev.approvals.examples.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.examples.Ran;
import org.junit.jupiter.api.Test;

/** Three processes and a database, as a user starts them. */
class TwoNodesExampleTest {

    @Test
    void aCallWhoseProcessWasKilledIsApprovedElsewhereAndRunsOnce() {
        Ran ran = Ran.of(TwoNodesExample::run);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).as(ran.out()).isZero();
        assertThat(ran.out())
                .containsSubsequence(
                        "waits for a person",
                        "its process is killed",
                        "sees in another process: Pay 125000 cents to Acme",
                        "payments made: 0",
                        "hears: paid 125000 cents to Acme",
                        "payments made: 1");
    }

    @Test
    void optionsThatMakeNoSenseAreToldWithTheHelp() {
        Ran ran = Ran.of(TwoNodesExample::run, "--postgres");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("--postgres", "--url URL");
    }
}
