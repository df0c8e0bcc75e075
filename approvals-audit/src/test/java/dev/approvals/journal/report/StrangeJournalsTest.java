package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.verify.Anchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of journals in which something is not as it should be, or that are not usual. */
class StrangeJournalsTest {

    private static final Requester BOB =
            Requester.agent("copilot").actingFor(Principal.local("bob")).in("chat-1");

    @TempDir
    Path temp;

    private Findings found(Consumer<Stories> plot) throws IOException {
        try (Stories stories = new Stories(temp.resolve("audit"))) {
            plot.accept(stories);
        }
        return report();
    }

    private Findings report() throws IOException {
        return Report.of(temp.resolve("audit")).make(Stories.BEGIN);
    }

    private static String page(Findings findings) throws IOException {
        StringBuilder out = new StringBuilder();
        findings.html(out);
        return out.toString();
    }

    private static Findings.Answer answer(Findings findings, String question) {
        return findings.answers().stream()
                .filter(answer -> answer.question().startsWith(question))
                .findFirst()
                .orElseThrow();
    }

    private static long figure(Findings findings, String question, String label) {
        return answer(findings, question).figures().stream()
                .filter(named -> named.label().startsWith(label))
                .findFirst()
                .orElseThrow()
                .figure()
                .count();
    }

    @Test
    void anEmptyJournalHasAReport() throws IOException {
        Findings findings = found(stories -> {});

        assertThat(findings.scope().lines()).isEqualTo(2);
        assertThat(findings.intact()).isTrue();
        assertThat(answer(findings, "Did anything run").words()).isEqualTo("Nothing ran.");
        assertThat(page(findings)).contains("Nobody decided in this period.", "Nobody approved anything.");
    }

    @Test
    void aFolderWithoutAJournalIsAnError() {
        assertThatThrownBy(() -> Report.of(temp).make(Stories.BEGIN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no journal in");
    }

    @Test
    void aChangedLineIsNotCountedAlthoughOnlyTheNextOneAccusesIt() throws IOException {
        found(stories -> new Company(stories, 3).live(40));
        Path segment = Journals.segments(temp.resolve("audit")).get(0);
        List<String> lines = Files.readAllLines(segment);
        lines.set(20, lines.get(20).replaceFirst("\"at\":\"2", "\"at\":\"1"));
        Files.write(segment, lines);

        Findings findings = report();

        assertThat(findings.intact()).isFalse();
        assertThat(findings.scope().lines()).isEqualTo(20);
        assertThat(page(findings)).contains("line 22 of ").contains("only the 20 lines before the flaw are counted");
    }

    @Test
    void aFlawIsSaidFirstAndOnlyWhatStandsBeforeItIsCounted() throws IOException {
        found(stories -> new Company(stories, 3).live(40));
        Path segment = Journals.segments(temp.resolve("audit")).get(0);
        List<String> lines = Files.readAllLines(segment);
        lines.set(20, lines.get(20).replaceFirst("\"at\":\"2", "\"at\":\"7\",\"was\":\"2"));
        Files.write(segment, lines);

        Findings findings = report();
        String page = page(findings);

        assertThat(findings.intact()).isFalse();
        assertThat(findings.scope().lines()).isEqualTo(20);
        assertThat(findings.answers().get(0).level()).isEqualTo(Findings.Level.BAD);
        assertThat(page)
                .contains("line 21 of ")
                .contains("only the 20 lines before the flaw are counted")
                .doesNotContain("All is as it should be");
        assertThat(page.indexOf("This journal cannot be trusted"))
                .isBetween(0, page.indexOf("Did anything run without approval?"));
    }

    @Test
    void aCutJournalIsHeldAgainstWhatWasSeen() throws IOException {
        found(stories -> new Company(stories, 3).live(10));

        Findings findings = Report.of(
                        List.of(Report.Source.of(temp.resolve("audit")).seen(Anchor.parse("7:AAAAAAAAAAAAAAAAAAAA"))))
                .make(Stories.BEGIN);

        assertThat(findings.intact()).isFalse();
        assertThat(page(findings)).contains("the root over the first 7 lines is");
    }

    @Test
    void withKeyAndAnchorNothingIsLeftUnproven() throws IOException {
        Path folder = temp.resolve("audit");
        found(stories -> new Company(stories, 3).live(10));
        String root = report().journals().get(0).verification().extent().root().base64Url();
        long size = report().journals().get(0).verification().extent().size();

        Findings findings = Report.of(List.of(Report.Source.of(folder)
                        .key(NoteKey.parse(Files.readString(folder.resolve("key.pub"))))
                        .seen(Anchor.parse(size + ":" + root))))
                .make(Stories.BEGIN);

        assertThat(answer(findings, "Is the record unaltered").level()).isEqualTo(Findings.Level.GOOD);
        assertThat(page(findings)).contains("(given from outside)", size + ":" + root);
    }

    @Test
    void whatWasPrunedIsSaidAndNotTakenForUnapproved() throws IOException {
        Path folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder, Journals.options().segmentBytes(8_000))) {
            new Company(stories, 5).live(120);
        }
        List<Path> segments = Journals.segments(folder);
        for (Path old : segments.subList(0, segments.size() / 2)) {
            Files.delete(old);
        }

        Findings findings = report();

        assertThat(findings.intact()).isTrue();
        assertThat(findings.scope().limits()).singleElement().asString().contains("were pruned");
        assertThat(findings.table("runs").count(Runs.NOTHING, "started")).isZero();
    }

