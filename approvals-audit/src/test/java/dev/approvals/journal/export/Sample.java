package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.read.Query;
import dev.approvals.testkit.random.HostileText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Journals to export. */
final class Sample {

    private Sample() {}

    /** One usual call. */
    static void usual(Path folder) {
        try (Journal journal = Journals.open(folder)) {
            journal.append(Journals.started("call-1"));
            journal.append(Journals.completed("call-1"));
        }
    }

    /** An event for each hostile text, which stands wherever a text can. */
    static void hostile(Path folder) {
        try (Journal journal = Journals.open(folder)) {
            long sequence = 0;
            for (String text : HostileText.all()) {
                journal.append(hostile(text, ++sequence));
            }
        }
    }

    /** Every type that this version tells, the journal's own ones among them. */
    static List<AuditEventType> types() {
        List<AuditEventType> types = new ArrayList<>();
        for (Field field : AuditEventType.class.getFields()) {
            if (field.getType() == AuditEventType.class) {
                try {
                    types.add((AuditEventType) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        Stream.of("log.segment", "log.recovered", "log.pruned", "key.rotated", "payload.erased", "evidence.exported")
                .map(AuditEventType::new)
                .forEach(types::add);
        return types;
    }

    /** More than any event has. */
    static Map<String, String> manyFacts() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String name : List.of("summary", "rule", "code", "comment", "why", "risk", "key", "payload", "outcome")) {
            facts.put(name, "the " + name);
        }
        facts.put("verdict", "ask");
        facts.put("decision", "APPROVE");
        facts.put("reviewer", "local:alice");
        return facts;
    }

    private static AuditEvent hostile(String text, long sequence) {
        String some = text.isBlank() ? "some" + text : text;
        Requester requester =
                new Requester(Principal.agent(some), Optional.of(Principal.local(some)), List.of(), text, text);
        Map<String, String> facts = new LinkedHashMap<>();
        for (String name : List.of("summary", "rule", "code", "reviewer", "comment", "why", "risk", "key")) {
            facts.put(name, text);
        }
        facts.put("fact " + text, text);
        return new AuditEvent(
                sequence % 2 == 0 ? AuditEventType.APPROVAL_DECIDED : AuditEventType.ACTION_REQUESTED,
                Journals.NOW,
                text,
                sequence,
                new AuditEvent.Origin(text, Mode.ENFORCING, text, requester),
                facts);
    }

    static List<String> lines(Format format, Path... folders) throws IOException {
        return text(format, folders).lines().toList();
    }

    static String text(Format format, Path... folders) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Exporter.of(folders).write(format, Query.all(), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
