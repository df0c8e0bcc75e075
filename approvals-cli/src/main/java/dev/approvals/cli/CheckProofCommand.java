package dev.approvals.cli;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.verify.Anchor;
import dev.approvals.journal.verify.GrowthProof;
import dev.approvals.journal.verify.ProofBundle;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code approvals check-proof}: needs the proof and nothing else, and better the key, too. */
@Command(
        name = "check-proof",
        description = {
            "Check what prove made, without the journal and offline, and show what it proves.",
            "Without --key it is checked that the proof fits together, which anybody could bring about; the answer says"
                    + " so."
        },
        footer = {
            "",
            "Examples:",
            "  approvals check-proof event-17.proof --key audit.pub",
            "  approvals check-proof growth.proof --key audit.pub --seen 1042:Tz9xQ0c2lK8mN3pR"
        })
final class CheckProofCommand implements Callable<Integer> {

    private static final int LARGEST = 1 << 20;

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Option(names = "--key", paramLabel = "FILE", description = "The key that must have signed: a copy of key.pub.")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--seen",
            paramLabel = "SIZE:ROOT",
            converter = Anchors.class,
            description = "For a proof of growth: what the journal stood at, as on an approval card.")
    private Optional<Anchor> seen = Optional.empty();

    /** What a proof came to, of either kind. */
    private record Checked(Optional<String> fault, List<String> unproven, Json answer, List<Text> shown) {}

    CheckProofCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<NoteKey> key = KeyFiles.read(keyFile);
        String text = text();
        Checked checked = check(text, key);
        int status = checked.fault.isPresent() ? ExitStatus.BAD : ExitStatus.GOOD;
        if (common.json()) {
            terminal.out().line(shape(checked, status).toString());
        } else {
            tell(checked);
        }
        return status;
    }

    private String text() {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Trouble(file + " is too large for a proof.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new Trouble(file + " is no proof: it is not text.");
        } catch (IOException e) {
            throw Trouble.ofFile(file, e);
        }
    }

    private Checked check(String text, Optional<NoteKey> key) {
        try {
            if (text.startsWith(ProofBundle.HEAD + "\n")) {
                return event(ProofBundle.parse(text), key);
            }
            if (text.startsWith(GrowthProof.HEAD + "\n")) {
                return growth(GrowthProof.parse(text), key);
            }
        } catch (IllegalArgumentException e) {
            return new Checked(Optional.of("It is damaged: " + e.getMessage() + "."), List.of(), new Json(), List.of());
        }
        throw new Trouble(file + " is no proof: it begins neither with " + ProofBundle.HEAD + " nor with "
                + GrowthProof.HEAD + ". Make one with: approvals prove DIR SEQ");
    }

    private Checked event(ProofBundle bundle, Optional<NoteKey> key) {
        if (seen.isPresent()) {
            throw new Trouble("--seen is for proofs of growth; " + file + " proves an event.");
        }
        Optional<String> fault = key.map(bundle::fault).orElseGet(bundle::contradiction);
        Json answer = new Json();
        List<Text> shown = new ArrayList<>();
        if (fault.isEmpty()) {
            answer = claimed(bundle.claimed(), key).with("event", EntryShape.of(bundle.entry()));
            shown.add(Text.of("Event " + bundle.index() + " stands in the log " + log(bundle.claimed()) + ":"));
            shown.addAll(Timeline.whole(bundle.entry()));
        }
        return new Checked(fault, unproven(key), answer, shown);
    }

    private Checked growth(GrowthProof proof, Optional<NoteKey> key) {
        Optional<String> fault =
                key.map(proof::fault).orElseGet(proof::contradiction).or(() -> seen.flatMap(proof::fault));
        Json answer = new Json();
        List<Text> shown = new ArrayList<>();
        if (fault.isEmpty()) {
            answer = claimed(proof.claimed(), key).with("earlier", proof.earlier());
            shown.add(Text.of("The log " + log(proof.claimed()) + ", begins with " + proof.earlier() + "."));
        }
        List<String> unproven = new ArrayList<>(unproven(key));
        if (seen.isEmpty()) {
            unproven.add("Compare " + proof.earlier() + " with what you have seen of the log, or give that as --seen.");
        }
        return new Checked(fault, unproven, answer, shown);
    }

    private static Json claimed(Checkpoint checkpoint, Optional<NoteKey> key) {
        return new Json()
                .with("log", checkpoint.origin())
                .with("size", checkpoint.size())
                .with("root", checkpoint.root())
                .with("key", key.map(known -> known.name() + "+" + known.hash()));
    }

    private static String log(Checkpoint checkpoint) {
        return checkpoint.origin() + ", which stood at " + checkpoint.size() + ":" + checkpoint.root();
    }

    private static List<String> unproven(Optional<NoteKey> key) {
        return key.isPresent()
                ? List.of()
                : List.of(
                        "No key was given: anybody could have made this proof, the log with it. Give the log's key.pub,"
                                + " from where its writer could not change it, as --key.");
    }

    private Json shape(Checked checked, int status) {
        return Json.answer("check-proof", status)
                .with("file", file)
                .with("holds", checked.fault.isEmpty())
                .with("fault", checked.fault)
                .withAll(checked.answer)
                .with("unproven", checked.unproven);
    }

    private void tell(Checked checked) {
        Printer out = terminal.out();
        boolean holds = checked.fault.isEmpty();
        out.line(Text.of(Style.STRONG, file + ": ")
                .add(holds ? Style.GOOD : Style.BAD, holds ? "the proof holds" : "the proof DOES NOT HOLD")
                .add(Style.WARNING, holds ? Doubts.in(checked.unproven) : ""));
        checked.fault.ifPresent(fault -> out.line("  " + fault));
        checked.shown.forEach(out::line);
        if (holds) {
            Doubts.list(out, "Not proved", checked.unproven);
        }
    }
}
