package dev.approvals.http.auth;

import dev.approvals.call.Principal;
import dev.approvals.http.oidc.VerifiedToken;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows people and groups from the tokens they brought: each account is one person, in the groups that the provider put
 * into the last token.
 *
 * <p>It knows nothing of aliases, nobody's groups before they have signed in here, and nothing that happened at the
 * provider since. What it knows grows stale: then the account is nobody's until it signs in again, and an approval that was
 * not used by then does not run, since whoever gave it is looked up once more at the claim. Where that is not enough, ask
 * the real directory. Thread-safe; keeps a bounded number of accounts, the last that signed in.
 */
public final class TokenDirectory implements Directory, Consumer<VerifiedToken> {

    private static final Logger LOG = LoggerFactory.getLogger(TokenDirectory.class);
    private static final int MOST_ACCOUNTS = 10_000;

    private final String issuer;
    private final Duration staleAfter;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Principal, Known> known = new LinkedHashMap<>();

    private record Known(Person person, Instant since) {}

    /**
     * Knows nobody yet.
     *
     * @param issuer the provider whose tokens it learns from
     * @param staleAfter for how long a token's groups count after it was shown
     * @param clock the clock
     */
    public TokenDirectory(String issuer, Duration staleAfter, InstantSource clock) {
        this.issuer = issuer;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    @Override
    public void accept(VerifiedToken token) {
        if (!token.account().issuer().equals(issuer)) {
            return;
        }
        Person person =
                new Person(token.account().toString(), Set.copyOf(token.names().groups()));
        lock.lock();
        try {
            known.remove(token.account());
            known.put(token.account(), new Known(person, clock.instant()));
            if (known.size() > MOST_ACCOUNTS) {
                known.remove(known.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Person> resolve(Principal account) {
        Optional<Known> found = find(account);
        Instant now = clock.instant();
        if (found.isPresent() && !now.isBefore(found.get().since().plus(staleAfter))) {
            LOG.warn(
                    "The groups of {} are stale: their last token was seen at {}, more than {} ago. They may not vote, and"
                            + " what they approved does not run, until they sign in again",
                    account,
                    found.get().since(),
                    staleAfter);
            return Optional.empty();
        }
        return found.map(Known::person);
    }

    /**
     * Tells when an account's groups were last seen.
     *
     * @param account the account
     * @return when, or empty for one that was not seen
     */
    public Optional<Instant> knownSince(Principal account) {
        return find(account).map(Known::since);
    }

    private Optional<Known> find(Principal account) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(account));
        } finally {
            lock.unlock();
        }
    }
}
