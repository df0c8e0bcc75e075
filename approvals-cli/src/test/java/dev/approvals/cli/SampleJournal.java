package dev.approvals.cli;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.Journal;
import dev.approvals.journal.JournalOptions;
import dev.approvals.journal.note.CheckpointSigner;
import dev.approvals.journal.note.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A journal of three calls that is the same bytes each time, its key too: what the documentation shows. */
final class SampleJournal {

    static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

    private static final String EXPORT = "fa1fb35a68a60acfaa99a173313fff4b";
    private static final String DENIED = "4c9c2a21da27b1e8ef9fcc2946976165";
    private static final String SELF = "eb25839c056e559f25cde2dd9aaddb24";
    private static final String DIGEST = "9ef3ee01fb1cb71be8db16c9e2bd497cee862ca5cf8f97bda233627d69e30ae0";

    private final Journal journal;
    private long second;

    private SampleJournal(Journal journal) {
        this.journal = journal;
    }

    /** Random bytes that are the same in each run. */
    private static final class Repeated extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final Random random = new Random(7);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    private record Signer(NoteKey key, KeyPair pair) implements CheckpointSigner {

        @Override
        public byte[] sign(byte[] text) {
            try {
                Signature ed25519 = Signature.getInstance("Ed25519");
                ed25519.initSign(pair.getPrivate());
                ed25519.update(text);
                return ed25519.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static CheckpointSigner signer() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Repeated());
            KeyPair pair = generator.generateKeyPair();
            return new Signer(NoteKey.of("example.com/audit", pair.getPublic()), pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static JournalOptions options() {
        return JournalOptions.standard()
                .node("node-1")
                .name("example.com/audit")
                .signer(signer())
                .random(new Repeated())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .timer(delay -> task -> {});
    }

    /** Writes the journal {@code audit} into a folder, and beside it {@code audit.pub}, a copy of its key. */
    static Path write(Path parent) throws IOException {
        Path folder = parent.resolve("audit");
        try (Journal journal = Journal.open(folder, options())) {
            SampleJournal sample = new SampleJournal(journal);
            sample.approved();
            sample.denied();
            sample.refused();
        }
        Files.copy(folder.resolve("key.pub"), parent.resolve("audit.pub"));
        return folder;
    }

    private void approved() {
        asked(EXPORT, "Export 5 rows of customers", "weekly report");
        tell(EXPORT, 2, AuditEventType.POLICY_EVALUATED, "verdict=ask|rule=annotated|why=its calls need an approval");
        tell(EXPORT, 3, AuditEventType.APPROVAL_REQUESTED, "plan=1 of dba|decideBy=2026-01-05T09:15:00Z");
        tell(EXPORT, 4, AuditEventType.APPROVAL_NOTIFIED, "channel=inbox|reference=7");
        decided(EXPORT, 5, "comment=fine|decision=APPROVE|quorum=1 of 1");
        tell(EXPORT, 6, AuditEventType.ACTION_STARTED, "verdict=ask|digest=" + DIGEST);
        tell(EXPORT, 7, AuditEventType.ACTION_COMPLETED, "outcome=returned");
    }

    private void denied() {
        asked(DENIED, "Export 5000 rows of customers", "\u001b[2J\u202eall good");
        tell(DENIED, 2, AuditEventType.APPROVAL_REQUESTED, "plan=1 of dba|decideBy=2026-01-05T09:15:00Z");
        decided(DENIED, 3, "comment=too much|decision=DENY");
    }

    private void refused() {
        asked(SELF, "Export 9 rows of customers", "again");
        String bob = "reviewer=local:bob|person=bob|why=bob is behind this call";
        tell(SELF, 2, AuditEventType.APPROVAL_REFUSED, "code=SELF_APPROVAL|" + bob);
    }

    private void asked(String call, String summary, String reason) {
        String facts = "summary=" + summary + "|risk=HIGH|reason=" + reason + "|digest=" + DIGEST;
        tell(call, 1, AuditEventType.ACTION_REQUESTED, facts);
    }

    private void decided(String call, long sequence, String facts) {
        tell(call, sequence, AuditEventType.APPROVAL_DECIDED, "reviewer=local:alice|person=alice|" + facts);
    }

    private void tell(String call, long sequence, AuditEventType type, String facts) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String fact : facts.split("\\|", -1)) {
            int sign = fact.indexOf('=');
            named.put(fact.substring(0, sign), fact.substring(sign + 1));
        }
        journal.append(event(call, sequence, type, NOW.plusSeconds(++second), named));
    }

    static AuditEvent event(String call, long sequence, AuditEventType type, Instant at, Map<String, String> facts) {
        Requester bob =
                Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");
        return new AuditEvent(
                type, at, call, sequence, new AuditEvent.Origin("prod", Mode.ENFORCING, "export", bob), facts);
    }
}
