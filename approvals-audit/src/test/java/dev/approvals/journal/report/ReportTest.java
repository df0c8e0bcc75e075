package dev.approvals.journal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.Journals;
import dev.approvals.journal.line.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of a journal of random calls, against a plain calculation over all of its events. */
class ReportTest {

    private static final long SEED = new Random().nextInt(100_000);

    @TempDir
    Path temp;

    private Path folder;
    private List<AuditEvent> events;
    private Findings findings;

    @BeforeEach
    void write() throws IOException {
        folder = temp.resolve("audit");
        try (Stories stories = new Stories(folder)) {
            new Company(stories, SEED).live(300);
        }
        events = Journals.entries(folder).stream().map(Entry::event).toList();
        findings = Report.of(folder).make(Stories.BEGIN);
    }

    private long count(Predicate<AuditEvent> wanted) {
        return events.stream().filter(wanted).count();
    }

    private static Predicate<AuditEvent> type(String type) {
        return event -> event.type().name().equals(type);
    }

    private static Predicate<AuditEvent> fact(String name, String value) {
        return event -> event.fact(name).equals(value);
    }

    private static Predicate<AuditEvent> tool(String tool) {
        return event -> event.origin().tool().equals(tool);
    }

    @Test
    void decisionsAreCountedByPerson() {
        Table table = findings.table("decisionsByPerson");

        for (String person : Stories.PEOPLE) {
            assertThat(List.of(
                            table.count(person, "approved"),
                            table.count(person, "denied"),
                            table.count(person, "emergency"),
                            table.count(person, "refused")))
                    .as("approved, denied, alone and refused, %s, seed %d", person, SEED)
                    .containsExactly(
                            count(fact("person", person).and(fact("decision", "APPROVE"))),
                            count(fact("person", person).and(fact("decision", "DENY"))),
                            count(type("break_glass.used").and(fact("person", person))),
                            count(type("approval.refused").and(fact("reviewer", "slack:T1:" + person))));
        }
        assertThat(table.lines()).extracting(Table.Line::label).doesNotContain("slack:T1:alice");
    }

    @Test
    void requestsAreCountedByToolAndOutcome() {
        Table table = findings.table("requestsByTool");

        for (String tool : Stories.TOOLS) {
            assertThat(List.of(
                            table.count(tool, "asked"),
                            table.count(tool, "approved"),
                            table.count(tool, "denied"),
                            table.count(tool, "expired"),
                            table.count(tool, "ruled")))
                    .as("asked, approved, denied, expired, ruled, %s, seed %d", tool, SEED)
                    .containsExactly(
                            count(type("approval.requested").and(tool(tool))),
                            count(fact("approved", "true").and(tool(tool))),
                            count(fact("decision", "DENY").and(tool(tool))),
                            count(type("approval.expired").and(tool(tool))),
                            count(fact("verdict", "deny").and(tool(tool))));
        }
        assertThat(findings.table("requestsByTime").sum("asked")).isEqualTo(count(type("approval.requested")));
    }

    @Test
    void everyRunHasWhatLetItRun() {
        Table runs = findings.table("runs");
        Set<String> broken = new HashSet<>();
        events.stream().filter(type("break_glass.used")).forEach(event -> broken.add(event.callId()));

        assertThat(Map.of(
                        Runs.PEOPLE, runs.count(Runs.PEOPLE, "started"),
                        Runs.ALONE, runs.count(Runs.ALONE, "started"),
                        Runs.RULE, runs.count(Runs.RULE, "started"),
                        Runs.GRANT, runs.count(Runs.GRANT, "started"),
                        Runs.NOTHING, runs.count(Runs.NOTHING, "started")))
                .as("seed %d", SEED)
                .isEqualTo(Map.of(
                        Runs.PEOPLE,
                        count(started("ask").and(event -> !broken.contains(event.callId()))),
                        Runs.ALONE,
                        count(started("ask").and(event -> broken.contains(event.callId()))),
                        Runs.RULE,
                        count(started("allow")),
                        Runs.GRANT,
                        count(started("grant")),
                        Runs.NOTHING,
                        0L));
        assertThat(runs.sum("returned")).isEqualTo(count(type("action.completed")));
        assertThat(runs.sum("failed")).isEqualTo(count(type("action.failed")));
        assertThat(runs.sum("unknown")).isEqualTo(count(type("action.outcome_unknown")));
    }

    private static Predicate<AuditEvent> started(String verdict) {
        return type("action.started").and(fact("verdict", verdict));
    }

    @Test
    void timesToReviewAreThoseFromTheQuestionToTheVote() {
        List<Duration> took = new ArrayList<>();
        long unread = 0;
        Map<String, Instant> asked = new HashMap<>();
        Map<String, Long> said = new HashMap<>();
        for (AuditEvent event : events) {
            if (type("action.requested").test(event)) {
                said.put(
                        event.callId(),
                        (long) event.fact("summary").length()
                                + event.fact("arguments").length());
            }
            if (type("approval.requested").test(event)) {
                asked.put(event.callId(), event.at());
            }
            if (type("approval.decided").or(type("break_glass.used")).test(event)) {
                Duration one = Duration.between(asked.get(event.callId()), event.at());
                took.add(one);
                boolean fast = one.toMillis() < 1_000 + 20 * said.get(event.callId());
                unread += fast && event.fact("decision").equals("APPROVE") ? 1 : 0;
            }
        }
        took.sort(null);

        Pace all = findings.figures().all();
        assertThat(all.decisions()).as("seed %d", SEED).isEqualTo(took.size());
        assertThat(findings.table("timeToReview").sum("unread")).isEqualTo(unread);
        assertThat(findings.table("timeToReview").sum("other")).isEqualTo(took.size() - unread);
        close(all.half(), took.get((took.size() * 50 + 99) / 100 - 1));
        close(all.nineTenths(), took.get((took.size() * 90 + 99) / 100 - 1));
    }

