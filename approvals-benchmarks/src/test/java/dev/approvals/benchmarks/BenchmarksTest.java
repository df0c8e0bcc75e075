package dev.approvals.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.benchmarks.Figure.Limit;
import dev.approvals.benchmarks.Figure.Peer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

    private static final Measure OURS = Measure.cpu("GateCalls.ours");
    private static final Measure THEIRS = Measure.cpu("PeerCalls.theirs");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Runs every benchmark once; what it measures in so short a time means nothing and is not looked at. */
    @Test
    void aQuickRunPrintsOneLineForEachFigure() {
        int status = run("--quick");

        List<String> lines = out.toString(UTF_8).lines().toList();
        assertThat(lines.get(0)).matches("JDK .+, \\d+ cores, \\d+ GB, .+");
        assertThat(lines.get(1)).startsWith("One short fork: these numbers mean nothing");
        assertThat(lines.get(3)).matches("figure +ours +beside it +peer or limit +ratio +target +verdict");
        assertThat(lines.subList(4, lines.size()))
                .hasSameSizeAs(Figure.ALL)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "\\S.+ [\\d,.-]+( (ns|µs|ms|B))? +[\\d,.]+( (ns|µs|ms|B))?  \\S.+ -?[\\d.]+  <= [\\d.]+ +(ok|short)"));
        boolean allOk = lines.stream().noneMatch(line -> line.endsWith("short"));
        assertThat(status).isEqualTo(allOk ? 0 : 1);
    }

    @Test
    void aCommandLineThatIsNotUnderstoodIsAnsweredWithItsUsage() {
        assertThat(run("--fast")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("Cannot make sense of --fast", "--quick", "--only NAME");
        assertThat(run("--only")).isEqualTo(2);
        assertThat(run("--rounds", "none")).isEqualTo(2);
    }

    @Test
    void roundsAreFiveUnlessTheCommandLineSaysOtherwise() {
        assertThat(Options.parse().rounds()).isEqualTo(5);
        assertThat(Options.parse("--rounds", "3").rounds()).isEqualTo(3);
        assertThat(Options.parse("--rounds", "3", "--quick").rounds()).isEqualTo(1);
    }

    @Test
    void anUnknownFigureIsAnsweredWithTheirNames() {
        assertThat(run("--only", "nothing")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("No figure is named nothing", "pending, heap each");
    }

    @Test
    void figuresAreChosenByHowTheirNamesBegin() {
        assertThat(Options.parse("--only", "pending", "--only", "asked").figures())
                .extracting(Figure::name)
                .containsExactly("asked", "pending, heap each", "pending, wake p99");
        assertThat(Options.parse().figures()).isEqualTo(Figure.ALL);
    }

    @Test
    void aRatioUpToItsTargetIsOkAndOneBeyondIsShort() {
        Figure figure = new Figure("calls", OURS, new Peer("the peer", THEIRS), 1.2);
        Medians medians = new Medians();
        medians.add(THEIRS, 10);

        medians.add(OURS, 12);
        assertThat(Line.of(figure, medians).ok()).isTrue();
        medians.add(OURS, 12.2);
        assertThat(Line.of(figure, medians)).satisfies(line -> {
            assertThat(line.ok()).isFalse();
            assertThat(line.toString()).containsSubsequence("calls", "12.1 ns", "10.0 ns", "the peer", "1.21", "short");
        });
    }

    @Test
    void aLimitIsHeldAgainstAsIfItWereAPeer() {
        Medians medians = new Medians();
        medians.add(OURS, 50_000);

        assertThat(Line.of(new Figure("calls", OURS, new Limit(100_000), 1.0), medians)
                        .toString())
                .containsSubsequence("50.0 µs", "100.0 µs", "limit", "0.50", "<= 1.0", "ok");
    }

    @Test
    void theMedianIsTheMiddleValueWhateverTheOrder() {
        Medians medians = new Medians();
        List.of(5.0, 100.0, 1.0, 4.0, 3.0).forEach(value -> medians.add(OURS, value));

        assertThat(medians.of(OURS)).isEqualTo(4);
        assertThatThrownBy(() -> medians.of(THEIRS)).hasMessageContaining("Nothing was measured");
    }

    private int run(String... args) {
        return Benchmarks.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    }
}
