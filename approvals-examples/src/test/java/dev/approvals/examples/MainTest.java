package dev.approvals.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void startsTheExampleOfTheFirstArgument() {
        assertThat(run("recorded-agent", "--help").out()).startsWith("Replays the tool calls");
        assertThat(run("snapshot", "--help").out()).startsWith("An agent exports customer data");
    }

    @Test
    void startsTheSnapshotWhereNoExampleIsNamed() {
        assertThat(run("--atuo").err()).isEqualTo("There is no option \"--atuo\". --help lists them\n");
    }

    @Test
    void listsTheExamples() {
        assertThat(run("--help")).isEqualTo(new Ran(0, run("--help").out(), ""));
        assertThat(run("--help").out()).contains("snapshot ", "recorded-agent ");
    }

    @Test
    void saysWhatThereIsWhereAnExampleIsUnknown() {
        assertThat(run("snapshto").status()).isEqualTo(2);
        assertThat(run("snapshto").err())
                .startsWith("There is no example \"snapshto\".")
                .contains("recorded-agent");
    }

    private static Ran run(String... args) {
        return Ran.of(Main::run, args);
    }
}
