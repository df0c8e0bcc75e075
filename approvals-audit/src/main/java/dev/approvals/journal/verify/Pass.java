package dev.approvals.journal.verify;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.payload.Payloads;
import dev.approvals.journal.segment.BrokenLineException;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.WholeLine;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One pass through all lines of a journal, up to the first that is broken. */
final class Pass {

    private static final Set<String> NAME_A_KEY = Set.of("log.opened", WholeLine.FIRST, "key.rotated");

    private final JournalHome home;
    private final Path folder;
    private final Expected expected;
    private final Progress progress;
    private final Payloads payloads;
    private final Set<String> keys = new LinkedHashSet<>();
    /** Payloads that are not there, until their erasure is read: as many as were erased, which are few. */
    private final Map<String, BrokenLineException> gone = new LinkedHashMap<>();

    private Frontier tree = Frontier.empty();
    private Hash last = Hash.NONE;
    private Optional<Entry> unsettled = Optional.empty();
    private boolean suspect;
    private long first;
    private @Nullable Instant from;
    private @Nullable Instant to;

    private long bytes;
    private long total;

    Pass(Path folder, Expected expected, Progress progress) {
        this.home = new Folder(folder);
        this.folder = folder;
        this.expected = expected;
        this.progress = progress;
        this.payloads = new Payloads(home, new SecureRandom());
    }

    /** {@return the first broken line} */
    Optional<Flaw> run() throws IOException {
        List<Segment> segments = Segment.list(folder);
        if (segments.isEmpty()) {
            throw new IOException("There is no journal in " + folder + ": it has no file segment-<number>.jsonl");
        }
        for (Segment segment : segments) {
            total += segment.length();
        }
        expected.at(tree);
        try {
            for (Segment segment : segments) {
                read(segment, segment == segments.get(segments.size() - 1));
            }
        } catch (BrokenLineException e) {
            if (!suspect) {
                settle();
            }
            return Optional.of(flaw(e));
        }
        settle();
        return gone.values().stream().findFirst().map(Pass::flaw);
    }

    private static Flaw flaw(BrokenLineException e) {
        return new Flaw(e.file(), e.line(), e.why());
    }

    private void read(Segment segment, boolean newest) throws IOException {
        try (LineStream lines = new LineStream(segment)) {
            while (lines.next()) {
                if (newest && HalfLine.isBeingWritten(home, segment, lines)) {
                    return;
                }
                read(WholeLine.read(segment, lines));
                bytes += lines.length() + 1;
                progress.at(bytes, total);
            }
        }
    }

    private void read(WholeLine line) throws IOException {
        long next = tree.size() + (unsettled.isPresent() ? 1 : 0);
        if (next == 0 && line.segment().first() > 0) {
            begin(line);
            next = tree.size();
        }
        suspect = line.prefix().seq() == next && !line.prefix().prev().equals(last);
        line.follows(next, last);
        settle();
        if (line.lines().number() == 1 && tree.size() > 0 && !line.before().equals(tree.state())) {
            throw line.broken("what it tells of the tree of the lines before is not so");
        }
        last = line.entry().hash();
        unsettled = Optional.of(line.entry());
        note(line);
    }

    /** A line counts once the next one follows from it, or there is none: the one that does not follow accuses it. */
    private void settle() {
        unsettled.ifPresent(entry -> {
            tree.add(entry.hash());
            Instant at = entry.event().at();
            from = from == null || at.isBefore(from) ? at : from;
            to = to == null || at.isAfter(to) ? at : to;
            expected.at(tree);
        });
        unsettled = Optional.empty();
    }

    private void begin(WholeLine line) throws IOException {
        TreeState pruned = line.before();
        tree = Frontier.of(pruned);
        first = pruned.size();
        last = line.prefix().prev();
        expected.at(tree);
    }

    private void note(WholeLine line) throws IOException {
        AuditEvent event = line.entry().event();
        if (NAME_A_KEY.contains(event.type().name())) {
            keys.add(event.fact("key"));
        }
        if (event.type().name().equals("payload.erased")) {
            gone.remove(event.fact("payload"));
        }
        if (event.type().name().equals("log.recovered")) {
            Optional<String> fault = MovedAside.fault(home, event);
            if (fault.isPresent()) {
                throw line.broken(fault.get());
            }
        }
        if (line.entry().apart().isPresent()) {
            look(line, line.entry().apart().get());
        }
    }

    private void look(WholeLine line, Entry.Apart apart) throws IOException {
        Payloads.Standing standing;
        try {
            standing = payloads.look(apart);
        } catch (IllegalArgumentException e) {
            throw line.broken(String.valueOf(e.getMessage()));
        }
        if (standing == Payloads.Standing.CHANGED) {
            throw line.broken("its facts that are kept apart, " + apart.id() + ", were changed");
        }
        if (standing == Payloads.Standing.GONE) {
            gone.put(
                    apart.id(),
                    line.broken("its facts that are kept apart, " + apart.id()
                            + ", are not there, and no payload.erased tells of it"));
        }
    }

    Set<String> keys() {
        return keys;
    }

    Verification.Extent extent() {
        return new Verification.Extent(
                first, tree.size(), tree.root(), Optional.ofNullable(from), Optional.ofNullable(to));
    }
}
