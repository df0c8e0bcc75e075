package dev.approvals.cli;

import dev.approvals.journal.export.Exporter;
import dev.approvals.journal.export.Format;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.report.Findings;
import dev.approvals.journal.verify.TileExport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals export}: events in the forms that other tools read, or the log as a C2SP tiled log. */
@Command(
        name = "export",
        description = {
            "Write events in a form that other tools read. It checks no hashes, which verify does.",
            "tiles writes the files of a C2SP tiled log, whole and signed, into a new folder."
        },
        footer = {
            "",
            "Examples:",
            "  approvals export audit --format csv --from 2026-01-01 --until 2026-03-31 -o quarter.csv",
            "  approvals export audit --format ocsf --type approval. | your-siem-loader",
            "  approvals export audit --format tiles -o public/log"
        })
final class ExportCommand implements Callable<Integer> {

    private static final String TILES = "tiles";

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Selection selection = new Selection();

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Journals' folders.")
    private List<Path> folders = List.of();

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String format = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a new file, of tiles a new folder, and not to standard output.")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "For oscal, which says how the journal stands: the key that must have signed, a copy of key.pub.")
    private Optional<Path> keyFile = Optional.empty();

    /** The formats' names. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Arrays.stream(Format.values()).map(Format::id), Stream.of(TILES))
                    .iterator();
        }
    }

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        JournalFolder.checked(folders);
        if (common.json() && target.isEmpty()) {
            throw new Trouble("--json tells what was written, so the export itself goes elsewhere: give -o FILE.");
        }
        return format.equals(TILES) ? tiles() : events(format());
    }

    private Format format() {
        try {
            return Format.named(format);
        } catch (IllegalArgumentException e) {
            throw new Trouble(e.getMessage() + " Or " + TILES + ".");
        }
    }

    private int events(Format chosen) throws IOException {
        try {
            Query query = selection.narrow(Query.all(), new Moments(terminal.clock()));
            return events(chosen, query);
        } catch (IllegalArgumentException e) {
            throw new Trouble(String.valueOf(e.getMessage())); // Of a format that does not take every query.
        }
    }

    private int events(Format chosen, Query query) throws IOException {
        Exporter exporter = exporter();
        if (target.isPresent()) {
            AtomicReference<Written> written = new AtomicReference<>(new Written(0, true));
            NewFile.write(target.get(), out -> written.set(Written.by(exporter, chosen, query, out)));
            return told(chosen, written.get());
        }
        try (OutputStream out = terminal.out().stream()) {
            return warned(Written.by(exporter, chosen, query, out));
        } catch (IOException e) {
            if (!terminal.out().isStopped()) {
                throw e;
            }
        }
        return ExitStatus.GOOD;
    }

    /** What was written: how many events, and whether a format that verifies the journal first found it intact. */
    private record Written(long events, boolean intact) {

        static Written by(Exporter exporter, Format format, Query query, OutputStream out) throws IOException {
            if (format != Format.OSCAL) {
                return new Written(exporter.write(format, query, out), true);
            }
            Findings findings = exporter.assess(query, out);
            return new Written(findings.scope().lines(), findings.intact());
        }

        int status() {
            return intact ? ExitStatus.GOOD : ExitStatus.BAD;
        }
    }

    private int told(Format chosen, Written written) {
        String sentence = written.events + " events written to " + target.orElseThrow() + " as " + chosen.id() + ".";
        tell("events", written.events, written.status(), sentence);
        return warned(written);
    }

    private int warned(Written written) {
        if (!written.intact) {
            terminal.err()
                    .line(Text.of(Style.BAD, "NOT INTACT: ")
                            .add("a journal was changed, so the document holds no control satisfied. Verify it to see"
                                    + " where."));
        }
        return written.status();
    }

    private Exporter exporter() {
        Exporter exporter = Exporter.of(folders.toArray(Path[]::new));
        return KeyFiles.read(keyFile).map(exporter::key).orElse(exporter);
    }

    private int tiles() throws IOException {
        if (folders.size() > 1 || !selection.isAll()) {
            throw new Trouble("Tiles are of one journal, and of all of it: name one folder, and no selection.");
        }
        Path folder =
                target.orElseThrow(() -> new Trouble("Tiles are files: give the new folder for them, -o FOLDER."));
        Checkpoint checkpoint = TileExport.write(folders.get(0), folder);
        tell(
                "size",
                checkpoint.size(),
                ExitStatus.GOOD,
                "The " + checkpoint.size() + " lines under the checkpoint written to " + folder + " as a tiled log.");
        return ExitStatus.GOOD;
    }

    private void tell(String name, long count, int status, String sentence) {
        terminal.out()
                .line(
                        common.json()
                                ? Json.answer("export", status)
                                        .with("format", format)
                                        .with("file", target)
                                        .with(name, count)
                                        .toString()
                                : sentence);
    }
}
