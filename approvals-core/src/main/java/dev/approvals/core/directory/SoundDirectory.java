package dev.approvals.core.directory;

import dev.approvals.call.Principal;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The host's directory as the engine asks it: null, and whatever else is no answer, is an exception that stops the step.
 *
 * @param people the host's directory
 */
public record SoundDirectory(Directory people) implements Directory {

    @Override
    public Optional<Person> resolve(Principal account) {
        return answer(() -> people.resolve(account), account);
    }

    @Override
    public Optional<Set<String>> members(String group) {
        return answer(() -> people.members(group), group);
    }

    private static <T> T answer(Callable<@Nullable T> question, Object about) {
        T answer;
        try {
            answer = question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Checked exceptions too: not every language that directories are written in knows them.
            throw new IllegalStateException("The directory failed on " + about, e);
        }
        if (answer == null) {
            throw new IllegalStateException("The directory answered null for " + about);
        }
        return answer;
    }
}
