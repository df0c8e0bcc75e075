package dev.approvals.core.approver;

import dev.approvals.core.render.Card;
import dev.approvals.core.render.CardLimits;
import dev.approvals.core.render.Section;
import dev.approvals.core.render.TextCard;
import dev.approvals.core.render.Topic;
import dev.approvals.core.text.VisibleText;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Receipt;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What stands on the terminal, and the conversation about it. The lock is never held while a line is awaited. */
final class Screen {

    private static final String GO_ON = "Press Enter to go on.";

    /** What an approval may lack that whoever sits here can give. */
    private static final Set<RefusalCode> ASKED_FOR = Set.of(RefusalCode.COMMENT_REQUIRED, RefusalCode.TOO_SOON);

    private final Reviewer reviewer;
    private final ConsoleTerminal terminal;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Sitting current;
    private long shownAt;
    private volatile @Nullable ReviewDesk desk;

    Screen(Reviewer reviewer, ConsoleTerminal terminal) {
        this.reviewer = reviewer;
        this.terminal = terminal;
    }

    void attach(ReviewDesk reviewDesk) {
        desk = reviewDesk;
    }

    /** Has a request on the screen until it is answered, or until it is over and the line typed for it was read. */
    void sit(Sitting sitting) throws IOException {
        int dropped = terminal.drain();
        if (!show(sitting, dropped)) {
            return;
        }
        recordShown(sitting);
        try {
            boolean done = false;
            while (!done) {
                String line = terminal.readLine();
                if (line == null) {
                    throw new EOFException("The console's input has ended, so nobody can answer: run the program in a"
                            + " terminal, or give the gate another approver");
                }
                Typed typed = Typed.parse(line);
                done = take(sitting, typed, lacking(sitting, typed));
            }
        } finally {
            locked(() -> current = null);
        }
    }

