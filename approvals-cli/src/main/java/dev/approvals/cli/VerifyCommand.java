package dev.approvals.cli;

import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.Flaw;
import dev.approvals.journal.verify.Verification;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals verify}: the first bad line and why, or what there is and what is unproven. */
@Command(
        name = "verify",
        description = {
            "Read a whole journal and find the first line that was changed, moved or removed.",
            "Without a key from elsewhere, and without something that was seen of the journal, whoever can write the"
                    + " folder could have rewritten it whole; the answer says so."
        },
        footer = {
            "",
            "Examples:",
            "  approvals verify audit",
            "  approvals verify audit --key audit.pub --seen 1042:Tz9xQ0c2lK8mN3pR"
        })
final class VerifyCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "DIR", description = "The journal's folder.")
    private Path folder = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key that must have signed: a copy of key.pub, kept where the journal's writer cannot"
                    + " change it.")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--seen",
            paramLabel = "SIZE:ROOT",
            converter = Anchors.class,
            description = "What the journal stood at, as on an approval card. May be given again.")
    private List<Anchor> seen = List.of();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Verification verification = withKeyDoubted(verify());
        int status = status(verification);
        if (common.json()) {
            terminal.out().line(shape(verification, status).toString());
        } else {
            tell(verification);
        }
        return status;
    }

    private static int status(Verification verification) {
        if (!verification.intact()) {
            return ExitStatus.BAD;
        }
        return isEmpty(verification) ? ExitStatus.UNREADABLE : ExitStatus.GOOD;
    }

    private static boolean isEmpty(Verification verification) {
        return verification.intact() && verification.extent().lines() == 0;
    }

    private Verification verify() throws IOException {
        Verifier verifier = Verifier.of(JournalFolder.checked(folder));
        Optional<NoteKey> key = KeyFiles.read(keyFile);
        if (key.isPresent()) {
            verifier = verifier.key(key.get());
        }
        for (Anchor anchor : seen) {
            verifier = verifier.seen(anchor);
        }
        try (ProgressBar bar = new ProgressBar(terminal)) {
            return verifier.progress(bar).verify();
        }
    }

    private Verification withKeyDoubted(Verification verification) throws IOException {
        if (keyFile.isEmpty() || !keyFile.get().toRealPath().startsWith(folder.toRealPath())) {
            return verification;
        }
        List<String> unproven = new ArrayList<>(verification.unproven());
        unproven.add("The given key lies in the journal's own folder: whoever can write the folder could have put it"
                + " there. Keep a copy elsewhere.");
        return new Verification(verification.flaw(), verification.extent(), verification.anchors(), unproven);
    }

    private Json shape(Verification verification, int status) {
        Verification.Extent extent = verification.extent();
        return Json.answer("verify", status)
                .with("journal", folder)
                .with("intact", verification.intact() && !isEmpty(verification))
                .with("flaw", verification.flaw().map(VerifyCommand::shape))
                .with("first", extent.first())
                .with("size", extent.size())
                .with("root", extent.root())
                .with("from", extent.from())
                .with("to", extent.to())
                .with("heldAgainst", verification.anchors())
                .with("unproven", verification.unproven());
    }

    private static Json shape(Flaw flaw) {
        return new Json().with("file", flaw.file()).with("line", flaw.line()).with("why", flaw.why());
    }

    private void tell(Verification verification) {
        if (isEmpty(verification)) {
            terminal.out()
                    .line(Text.of(Style.STRONG, folder + ": ")
                            .add(Style.BAD, "EMPTY")
                            .add(", which proves nothing: either no line was ever written, or all were taken away"));
            row("now", "look for the journal elsewhere; a gate that ran has written log.opened at least");
            return;
        }
        boolean intact = verification.intact();
        String doubt = intact ? Doubts.in(verification.unproven()) : "";
        terminal.out()
                .line(Text.of(Style.STRONG, folder + ": ")
                        .add(intact ? Style.GOOD : Style.BAD, intact ? "intact" : "NOT INTACT")
                        .add(Style.WARNING, doubt));
        verification.flaw().ifPresent(this::tell);
        boolean upToFlaw = verification.flaw().filter(flaw -> flaw.line() > 0).isPresent();
        tell(verification.extent(), upToFlaw ? " before that" : "");
        Doubts.list(terminal.out(), "Held against", verification.anchors());
        Doubts.list(terminal.out(), "Not proved", verification.unproven());
    }

    private void tell(Flaw flaw) {
        row("where", (flaw.line() > 0 ? "line " + flaw.line() + " of " : "") + flaw.file());
        row("why", flaw.why());
        String sure = flaw.line() > 0 ? "" : "make sure that key and root are of this journal; then ";
        row("now", sure + "keep the folder as it is, and compare it with a copy from before");
    }

    private void tell(Verification.Extent extent, String which) {
        if (extent.lines() == 0) {
            row("lines", "none" + which);
            return;
        }
        row("lines", extent.lines() + which + ", numbered " + extent.first() + " to " + (extent.size() - 1));
        extent.from().ifPresent(from -> row("time", from + " to " + extent.to().orElse(from)));
        row("stands at", extent.size() + ":" + extent.root());
    }

    private void row(String name, String value) {
        terminal.out().line(Text.of("  ").column(Style.FAINT, name, 9).add(value));
    }
}
