package dev.approvals.cli;

import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.report.Findings;
import dev.approvals.journal.report.Report;
import dev.approvals.journal.verify.Anchor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals report}: what an auditor asks of a span of time, on one page. */
@Command(
        name = "report",
        description = {
            "Verify journals and report on a span of time: who decided what and how fast, what was refused, what was never"
                    + " reviewed.",
            "html is one page that needs nothing else; json and csv hold the same figures."
        },
        footer = {
            "",
            "Examples:",
            "  approvals report audit --from 2026-01-01 --until 2026-03-31 --key audit.pub -o quarter.html",
            "  approvals report node-1/audit node-2/audit --format csv -o quarter.csv"
        })
final class ReportCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Mixin
    private Period period = new Period();

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Journals' folders.")
    private List<Path> folders = List.of();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The key that must have signed: a copy of key.pub. Of several journals, one each, in their order.")
    private List<Path> keyFiles = List.of();

    @Option(
            names = "--seen",
            paramLabel = "SIZE:ROOT",
            converter = Anchors.class,
            description = "What the journal stood at, as on an approval card. Of one journal; may be given again.")
    private List<Anchor> seen = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "One of ${COMPLETION-CANDIDATES}; html if not given.")
    private Format format = Format.html;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a new file, and not to standard output.")
    private Optional<Path> target = Optional.empty();

    /** A form of the report. */
    enum Format {
        html,
        json,
        csv;

        void write(Findings findings, OutputStream stream) throws IOException {
            Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            switch (this) {
                case html -> findings.html(out);
                case json -> findings.json(out);
                case csv -> findings.csv(out);
            }
            out.flush();
        }
    }

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (common.json() && target.isEmpty()) {
            throw new Trouble("--json tells what was written, so the report itself goes elsewhere: give -o FILE,"
                    + " or --format json for the report in JSON.");
        }
        if (target.isEmpty() && format == Format.html && terminal.out().isTerminal()) {
            throw new Trouble("A page is for a browser: give a file for it, -o report.html.");
        }
        Moments moments = new Moments(terminal.clock());
        Report report = period.narrow(Report.of(sources()), moments);
        Findings findings = report.make(terminal.clock().instant());
        write(findings);
        return tell(findings);
    }

    private List<Report.Source> sources() {
        if (!keyFiles.isEmpty() && keyFiles.size() != folders.size()) {
            throw new Trouble("There are " + folders.size() + " journals and " + keyFiles.size()
                    + " keys: give --key for each, in their order, or for none.");
        }
        if (!seen.isEmpty() && folders.size() > 1) {
            throw new Trouble("--seen is of one journal: name one folder, or verify each with what was seen of it.");
        }
        List<Report.Source> sources = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            Report.Source source = Report.Source.of(JournalFolder.checked(folders.get(i)));
            Optional<Path> keyFile = keyFiles.isEmpty() ? Optional.empty() : Optional.of(keyFiles.get(i));
            Optional<NoteKey> key = KeyFiles.read(keyFile);
            source = key.isPresent() ? source.key(key.get()) : source;
            for (Anchor anchor : seen) {
                source = source.seen(anchor);
            }
            sources.add(source);
        }
        return sources;
    }

    private void write(Findings findings) throws IOException {
        if (target.isPresent()) {
            NewFile.write(target.get(), out -> format.write(findings, out));
            return;
        }
        try (OutputStream out = terminal.out().stream()) {
            format.write(findings, out);
        } catch (IOException e) {
            if (!terminal.out().isStopped()) {
                throw e;
            }
        }
    }

    private int tell(Findings findings) {
        boolean intact = findings.intact();
        boolean empty = intact && findings.empty();
        int status = empty ? ExitStatus.UNREADABLE : intact ? ExitStatus.GOOD : ExitStatus.BAD;
        if (common.json()) {
            terminal.out()
                    .line(Json.answer("report", status)
                            .with("format", format)
                            .with("file", target)
                            .with("intact", intact && !empty)
                            .toString());
        } else {
            target.ifPresent(file -> terminal.out().line("The report is in " + file + "."));
        }
        if (!intact) {
            terminal.err()
                    .line(Text.of(Style.BAD, "NOT INTACT: ")
                            .add("a journal was changed, which the report says first. Verify it to see where."));
        }
        if (empty) {
            terminal.err()
                    .line(Text.of(Style.BAD, "EMPTY: ")
                            .add("a journal has not one line, which the report says first. Is this its folder?"));
        }
        return status;
    }
}