    private boolean show(Sitting sitting, int dropped) {
        lock.lock();
        try {
            if (sitting.over()) {
                return false;
            }
            current = sitting;
            sitting.show();
            say("");
            if (dropped > 0) {
                say("(Lines that were typed before this request was shown, and dropped: " + dropped + ")");
            }
            terminal.print(TextCard.lines(sitting.card(), terminal.width()));
            shownAt = terminal.now();
            prompt(sitting);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a line for a request; true if that request is done with. */
    private boolean take(Sitting sitting, Typed typed, Optional<String> lacking) {
        lock.lock();
        try {
            if (!sitting.over()) {
                Optional<String> refusal = refusal(sitting, typed).or(() -> lacking);
                if (refusal.isPresent()) {
                    say(refusal.get());
                    prompt(sitting);
                    return false;
                }
                if (sitting.answer(decision(sitting, typed))) {
                    current = null;
                    return true;
                }
            }
        } finally {
            lock.unlock();
        }
        late(sitting, typed);
        return true;
    }

    private Decision decision(Sitting sitting, Typed typed) {
        return sitting.decision(typed.kind().orElseThrow(), reviewer, typed.comment());
    }

    /** Why a line is no answer to the request on the screen, or what it asks for instead. */
    private Optional<String> refusal(Sitting sitting, Typed typed) {
        if (!terminal.couldRead(shownAt)) {
            return Optional.of("That came before anybody could have read this request. Read it, then answer.");
        }
        if (typed.help()) {
            terminal.print(TextCard.lines(sitting.card(), terminal.width()));
            return Optional.of("You are " + VisibleText.escape(reviewer.toString()) + ". " + commands(sitting) + ".");
        }
        if (typed.kind().isEmpty()) {
            return Optional.of("Answer with: " + commands(sitting) + ".");
        }
        if (typed.kind().get() == Decision.Kind.ESCALATE && !sitting.escalates()) {
            return Optional.of("There is nobody further to escalate this to. Answer with: " + commands(sitting) + ".");
        }
        if (typed.isTooLong()) {
            return Optional.of("A comment has at most " + Decision.COMMENT_LIMIT + " characters; shorten it.");
        }
        return partial(sitting, typed);
    }

    /** Only what can count is offered. */
    private static String commands(Sitting sitting) {
        String escalate = sitting.escalates() ? ", e escalate" : "";
        String comment = sitting.demandsWords() ? "a comment may follow, after y it must" : "a comment may follow";
        return "y approve, n deny" + escalate + " (" + comment + "), ? show again";
    }

    /** Where the plan demands time, it runs from here; the desk keeps that. Outside the lock, for stores may be slow. */
    private void recordShown(Sitting sitting) {
        ReviewDesk to = desk;
        if (to != null && sitting.demands()) {
            try {
                to.shown(sitting.card().requestId(), sitting.round(), reviewer, sitting.view());
            } catch (RuntimeException e) {
                // An approval is then refused for that, and said so; a denial needs none of it.
                locked(() -> say("That you see this could not be recorded: " + VisibleText.escape(e.toString())));
            }
        }
    }

    /** The words or the time that an approval lacks, so that they are asked for and the request is not lost. */
    private Optional<String> lacking(Sitting sitting, Typed typed) {
        ReviewDesk to = desk;
        if (to == null || !typed.approves() || typed.isTooLong() || !sitting.demands()) {
            return Optional.empty();
        }
        try {
            Receipt receipt = to.check(decision(sitting, typed));
            return receipt.refusal().filter(ASKED_FOR::contains).map(code -> "Not approved yet. " + receipt.message());
        } catch (RuntimeException e) {
            return Optional.of("Not approved: your answer could not be checked: " + VisibleText.escape(e.toString()));
        }
    }

    private static Optional<String> partial(Sitting sitting, Typed typed) {
        return sitting.card().whole() || !typed.approves()
                ? Optional.empty()
                : Optional.of("Not approved: this terminal does not show the whole call, and what is not shown may be"
                        + " what matters. Deny it (n), or approve it where it is shown whole.");
    }

    /** A line for a request that is over: the desk says what became of it. */
    private void late(Sitting sitting, Typed typed) {
        if (typed.kind().isPresent()) {
            String answer = partial(sitting, typed).orElseGet(() -> receipt(sitting, typed));
            locked(() -> say(sitting.card().code() + ": " + VisibleText.escape(answer)));
        }
    }

    private String receipt(Sitting sitting, Typed typed) {
        ReviewDesk to = desk;
        if (to == null) {
            return "Too late: nobody waits for this answer any more.";
        }
        try {
            Receipt receipt = to.decide(decision(sitting, typed));
            return receipt.message();
        } catch (RuntimeException e) {
            return "Your answer could not be taken: " + e;
        }
    }

    void movedOn(Sitting sitting) {
        leave(sitting, List.of("Request " + sitting.card().code() + " has moved on."));
    }

    void ended(Sitting sitting, ApprovalRequest request) {
        Card card = Card.of(request, CardLimits.standard());
        List<Section> outcome = card.section(Topic.OUTCOME).stream().toList();
        Card news = new Card(card.requestId(), card.title(), card.stamp(), outcome, card.whole());
        leave(sitting, TextCard.lines(news, terminal.width()));
    }

    private void leave(Sitting sitting, List<String> news) {
        locked(() -> {
            sitting.end();
            if (sitting == current) {
                List<String> lines = new ArrayList<>(news);
                lines.add(0, "");
                lines.add(GO_ON);
                terminal.print(lines);
            } else if (sitting.shown()) {
                terminal.print(news);
            }
        });
    }

    void tellOfQueue() {
        locked(() -> {
            if (current != null && current.over()) {
                say("Another request waits. " + GO_ON);
            }
        });
    }

    private void prompt(Sitting sitting) {
        String escalate = sitting.escalates() ? " / e" : "";
        terminal.prompt(sitting.card().code() + ": approve? y / n" + escalate + " / ? > ");
    }

    private void say(String line) {
        terminal.print(List.of(line));
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }
}
