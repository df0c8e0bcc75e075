package dev.approvals.journal;

import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineWriter;
import dev.approvals.journal.note.CheckpointSigner;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.payload.Payloads;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.store.PayloadCipher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Opens a journal: takes its home, reads its end, mends half a last line, and records what it found. */
final class Opening {

    private final JournalHome home;
    private final JournalHome.Writer target;
    private final JournalOptions options;
    private final LineWriter writer;
    private final OwnEvents own;

    private Opening(JournalHome home, JournalHome.Writer target, JournalOptions options) {
        this.home = home;
        this.target = target;
        this.options = options;
        this.writer = new LineWriter(options.node());
        this.own = new OwnEvents("journal-" + hex(8), writer, options.clock());
    }

    private String hex(int bytes) {
        byte[] random = new byte[bytes];
        options.random().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static Journal open(JournalHome home, JournalOptions options) throws IOException {
        JournalHome.Writer target = home.take();
        try {
            return new Opening(home, target, options).open();
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private Journal open() throws IOException {
        Recovery.Found found = Recovery.read(home);
        CheckpointSigner signer = signer();
        PayloadCipher cipher = cipher();
        Map<String, String> torn = mend(found);
        Log log = new Log(
                new Log.Place(
                        home.name(),
                        target,
                        options.segmentBytes(),
                        own,
                        signer.key().toString()),
                found.chain(),
                target.goOn(),
                day(found));
        tell(log, found, signer, torn);
        target.show(signer.key());
        Payloads payloads = new Payloads(home, options.random());
        LineMaker lines = new LineMaker(writer, facts -> payloads.keep(facts, cipher, target), options.keptApart());
        Checkpointer checkpoints = new Checkpointer(target, signer, log, options.timer());
        checkpoints.changed();
        return new Journal(target, options, lines, checkpoints, new Care(home, target, log, own, options));
    }

    private Map<String, String> mend(Recovery.Found found) throws IOException {
        if (found.torn().isEmpty()) {
            return Map.of();
        }
        Recovery.Torn torn = found.torn().get();
        return target.moveAside(torn.segment(), torn.offset(), found.chain().next());
    }

    private long day(Recovery.Found found) {
        return Log.day(found.chain().next() == 0 ? options.clock().instant() : found.lastAt());
    }

    private CheckpointSigner signer() throws IOException {
        if (options.signer().isPresent()) {
            return options.signer().get();
        }
        Path file = beside(".key", "signer");
        try {
            return KeyFile.openOrCreate(file, options.name().orElse("approvals-journal-" + hex(4)));
        } catch (FileSystemException | FileNotFoundException e) {
            throw unusable(file, "signer(KeyFile.openOrCreate(...))", e);
        }
    }

    private PayloadCipher cipher() throws IOException {
        if (options.cipher().isPresent()) {
            return options.cipher().get();
        }
        Path file = beside(".payload-key", "cipher");
        try {
            return LocalCipher.openOrCreate(file, options.random());
        } catch (FileSystemException | FileNotFoundException e) {
            throw unusable(file, "cipher(LocalCipher.openOrCreate(...))", e);
        }
    }

    private static IOException unusable(Path file, String option, IOException e) {
        return new IOException(
                "The key file " + file + ", which stands beside the journal's folder, cannot be read or made ("
                        + JournalException.words(e) + "). Name another place with JournalOptions." + option + ".",
                e);
    }

    private Path beside(String ending, String option) {
        Path place = home.keyFiles()
                .orElseThrow(() -> new JournalException("The journal " + home.name()
                        + " has no disk for key files: name where its key is with JournalOptions." + option + "."));
        return place.resolveSibling(place.getFileName() + ending);
    }

    private void tell(Log log, Recovery.Found found, CheckpointSigner signer, Map<String, String> torn)
            throws IOException {
        Map<String, String> opened = new LinkedHashMap<>();
        opened.put("name", signer.key().name());
        opened.put("key", signer.key().toString());
        opened.put("size", Long.toString(found.chain().next()));
        opened.put("closed", Boolean.toString(found.clean()));
        Map<String, Long> running = found.chain().running();
        log.append(own.event(OwnEvents.OPENED, opened), Durability.ASYNC);
        if (!found.keys().isEmpty() && !found.keys().contains(signer.key().toString())) {
            log.append(
                    own.event(
                            AuditEventType.KEY_ROTATED,
                            Map.of("key", signer.key().toString())),
                    Durability.ASYNC);
        }
        if (!torn.isEmpty()) {
            log.append(own.event(OwnEvents.RECOVERED, torn), Durability.ASYNC);
        }
        log.flush();
        tellUnknown(log, running.values());
    }

    private void tellUnknown(Log log, Collection<Long> starts) throws IOException {
        Optional<Long> first = starts.stream().min(Long::compare);
        if (first.isEmpty()) {
            return;
        }
        Set<Long> wanted = Set.copyOf(starts);
        Query query = Query.all().since(first.get()).where(entry -> wanted.contains(entry.seq()));
        try (Stream<Entry> entries = JournalReader.of(home).entries(query)) {
            for (Entry start : entries.toList()) {
                log.append(own.unknown(start.event(), start.seq()), Durability.ASYNC);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        log.flush();
    }
}