    private static void close(Duration reported, Duration exact) {
        assertThat((double) reported.toMillis())
                .as("seed %d", SEED)
                .isCloseTo(exact.toMillis(), within(exact.toMillis() / 16.0 + 1));
    }

    @Test
    void refusalsAreCountedByReason() {
        Table table = findings.table("refusals");

        for (String code : List.of("SELF_APPROVAL", "NOT_ELIGIBLE", "ALREADY_VOTED", "WRONG_ROUND")) {
            assertThat(table.count(code, "votes"))
                    .as("%s, seed %d", code, SEED)
                    .isEqualTo(count(type("approval.refused").and(fact("code", code))));
        }
        assertThat(table.count("EXPIRED", "calls")).isEqualTo(count(type("approval.expired")));
        assertThat(table.count("DENIED_BY_POLICY", "calls")).isEqualTo(count(fact("code", "DENIED_BY_POLICY")));
    }

    @Test
    void whatIsOpenIsListed() {
        Set<String> reviewed = new HashSet<>();
        events.stream().filter(type("break_glass.reviewed")).forEach(event -> reviewed.add(event.fact("request")));
        Set<String> ended = new HashSet<>();
        events.stream()
                .filter(type("approval.expired").or(type("action.started")).or(fact("decision", "DENY")))
                .forEach(event -> ended.add(event.callId()));

        assertThat(findings.listing("unreviewedEmergencies").size())
                .as("seed %d", SEED)
                .isEqualTo(count(type("break_glass.used").and(event -> !reviewed.contains(event.callId()))));
        assertThat(findings.listing("pending").size())
                .isEqualTo(count(type("approval.requested").and(event -> !ended.contains(event.callId()))));
        assertThat(findings.listing("unknownEnds").size()).isEqualTo(count(type("action.outcome_unknown")));
        assertThat(findings.listing("liveGrants").size())
                .isEqualTo(count(type("grant.issued")) - count(type("grant.expired")));
    }

    @Test
    void everyTypeIsCountedAndEveryControlHasItsEvents() {
        Table table = findings.table("events");

        assertThat(table.sum("events"))
                .isEqualTo(events.size())
                .isEqualTo(findings.scope().lines());
        table.lines()
                .forEach(line -> assertThat(table.count(line.label(), "events"))
                        .as(line.label())
                        .isEqualTo(count(type(line.label()))));
        assertThat(findings.figures().controls())
                .filteredOn(control -> control.control().startsWith("AC-6(9)"))
                .singleElement()
                .satisfies(
                        control -> assertThat(control.evidence().get(0).figure().count())
                                .isEqualTo(count(type("action.started"))));
        assertThat(findings.figures().controls())
                .extracting(control -> control.standard() + " " + control.control())
                .contains("SOC 2 CC8.1", "EU AI Act Article 14", "ISO/IEC 42001 A.6.2.8", "NIST SP 800-53 AC-5");
    }

    @Test
    void aPeriodCountsItsOwnEventsAndKnowsWhatWasOpenBefore() throws IOException {
        Instant from = Stories.BEGIN.plus(Duration.ofDays(5));
        Instant until = Stories.BEGIN.plus(Duration.ofDays(15));
        Predicate<AuditEvent> within =
                event -> !event.at().isBefore(from) && event.at().isBefore(until);

        Findings part = Report.of(folder).from(from).until(until).make(Stories.BEGIN);

        assertThat(part.scope().lines()).as("seed %d", SEED).isEqualTo(count(within));
        assertThat(part.table("runs").sum("started")).isEqualTo(count(within.and(type("action.started"))));
        assertThat(part.table("runs").count(Runs.NOTHING, "started"))
                .as("approved before the period is approved")
                .isZero();
        assertThat(part.figures().all().decisions())
                .isEqualTo(count(within.and(type("approval.decided").or(type("break_glass.used")))));
        assertThat(part.events()).allMatch(row -> row.at().isBefore(until));
        assertThatThrownBy(() -> Report.of(folder).from(until).until(from).make(Stories.BEGIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before it begins");
    }

    @Test
    void theSameJournalGivesTheSameBytes() throws IOException {
        for (int run = 0; run < 2; run++) {
            Report.of(folder).make(Stories.BEGIN).writeTo(temp.resolve("out"), "report-" + run);
        }

        for (String ending : List.of(".html", ".json", ".csv")) {
            assertThat(temp.resolve("out/report-1" + ending))
                    .hasSameBinaryContentAs(temp.resolve("out/report-0" + ending));
        }
    }
}