    @Test
    void journalsOfSeveralProcessesAreOneReport() throws IOException {
        try (Stories one = new Stories(temp.resolve("one"));
                Stories other = new Stories(temp.resolve("other"))) {
            new Company(one, 1).live(30);
            new Company(other, 2).live(40);
        }
        List<Report.Source> both =
                List.of(Report.Source.of(temp.resolve("one")), Report.Source.of(temp.resolve("other")));

        Findings findings = Report.of(both).make(Stories.BEGIN);

        long apart = 0;
        for (Report.Source source : both) {
            apart +=
                    Report.of(List.of(source)).make(Stories.BEGIN).table("runs").sum("started");
        }
        assertThat(findings.table("runs").sum("started")).isEqualTo(apart).isPositive();
        assertThat(findings.journals()).hasSize(2);
        assertThat(page(findings)).contains("id=\"e1-").contains("journal:line");
    }

    @Test
    void aRunWithoutAnApprovalIsFound() throws IOException {
        Findings findings = found(stories -> {
            stories.call("good", BOB)
                    .ask()
                    .approve("alice", "1 of 1", true)
                    .start("ask")
                    .returned();
            stories.call("bad", BOB).start("ask").returned();
            stories.call("bad", BOB).ask().start("ask").returned();
            stories.call("bad", BOB).start("grant", "grant", "nobody-issued-it").returned();
            stories.call("seen", BOB).observed().start("ask", "held", "false").returned();
        });

        assertThat(figure(findings, "Did anything run", "without")).isEqualTo(3);
        assertThat(figure(findings, "Did anything run", "while")).isEqualTo(1);
        assertThat(answer(findings, "Did anything run").level()).isEqualTo(Findings.Level.BAD);
        assertThat(page(findings)).contains("<tr class=\"alarm\"><th scope=\"row\"><bdi>no approval on record");
    }

    private static void approvedByBehindTheCall(Stories.Call call) {
        call.tell(
                "approval.decided",
                "decision",
                "APPROVE",
                "reviewer",
                "local:bob",
                "person",
                "p1",
                "quorum",
                "1 of 1",
                "approved",
                "true");
    }

    @Test
    void brokenSeparationOfDutiesIsFound() throws IOException {
        Findings findings = found(stories -> {
            approvedByBehindTheCall(stories.call("t", BOB).ask());
            stories.call("t", BOB).ask().approve("alice", "1 of 2", false).approve("alice", "2 of 2", true);
            stories.call("t", BOB)
                    .ask()
                    .tell(
                            "approval.decided",
                            "decision",
                            "APPROVE",
                            "reviewer",
                            "local:alice",
                            "person",
                            "alice",
                            "digest",
                            "of-something-else");
            stories.call("t", BOB)
                    .ask()
                    .approve("alice", "1 of 1", true)
                    .tell("action.started", "verdict", "ask", "digest", "of-something-else");
        });

        assertThat(answer(findings, "Was separation").figures())
                .extracting(named -> named.figure().count())
                .containsExactly(1L, 1L, 1L, 1L, 0L);
        assertThat(answer(findings, "Was separation").level()).isEqualTo(Findings.Level.BAD);
    }

