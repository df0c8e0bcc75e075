package dev.approvals.journal;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.disk.FolderLock;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineWriter;
import dev.approvals.journal.note.CheckpointSigner;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.payload.LocalCipher;
import dev.approvals.journal.payload.Payloads;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.SegmentWriter;
import dev.approvals.store.PayloadCipher;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Opens a journal: locks its folder, reads its end, mends half a last line, and records what it found. */
final class Opening {

    private final Path folder;
    private final JournalOptions options;
    private final LineWriter writer;
    private final OwnEvents own;

    private Opening(Path folder, JournalOptions options) {
        this.folder = folder;
        this.options = options;
        this.writer = new LineWriter(options.node());
        this.own = new OwnEvents("journal-" + hex(8), writer, options.clock());
    }

    private String hex(int bytes) {
        byte[] random = new byte[bytes];
        options.random().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static Journal open(Path folder, JournalOptions options) throws IOException {
        Disk.createFolder(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return new Opening(folder, options).open(lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Journal open(FolderLock lock) throws IOException {
        Recovery.Found found = Recovery.read(folder);
        CheckpointSigner signer = signer();
        PayloadCipher cipher = cipher();
        TornTail tail = TornTail.mend(folder, found);
        Log log = new Log(
                new Log.Place(folder, options.segmentBytes(), own, signer.key().toString()),
                found.chain(),
                segment(tail.last(), found.lastAt()));
        tell(log, found, signer, tail.facts());
        publish(signer);
        Payloads payloads = new Payloads(folder, options.random());
        LineMaker lines = new LineMaker(writer, payloads, cipher, options.keptApart());
        Checkpointer checkpoints = new Checkpointer(folder, signer, log, options.timer());
        checkpoints.changed();
        return new Journal(lock, options, lines, checkpoints, new Care(folder, log, own, payloads, options));
    }

    private CheckpointSigner signer() throws IOException {
        if (options.signer().isPresent()) {
            return options.signer().get();
        }
        Path file = beside(".key");
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
        Path file = beside(".payload-key");
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

    /** Beside the folder, not in it: whoever copies a journal, to keep it or to show it, must not copy its secrets. */
    private Path beside(String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    private SegmentWriter segment(Optional<Segment> last, Instant lastAt) throws IOException {
        if (last.isPresent()) {
            return SegmentWriter.open(last.get(), LocalDate.ofInstant(lastAt, ZoneOffset.UTC));
        }
        LocalDate today = LocalDate.ofInstant(options.clock().instant(), ZoneOffset.UTC);
        SegmentWriter first = SegmentWriter.create(Segment.in(folder, 0), today);
        Disk.syncFolder(folder);
        return first;
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
                    own.event(OwnEvents.KEY_ROTATED, Map.of("key", signer.key().toString())), Durability.ASYNC);
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
        try (Stream<Entry> entries = JournalReader.of(folder).entries(query)) {
            for (Entry start : entries.toList()) {
                log.append(own.unknown(start.event(), start.seq()), Durability.ASYNC);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        log.flush();
    }

    /** For the convenience of whoever looks into the folder; a verifier should know the key from elsewhere. */
    private void publish(CheckpointSigner signer) throws IOException {
        Path file = folder.resolve(Checkpointer.KEY);
        byte[] text = (signer.key() + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !Arrays.equals(Disk.read(file, 10_000), text)) {
            Disk.replace(file, text);
        }
    }
}
