package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.text.VisibleText;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Response;
import dev.approvals.journal.verify.ProofBundle;
import dev.approvals.journal.verify.Prover;
import dev.approvals.journal.verify.Verification;
import dev.approvals.journal.verify.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit journal beside the requests: whether it is whole, and proofs of its events. It is only read. */
final class JournalRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRoutes.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Optional<Path> folder;
    private final Shelf shelf;
    private final Timekeeper clock;
    private final ReentrantLock looking = new ReentrantLock();
    private Optional<Looked> last = Optional.empty();

    /** What was found at a time. */
    private record Looked(Verification verification, Instant at) {}

    JournalRoutes(Optional<Path> folder, Shelf shelf, Timekeeper clock) {
        this.folder = folder;
        this.shelf = shelf;
        this.clock = clock;
    }

    private Path folder() {
        return folder.orElseThrow(() -> Problem.of(404, "NO_JOURNAL", "No journal is shown here")
                .curedBy("An administrator names it with ApprovalsHttp.builder().journal(...).")
                .toException());
    }

    Response journal(Visit visit) {
        Path journal = folder();
        // Whoever asks meanwhile waits, rather than reading it all once more.
        looking.lock();
        try {
            Looked looked = last.filter(found -> found.at().plus(FRESH).isAfter(clock.now()))
                    .orElseGet(() -> look(journal));
            last = Optional.of(looked);
            return Response.json(200, json(looked));
        } finally {
            looking.unlock();
        }
    }

    private Looked look(Path journal) {
        try {
            return new Looked(Verifier.of(journal).verify(), clock.now());
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static ProblemException unreadable(Exception e) {
        LOG.warn("The journal could not be read", e);
        return Problem.of(503, "JOURNAL_UNREADABLE", "The journal could not be read")
                .curedBy("Tell an administrator; why it could not is in the log.")
                .toException();
    }

    private static ObjectNode json(Looked looked) {
        Verification verification = looked.verification();
        ObjectNode json = Json.object()
                .put("size", verification.extent().size())
                .put("root", verification.extent().root().abbreviated());
        ObjectNode verified = json.putObject("verified").put("at", looked.at().toString());
        verification.flaw().ifPresent(flaw -> verified.put("flaw", VisibleText.escape(flaw.toString())));
        verification.unproven().forEach(verified.putArray("unproven")::add);
        return json;
    }

    Response proof(Visit visit) {
        Path journal = folder();
        String seq = visit.path().getOrDefault("seq", "");
        if (!seq.matches("0|[1-9][0-9]{0,17}")) {
            throw noEvent();
        }
        try {
            ProofBundle proof = Prover.of(journal).prove(Long.parseLong(seq));
            // A proof holds the event: only who sees its request is shown it.
            if (shelf.find(visit.viewer().person(), proof.entry().event().callId())
                    .isEmpty()) {
                throw noEvent();
            }
            return Response.text(200, proof.text());
        } catch (IOException e) {
            LOG.debug("No proof of {}", seq, e);
            throw noEvent();
        }
    }

    private static ProblemException noEvent() {
        return Problem.of(404, "UNKNOWN_EVENT", "There is no such event")
                .saying("It was never there, is not covered by a checkpoint yet, or is not for you.")
                .toException();
    }
}