    @Test
    void eventsThatAreMissingInACallAreFound() throws IOException {
        Findings findings = found(stories -> {
            stories.call("whole", BOB).ask().deny("alice");
            stories.call("holed", BOB).ask().skip().deny("alice");
        });

        assertThat(answer(findings, "Is the record complete").words()).startsWith("Events are missing in 1 of 2 calls");
    }

    @Test
    void aRequestPastItsDeadlineIsMarked() throws IOException {
        Findings findings = found(stories -> {
            stories.call("late", BOB).ask();
            stories.pass(Duration.ofHours(5)).call("waits", BOB).ask();
        });

        assertThat(findings.listing("pending").items())
                .extracting(Listing.Item::alarming)
                .containsExactly(true, false);
        Findings.Named open = answer(findings, "What is still open").figures().get(0);
        assertThat(open.figure().count()).isEqualTo(2);
        assertThat(open.figure().first())
                .isEqualTo(findings.listing("pending").items().stream()
                        .map(Listing.Item::ref)
                        .toList());
    }

    @Test
    void aBarIsAsLongAsWhatWasAskedAlsoWhereNobodyAnswered() throws IOException {
        Findings findings = found(stories -> {
            stories.call("export", BOB).ask();
            stories.call("export", BOB).ask();
            stories.call("mail", BOB).ask().deny("alice");
        });

        assertThat(page(findings))
                .contains("width=\"1000.0\" height=\"10.0\" class=\"c-unanswered\"")
                .contains("width=\"500.0\" height=\"10.0\" class=\"c-denied\"");
    }

    @Test
    void oneRunIsSpokenOfAsOne() throws IOException {
        Findings one = found(stories -> stories.call("t", BOB)
                .ask()
                .approve("alice", "1 of 1", true)
                .start("ask")
                .returned());

        assertThat(answer(one, "Did anything run").words())
                .isEqualTo("No. Of the one run it is on record which people, grant or rule let it run.");
    }

    @Test
    void factsThatAreKeptApartStayApart() throws IOException {
        Path folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder, Journals.options().keepApart("person", "reviewer", "comment"))) {
            stories.call("t", BOB).ask().deny("alice-canary");
        }

        Findings findings = report();

        assertThat(findings.table("decisionsByPerson").count("(kept apart)", "denied"))
                .isEqualTo(1);
        assertThat(page(findings)).doesNotContain("alice-canary");
    }

    @Test
    void tablesAreBoundedAndSayHowToSeeTheRest() throws IOException {
        Findings findings = found(stories -> {
            for (int i = 0; i < 1_500; i++) {
                stories.call("tool-" + i, BOB).ask();
            }
        });

        Table tools = findings.table("requestsByTool");
        assertThat(tools.lines()).hasSize(Breakdown.MOST_SHOWN + 1);
        assertThat(tools.sum("asked")).isEqualTo(1_500);
        assertThat(findings.listing("pending").items()).hasSize(Listing.MOST);
        assertThat(findings.listing("pending").size()).isEqualTo(1_500);
        assertThat(findings.events()).hasSizeLessThanOrEqualTo(Kept.MOST);
        assertThat(page(findings))
                .contains("approvals show DIR --type approval.requested</code>")
                .contains("The largest 50 are shown");
    }

    @Test
    void aJournalThatIsBeingWrittenIsCountedAsFarAsItWasVerified() throws IOException {
        try (Journal journal = Journals.open(temp.resolve("audit"))) {
            journal.append(Journals.event(1));
            journal.checkpoint();
            assertThat(report().scope().lines()).isEqualTo(2);
        }
    }
}
