package dev.approvals.examples.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.examples.Ran;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedAgentExampleTest {

    private static final long SEED = 20_260_301;

    @TempDir
    private Path folder;

    @Test
    void ofTheAirlineAgentJustTheCorrectWritesRun() throws Exception {
        for (Path trace : airlineTraces()) {
            Ran ran = run("--trace", trace.toString());

            assertThat(ran.err()).as("complaints about %s", trace).isEmpty();
            assertThat(ran.status()).isZero();
            assertThat(ran.out())
                    .as("report on %s", trace)
                    .contains("50 runs, 282 tool calls")
                    .containsPattern("calls +282\\R")
                    .containsPattern("passed unasked +224\\R")
                    .containsPattern("asked +55\\R")
                    .containsPattern("approved +21\\R")
                    .containsPattern("denied +34\\R")
                    .containsPattern("refused unasked +3\\R")
                    .containsPattern("denied from memory +3\\R")
                    .containsPattern("executed +245 +\\(21 writes\\)\\R")
                    .containsPattern("wrong writes executed +0\\R")
                    .doesNotContain("nobody knows", "did not fit");
        }
    }

    @Test
    void aReviewerWhoApprovesEverythingIsFoundOut() throws Exception {
        Trace trace = TraceReader.read(AirlineTraces.standIn(folder.resolve("airline.json"), SEED));

        Report report = new Replay(
                        trace, Catalogue.standard(), request -> request.approve(CorrectCallsReviewer.REVIEWER, "sure"))
                .run();

        assertThat(report.approved()).isEqualTo(58);
        assertThat(report.writesExecuted()).isEqualTo(58);
        assertThat(report.wrongWritesExecuted()).isEqualTo(37);
    }

    @Test
    void ourOwnTraceHasAnUnknownToolAndUnfitArgumentsAndNeitherRuns() throws Exception {
        Trace trace = TraceReader.builtIn();

        Report report = new Replay(trace, Catalogue.standard(), new CorrectCallsReviewer(trace)).run();

        assertThat(report.calls()).hasSize(12);
        assertThat(report.passed()).isEqualTo(4);
        assertThat(report.asked()).isEqualTo(6);
        assertThat(report.approved()).isEqualTo(3);
        assertThat(report.denied()).isEqualTo(3);
        assertThat(report.refusedUnasked()).isEqualTo(2);
        assertThat(report.unknownTools()).containsOnlyKeys("delete_old_backups").containsValue(1L);
        assertThat(report.executed())
                .extracting(entry -> entry.call().tool())
                .containsExactly(
                        "list_slow_queries",
                        "explain_query",
                        "describe_table",
                        "create_index",
                        "kill_session",
                        "disk_usage",
                        "resize_volume");
        assertThat(codes(report))
                .containsExactly(
                        RefusalCode.DENIED_BY_REVIEWER,
                        RefusalCode.DENIED_BY_REVIEWER,
                        RefusalCode.DENIED_BY_POLICY,
                        RefusalCode.INVALID_ARGUMENTS,
                        RefusalCode.DENIED_BY_REVIEWER);
    }

    @Test
    void theReportListsUnknownToolsAndWhatTheModelIsToldOfUnfitArguments() throws Exception {
        Ran ran = run("--trace", copyOfOurOwn().toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .contains("2 runs, 12 tool calls")
                .contains("delete_old_backups, 1 times")
                .contains("[1].messages[5].function_call")
                .contains("Not executed: resize_volume: the arguments do not fit the tool.")
                .contains("size_gb");
    }

    @Test
    void aToolBecomesKnownByAnOption() throws Exception {
        String trace = copyOfOurOwn().toString();

        Ran asked = run("--trace", trace, "--writes", "delete_old_backups");
        Ran passed = run("--trace", trace, "--reads", "delete_old_backups,other");

        assertThat(asked.out()).containsPattern("asked +7\\R").containsPattern("denied +4\\R");
        assertThat(passed.out()).containsPattern("passed unasked +5\\R");
        assertThat(List.of(asked, passed))
                .allSatisfy(ran -> assertThat(ran.out()).doesNotContain("nobody knows"));
    }

    @Test
    void aTraceWithoutCorrectActionsSaysWhyAllWasDenied() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("bare.jsonl"),
                "{\"role\": \"assistant\", \"function_call\": {\"name\": \"drop_index\", \"arguments\":"
                        + " \"{\\\"index\\\": \\\"i\\\"}\"}}\n");

        Ran ran = run("--trace", trace.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out())
                .containsPattern("denied +1\\R")
                .contains("The trace lists no \"correct_actions\", so every call that was asked about was denied.");
    }

    @Test
    void theNamesThatAnAgentMadeUpCannotMoveTheTerminalsCursor() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("hostile.json"),
                "[{\"role\": \"assistant\", \"function_call\": {\"name\": \"\\u001b[2Jwipe\\u202e\", \"arguments\": \"{\"}}]");

        Ran ran = run("--trace", trace.toString());

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("wipe").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void badInputIsNamedAndEndsWithStatus2() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"messages\": [}");

        assertThat(run("--trace", folder.resolve("none.json").toString()))
                .isEqualTo(new Ran(
                        2,
                        "",
                        folder.resolve("none.json")
                                + ": there is no such file. Check the path, or leave --trace out to replay the built-in"
                                + " trace\n"));
        assertThat(run("--trace", broken.toString()).err())
                .contains("broken.json, line 1, column 15: this is not JSON");
        assertThat(run("--trace", broken.toString()).status()).isEqualTo(2);
        assertThat(run("--trace")).isEqualTo(new Ran(2, "", "--trace needs a value after it. --help shows how\n"));
        assertThat(run("--tarce")).isEqualTo(new Ran(2, "", "There is no option \"--tarce\". --help shows how\n"));
    }

    @Test
    void helpNamesTheOptions() {
        assertThat(run("--help").out()).contains("--trace FILE", "--reads", "--writes", "Status 0");
    }

    @Test
    void withoutOptionsTheTraceAtHandIsReplayed() {
        Ran ran = run();

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).containsPattern("wrong writes executed +0\\R");
    }

    private List<Path> airlineTraces() throws IOException {
        List<Path> traces = new ArrayList<>();
        traces.add(AirlineTraces.standIn(folder.resolve("stand-in-" + SEED + ".json"), SEED));
        AirlineTraces.recorded().ifPresent(traces::add);
        return traces;
    }

    private Path copyOfOurOwn() throws IOException {
        try (var in = RecordedAgentExample.class.getResourceAsStream("database-agent.json")) {
            Path copy = folder.resolve("own.json");
            Files.copy(in, copy);
            return copy;
        }
    }

    private static List<RefusalCode> codes(Report report) {
        return report.calls().stream()
                .map(Report.Replayed::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .map(outcome -> ((Outcome.Refused) outcome).code())
                .toList();
    }

    private static Ran run(String... args) {
        return Ran.of(RecordedAgentExample::run, args);
    }
}
