package dev.approvals.cli;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.verify.GrowthProof;
import dev.approvals.journal.verify.ProofBundle;
import dev.approvals.journal.verify.Prover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals prove}: one event, or the growth of the log, as a small file that anybody can check offline. */
@Command(
        name = "prove",
        description = {
            "Prove to somebody who does not have the journal that an event stands in it, or that it only grew.",
            "The proof of an event is its line, the hashes up to the root, and the signed checkpoint: a C2SP tlog-proof of"
                    + " some two kilobytes."
        },
        footer = {
            "",
            "Examples:",
            "  approvals prove audit 17 > event-17.proof",
            "  approvals prove audit --grown-from 1042 -o growth.proof",
            "  approvals check-proof event-17.proof --key audit.pub"
        })
final class ProveCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Parameters(index = "0", paramLabel = "DIR", description = "The journal's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "SEQ", description = "The event's number, as show tells it.")
    private Optional<Long> seq = Optional.empty();

    @Option(
            names = "--grown-from",
            paramLabel = "SIZE",
            description =
                    "In place of an event: prove that the journal begins with what it was when it had so many lines.")
    private Optional<Long> size = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write the proof to a new file.")
    private Optional<Path> target = Optional.empty();

    ProveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (seq.isPresent() == size.isPresent()) {
            throw new Trouble("Say what to prove: the number of an event, SEQ, or --grown-from SIZE.");
        }
        Prover prover = Prover.of(JournalFolder.checked(folder));
        return seq.isPresent() ? event(prover.prove(seq.get())) : growth(prover.proveBeginning(size.orElseThrow()));
    }

    private int event(ProofBundle bundle) {
        Json answer = answer(bundle.contradiction()).with("seq", bundle.index());
        return told(
                bundle.contradiction(), covered(answer, bundle.claimed()), bundle.text(), "Event " + bundle.index());
    }

    private int growth(GrowthProof proof) {
        Json answer = answer(proof.contradiction()).with("earlier", proof.earlier());
        return told(
                proof.contradiction(),
                covered(answer, proof.claimed()),
                proof.text(),
                "The growth from " + proof.earlier().size() + " lines");
    }

    private Json answer(Optional<String> fault) {
        return Json.answer("prove", status(fault)).with("journal", folder).with("fault", fault);
    }

    private static Json covered(Json answer, Checkpoint checkpoint) {
        return answer.with("log", checkpoint.origin())
                .with("size", checkpoint.size())
                .with("root", checkpoint.root());
    }

    private static int status(Optional<String> fault) {
        return fault.isPresent() ? ExitStatus.BAD : ExitStatus.GOOD;
    }

    /** What was made is checked before anybody relies on it: a journal that was changed proves nothing. */
    private int told(Optional<String> fault, Json answer, String proof, String subject) {
        if (fault.isEmpty()) {
            target.ifPresent(file -> NewFile.write(file, proof));
        }
        if (common.json()) {
            Json whole =
                    fault.isPresent() ? answer : answer.with("proof", proof).with("file", target);
            terminal.out().line(whole.toString());
        } else if (fault.isPresent()) {
            terminal.err()
                    .line(Text.of(Style.BAD, "Not proved: ")
                            .add(folder + " is not what its checkpoint says. Verify it. " + fault.get()));
        } else if (target.isPresent()) {
            terminal.out().line(subject + " of " + folder + " is proved in " + target.get() + ".");
        } else {
            terminal.out().exact(proof);
        }
        return status(fault);
    }
}
