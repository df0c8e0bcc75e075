package dev.approvals.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.journal.verify.Prover;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path temp;

    private Path folder() {
        return temp.resolve("audit");
    }

    @Test
    void eachLineBeginsWithItsPlaceAndTheHashOfTheLineBefore() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            journal.append(Journals.event(1));
            journal.append(Journals.event(2));
        }

        List<String> lines = Journals.lines(folder());
        Hash prev = Hash.NONE;
        for (int seq = 0; seq < lines.size(); seq++) {
            assertThat(lines.get(seq)).startsWith("{\"v\":1,\"seq\":" + seq + ",\"prev\":\"" + prev + "\",\"type\":\"");
            prev = new Hasher().leaf(lines.get(seq).getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(Journals.types(folder()))
                .containsExactly("log.opened", "approval.notified", "approval.notified", "log.closed");
    }

    @Test
    void theHeadIsTheSizeAndTheShortRootOfTheTreeOverAllLines() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            for (int i = 1; i <= 20; i++) {
                journal.append(Journals.event(i));
            }

            Frontier tree = Frontier.empty();
            for (String line : Journals.lines(folder())) {
                tree.add(new Hasher().leaf(line.getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(journal.head()).hasValueSatisfying(head -> {
                assertThat(head.size()).isEqualTo(21).isEqualTo(tree.size());
                assertThat(head.root())
                        .hasSize(16)
                        .isEqualTo(tree.state().root().abbreviated());
                assertThat(tree.state().root().matches(head.root())).isTrue();
            });
        }
    }

    @Test
    void itIsGoneOnWithAfterItWasClosed() throws IOException {
        for (int run = 1; run <= 3; run++) {
            try (Journal journal = Journals.open(folder())) {
                journal.append(Journals.event(run));
            }
        }

        assertThat(Journals.types(folder())).hasSize(9).endsWith("log.opened", "approval.notified", "log.closed");
        assertThat(Journals.entries(folder()))
                .extracting(Entry::seq)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(Journals.segments(folder())).hasSize(1);
        assertThat(Journals.entries(folder()).get(3).event().facts()).containsEntry("closed", "true");
    }

    @Test
    void onlyTheOwnerMayReadAnyOfItsFiles() throws IOException {
        try (Journal journal = Journal.open(folder(), Journals.options().keepApart("place"))) {
            journal.append(Journals.event(1));
        }

        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(file -> !file.equals(temp)))
                    .hasSizeGreaterThan(7)
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isSubsetOf(Set.of(
                                    PosixFilePermission.OWNER_READ,
                                    PosixFilePermission.OWNER_WRITE,
                                    PosixFilePermission.OWNER_EXECUTE)));
        }
    }

    @Test
    void itsFolderHoldsNoSecretKey() throws IOException {
        Journals.open(folder()).close();

        String secret = Files.readString(temp.resolve("audit.key"));
        assertThat(secret).startsWith("PRIVATE+KEY+journal.test+");
        String seed = secret.lines().findFirst().orElseThrow().substring("PRIVATE+KEY+journal.test+12345678+".length());
        assertThat(Journals.lines(folder())).noneMatch(line -> line.contains(seed));
        assertThat(Files.readString(folder().resolve("key.pub")))
                .doesNotContain(seed)
                .startsWith("journal.test+");
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused() throws IOException {
        Journals.open(folder()).close();
        Path key = temp.resolve("audit.key");
        Files.setPosixFilePermissions(key, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OTHERS_READ));

        assertThatThrownBy(() -> Journals.open(folder()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(key.toString())
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aKeyFileThatCannotBeReadIsNamedWithTheCure() throws IOException {
        for (String ending : List.of(".key", ".payload-key")) {
            Path file = temp.resolve("audit" + ending);
            Files.deleteIfExists(file);
            Files.createDirectory(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

            assertThatThrownBy(() -> Journals.open(folder()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("The key file " + file + ", which stands beside the journal's folder")
                    .hasMessageContaining("Name another place with JournalOptions.");
            Files.delete(file);
        }
        Journals.open(folder()).close();
    }

    @Test
    void aClosedJournalTakesNothing() {
        Journal journal = Journals.open(folder());
        journal.close();
        journal.close();

        assertThatThrownBy(() -> journal.append(Journals.event(1)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("is closed");
    }

    @Test
    void aSecondWriterInThisProcessIsRefusedAndTheFirstGoesOn() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            assertThatThrownBy(() -> Journals.open(folder()))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("open already in this process");

            journal.append(Journals.event(1));
        }
        assertThat(Journals.types(folder())).containsExactly("log.opened", "approval.notified", "log.closed");
    }

    @Test
    void factsKeptApartStandInNoLineAndAreReadBack() throws IOException {
        AuditEvent event = Journals.event(
                "call-1", 1, AuditEventType.ACTION_REQUESTED, Map.of("arguments", "canary", "summary", "Export"));
        try (Journal journal = Journal.open(folder(), Journals.options().keepApart("arguments"))) {
            journal.append(event);
        }

        try (Stream<Path> files = Files.walk(temp)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("canary"));
        }
        assertThat(Journals.entries(folder()).get(1).event()).isEqualTo(event);
    }

    @Test
    void whatLeavesItIsRecordedUnderACheckpointThatCoversIt() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            journal.append(Journals.event(1));
            AuditSink.Head head = journal.head().orElseThrow();
            journal.exported(Principal.local("auditor"), "proof of line 1");

            AuditEvent exported = Journals.entries(folder()).get(2).event();
            assertThat(exported.type().name()).isEqualTo("evidence.exported");
            assertThat(exported.facts())
                    .containsEntry("by", "local:auditor")
                    .containsEntry("what", "proof of line 1")
                    .containsEntry("size", "2")
                    .hasEntrySatisfying("root", root -> assertThat(root).startsWith(head.root()));
            assertThat(Schema.faults(Journals.lines(folder()).get(2))).isEmpty();
            assertThat(Prover.of(folder()).prove(2).fault(journal.key())).isEmpty();
        }
    }

    @Test
    void wordsOfAnyLengthFitIntoTheLinesThatTellOfThem() throws IOException {
        String endless = "\u202e".repeat(100_000);
        try (Journal journal = Journal.open(folder(), Journals.options().keepApart("comment"))) {
            journal.append(
                    Journals.event("call-1", 1, AuditEventType.APPROVAL_DECIDED, Map.of("comment", "of a person")));
            journal.exported(Principal.local(endless), endless);
            journal.erase(1, endless);
        }

        assertThat(Verifier.of(folder()).verify().flaw()).isEmpty();
        assertThat(Journals.types(folder())).contains("evidence.exported", "payload.erased");
    }

    @Test
    void aLineIsNeverLongerThanAnEntryOfALogMayBe() throws IOException {
        try (Journal journal = Journals.open(folder())) {
            for (int length = 64_000; length < 66_000; length += 100) {
                journal.append(Journals.event(
                        "call", 1, AuditEventType.ACTION_REQUESTED, Map.of("arguments", "x".repeat(length))));
            }
        }

        assertThat(Journals.lines(folder()))
                .hasSize(22)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(65_535));
        assertThat(Journals.lines(folder())).anyMatch(line -> line.length() > 65_400);
        assertThat(Journals.entries(folder()).get(20).event().fact("arguments")).hasSize(65_900);
    }
}
