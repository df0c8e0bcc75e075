package dev.approvals.testkit.random;

import dev.approvals.testkit.random.Property.Failure;
import dev.approvals.testkit.random.Property.Trial;
import java.util.List;

/**
 * Makes a failing value smaller: drops elements of lists, then single choices, then lowers what is left, again and again
 * until nothing helps or the attempts are used up.
 */
final class Shrinker {

    private static final int WIDEST_GAP = 4;

    private final Trial<?> trial;
    private Failure best;
    private int attempts;

    private Shrinker(Trial<?> trial, Failure first, int attempts) {
        this.trial = trial;
        this.best = first;
        this.attempts = attempts;
    }

    static Failure shrink(Trial<?> trial, Failure first, int attempts) {
        if (first.cause() instanceof InterruptedException) {
            // The test was told to stop, which says nothing about the value.
            Thread.currentThread().interrupt();
            return first;
        }
        Shrinker shrinker = new Shrinker(trial, first, attempts);
        Choices before;
        do {
            before = shrinker.best.choices();
            shrinker.dropElements();
            shrinker.dropChoices();
            shrinker.lowerChoices();
        } while (shrinker.attempts > 0 && shrinker.best.choices().simplerThan(before));
        return shrinker.best;
    }

    /** Drops many elements at a time first, as a long sequence mostly holds a short one that matters. */
    private void dropElements() {
        for (int many = best.choices().elements().size(); many > 0 && attempts > 0; many /= 2) {
            for (int last = best.choices().elements().size() - 1; last >= many - 1; last--) {
                List<Choices.Span> elements = best.choices().elements();
                if (last < elements.size()) {
                    Choices.Span to = elements.get(last);
                    Choices.Span from = elements.get(last - many + 1);
                    tryThis(best.choices().without(Math.min(from.from(), to.from()), to.to()));
                }
            }
        }
    }

    private void dropChoices() {
        for (int wide = WIDEST_GAP; wide > 0; wide--) {
            for (int place = best.choices().size() - wide; place >= 0; place--) {
                if (place + wide <= best.choices().size()) {
                    tryThis(best.choices().without(place, place + wide));
                }
            }
        }
    }

    private void lowerChoices() {
        for (int place = 0; place < best.choices().size(); place++) {
            lower(place);
        }
    }

    /** Finds by halving the lowest choice at one place that still fails, taking it that all higher ones do. */
    private void lower(int place) {
        long fails = best.choices().made()[place];
        long passes = -1;
        while (fails - passes > 1 && attempts > 0) {
            long middle = passes < 0 ? 0 : passes + (fails - passes) / 2;
            if (tryThis(best.choices().with(place, middle))) {
                fails = middle;
            } else {
                passes = middle;
            }
            if (place >= best.choices().size()) {
                return;
            }
        }
    }

    private boolean tryThis(long[] choices) {
        if (attempts <= 0 || Thread.currentThread().isInterrupted()) {
            attempts = 0;
            return false;
        }
        attempts--;
        Failure failure = trial.again(choices);
        if (failure == null || !failsAlike(failure) || !failure.choices().simplerThan(best.choices())) {
            return false;
        }
        best = failure;
        return true;
    }

    // Otherwise a smaller value could fail for a trivial reason and hide the one that was found.
    private boolean failsAlike(Failure failure) {
        return failure.cause().getClass() == best.cause().getClass();
    }
}
