package dev.approvals.journal.report;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Durability;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.Journals;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes journals in which calls live the lives that a gate tells of. */
final class Stories implements AutoCloseable {

    static final Instant BEGIN = Instant.parse("2026-03-02T06:00:00Z");
    static final List<String> TOOLS = List.of("export_table", "drop_index", "send_mail", "rotate_key", "run_sql");
    static final List<String> PEOPLE = List.of("alice", "carol", "dora", "erik", "frida");
    static final List<Requester> REQUESTERS = List.of(
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7"),
            Requester.agent("ops-agent").actingFor(Principal.local("mallory")).in("chat-8"),
            Requester.agent("night-job"));

    private final Journal journal;
    private final String name;
    private Instant now = BEGIN;
    private int calls;

    Stories(Path folder) {
        this(folder, Journals.options());
    }

    Stories(Path folder, JournalOptions options) {
        name = folder.getFileName() + "-";
        journal = Journal.open(folder, options.clock(clock(() -> now)).durability(event -> Durability.ASYNC));
    }

    private static Clock clock(Supplier<Instant> source) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.get();
            }
        };
    }

    Stories pass(Duration time) {
        now = now.plus(time);
        return this;
    }

    Instant now() {
        return now;
    }

    /** A call that begins now. */
    Call call(String tool, Requester requester) {
        return new Call(name + "call-" + calls++, tool, requester);
    }

    void gate(String type, Map<String, String> facts) {
        journal.append(new AuditEvent(
                new AuditEventType(type),
                now,
                "gate-1",
                1,
                new AuditEvent.Origin("prod", Mode.ENFORCING, "", Requester.UNKNOWN),
                facts));
    }

    /** The life of a call, told step by step. */
    final class Call {

        final String id;
        final String tool;
        private final Requester requester;
        private Mode mode = Mode.ENFORCING;
        private long sequence;

        Call(String id, String tool, Requester requester) {
            this.id = id;
            this.tool = tool;
            this.requester = requester;
        }

        Call observed() {
            mode = Mode.OBSERVING;
            return this;
        }

        /** As if an event had been told elsewhere. */
        Call skip() {
            sequence++;
            return this;
        }

        Call tell(String type, String... facts) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int i = 0; i < facts.length; i += 2) {
                all.put(facts[i], facts[i + 1]);
            }
            journal.append(new AuditEvent(
                    new AuditEventType(type),
                    now,
                    id,
                    ++sequence,
                    new AuditEvent.Origin("prod", mode, tool, requester),
                    all));
            return this;
        }

        Call ask() {
            return requested().judged().opened();
        }

        private String summary() {
            return "Run " + tool + " on customers, region " + id.hashCode() % 7;
        }

        private Call requested() {
            return tell(
                    "action.requested",
                    "summary",
                    summary(),
                    "digest",
                    digest(),
                    "risk",
                    "HIGH",
                    "reason",
                    "",
                    "arguments",
                    "{\"table\":\"customers\",\"rows\":" + Math.abs(id.hashCode() % 5_000) + "}");
        }

        private Call judged() {
            return tell(
                    "policy.evaluated",
                    "verdict",
                    "ask",
                    "rule",
                    "high-risk",
                    "why",
                    "It is of high risk.",
                    "rules",
                    "v7",
                    "code",
                    "",
                    "held",
                    "true");
        }

        private Call opened() {
            tell(
                    "approval.requested",
                    "summary",
                    summary(),
                    "digest",
                    digest(),
                    "risk",
                    "HIGH",
                    "rule",
                    "high-risk",
                    "rules",
                    "v7",
                    "level",
                    "0",
                    "plan",
                    "1 of on-call",
                    "decideBy",
                    now.plus(Duration.ofHours(4)).toString(),
                    "runLater",
                    "true");
            return tell(
                    "approval.notified", "channel", "slack", "reference", "m-" + id, "card", digest(), "whole", "true");
        }

        String digest() {
            return "digest-of-" + id;
        }

        Call approve(String person, String quorum, boolean done) {
            return vote(person, "APPROVE", "quorum", quorum, "approved", String.valueOf(done));
        }

        Call deny(String person) {
            return vote(person, "DENY", "comment", "Not now.");
        }

        private Call vote(String person, String decision, String... more) {
            List<String> facts = new ArrayList<>(List.of(
                    "reviewer",
                    "slack:T1:" + person,
                    "person",
                    person,
                    "assurance",
                    "CHAT_PLATFORM",
                    "decision",
                    decision,
                    "round",
                    "0",
                    "level",
                    "0",
                    "channel",
                    "slack",
                    "digest",
                    digest()));
            facts.addAll(List.of(more));
            return tell("approval.decided", facts.toArray(String[]::new));
        }

        Call refuse(String person, String code) {
            return tell(
                    "approval.refused",
                    "code",
                    code,
                    "why",
                    "It does not count.",
                    "reviewer",
                    "slack:T1:" + person,
                    "assurance",
                    "CHAT_PLATFORM",
                    "decision",
                    "APPROVE");
        }

        Call breakGlass(String person) {
            return tell(
                    "break_glass.used",
                    "reviewer",
                    "slack:T1:" + person,
                    "person",
                    person,
                    "assurance",
                    "STEP_UP",
                    "comment",
                    "The primary is down and nobody else answers.",
                    "decision",
                    "BREAK_GLASS",
                    "round",
                    "0",
                    "level",
                    "0",
                    "channel",
                    "slack",
                    "digest",
                    digest(),
                    "needed",
                    "2 of on-call");
        }

        Call start(String verdict, String... more) {
            List<String> facts = new ArrayList<>(List.of("verdict", verdict, "digest", digest()));
            facts.addAll(List.of(more));
            return tell("action.started", facts.toArray(String[]::new));
        }

        Call returned() {
            return tell("action.completed", "outcome", "returned");
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
