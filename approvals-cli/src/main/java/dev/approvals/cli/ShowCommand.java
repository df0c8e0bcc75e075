package dev.approvals.cli;

import dev.approvals.journal.line.Entry;
import dev.approvals.journal.read.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals show}: the timeline of one journal, or of several as one. */
@Command(
        name = "show",
        description = {
            "Show events, the oldest first, one a line. Several journals are shown as one, by time.",
            "It reads what is written and checks no hashes, which verify does. With --json, one JSON object a line."
        },
        footer = {
            "",
            "Examples:",
            "  approvals show audit --type approval. --person alice --from 7d",
            "  approvals show audit --call fa1fb35a --full",
            "  approvals show node-1/audit node-2/audit -n 20 -f"
        })
final class ShowCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Selection selection = new Selection();

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Journals' folders.")
    private List<Path> folders = List.of();

    @Option(names = "--seq", paramLabel = "N", description = "The event of this number.")
    private Optional<Long> seq = Optional.empty();

    @Option(names = "--full", description = "All that is known of each event.")
    private boolean full;

    @Option(
            names = {"-n", "--last"},
            paramLabel = "COUNT",
            description = "Only the last so many of them.")
    private Optional<Long> last = Optional.empty();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written, until interrupted.")
    private boolean follow;

    private boolean told;

    ShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Moments moments = new Moments(terminal.clock());
        Feed feed = new Feed(JournalFolder.checked(folders), query -> narrow(query, moments));
        try (Stream<Entry> entries = feed.next()) {
            tell(entries.iterator());
        }
        if (!told && !terminal.out().isStopped() && last.orElse(1L) > 0) {
            nothing(feed.looked());
        }
        while (follow && !terminal.out().isStopped() && terminal.pause().getAsBoolean()) {
            try (Stream<Entry> entries = feed.next()) {
                entries.iterator().forEachRemaining(this::tell);
                terminal.out().flush();
            }
        }
        return ExitStatus.GOOD;
    }

    /** Silence could be taken for an answer, and for that of another question. */
    private void nothing(Looked looked) {
        if (seq.isPresent() && !follow && !looked.reaches(seq.get())) {
            throw new Trouble("There is no event " + seq.get() + " in " + named() + ", which has " + looked + ".");
        }
        String asked = seq.map(number -> " --seq " + number).orElse("") + selection.given();
        terminal.err()
                .line((asked.isEmpty() ? "Nothing to show" : "Nothing matches" + asked) + ": " + named() + " has "
                        + looked + "." + selection.hint(looked));
        terminal.err().flush();
    }

    private String named() {
        return String.join(" and ", folders.stream().map(Path::toString).toList());
    }

    private Query narrow(Query query, Moments moments) {
        Query one = seq.isEmpty() ? query : query.where(entry -> entry.seq() == seq.get());
        return selection.narrow(one, moments);
    }

    private void tell(Iterator<Entry> entries) {
        if (last.isEmpty()) {
            while (entries.hasNext() && !terminal.out().isStopped()) {
                tell(entries.next());
            }
        } else {
            Deque<Entry> kept = new ArrayDeque<>();
            while (entries.hasNext()) {
                kept.add(entries.next());
                if (kept.size() > last.get()) {
                    kept.remove();
                }
            }
            kept.forEach(this::tell);
        }
        terminal.out().flush();
    }

    private void tell(Entry entry) {
        told = true;
        Printer out = terminal.out();
        if (common.json()) {
            out.line(EntryShape.of(entry).toString());
        } else if (full) {
            Timeline.whole(entry).forEach(out::line);
        } else {
            out.line(new Timeline(folders.size() > 1).line(entry));
        }
    }
}
