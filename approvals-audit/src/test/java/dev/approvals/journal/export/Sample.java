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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
