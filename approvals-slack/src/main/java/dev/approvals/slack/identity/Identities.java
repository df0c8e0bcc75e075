package dev.approvals.slack.identity;

import com.slack.api.model.User;
import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Reviewer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which reviewer an account in Slack is. Who is from elsewhere, a guest, a bot or gone is none; nor is anybody whom
 * Slack or the directory cannot name just now. What Slack said of somebody is kept for a few minutes. Thread-safe.
 */
public final class Identities {

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final int MOST = 1_000;
    private static final String NOTHING_RECORDED = " Nothing was recorded.";

    private final Home home;
    private final Users users;
    private final AccountMap map;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(Standing standing, Instant since) {}

    /**
     * Knows nobody yet.
     *
     * @param home where the app lives
     * @param users looks people up
     * @param map which accounts they stand for
     * @param clock the clock
     */
    public Identities(Home home, Users users, AccountMap map, InstantSource clock) {
        this.home = home;
        this.users = users;
        this.map = map;
        this.clock = clock;
    }

    /**
     * Identifies somebody; may ask Slack and the directory, and take as long as they do.
     *
     * @param account the account, from an authenticated event
     * @return the reviewer, or why there is none
     */
    public Identification identify(SlackAccount account) {
        if (!home.team().equals(account.team()) || !home.enterprise().equals(account.enterprise())) {
            LOG.warn("{} clicked, who is not of {}", account, home);
            return refused("You are in another Slack workspace than the one this app serves.");
        }
        try {
            Standing standing = standing(account);
            return standing.objection().map(Identities::refused).orElseGet(() -> reviewer(account, standing));
        } catch (IOException | RuntimeException e) {
            LOG.warn("Who {} is could not be found out", account, e);
            return refused("Who you are could not be found out just now. Try again in a moment.");
        }
    }

    private Identification reviewer(SlackAccount account, Standing standing) {
        Optional<Principal> named = map.named(account);
        if (named.isPresent()) {
            return known(account, named.get(), "map");
        }
        if (!map.asksForEmail()) {
            return known(account, account.principal(), "user id");
        }
        return standing.verifiedEmail()
                .flatMap(map::behind)
                .map(principal -> known(account, principal, "verified e-mail"))
                .orElseGet(
                        () -> refused("The directory has no account for the e-mail address that Slack has verified as"
                                + " yours. Ask whoever runs these approvals to map you."));
    }

    private Identification known(SlackAccount account, Principal principal, String by) {
        if (map.isOfAnother(principal, account)) {
            LOG.warn("{} would stand for {} by {}, which the map gives to somebody else", account, principal, by);
            return refused(
                    "Your account stands for somebody else's. Ask whoever runs these approvals to mend the map.");
        }
        String evidence = "slack team=" + account.team() + " user=" + account.user() + " by " + by;
        return new Identification.Known(new Reviewer(principal, Assurance.CHAT_PLATFORM, evidence));
    }

    private static Identification refused(String why) {
        return new Identification.Refused(why + NOTHING_RECORDED);
    }

    private Standing standing(SlackAccount account) throws IOException {
        Optional<Standing> fresh = recall(account.user());
        if (fresh.isPresent()) {
            return fresh.get();
        }
        User user = users.find(account.user());
        Standing found = Standing.of(user, account, home);
        keep(account.user(), found);
        return found;
    }

    private Optional<Standing> recall(String user) {
        Instant now = clock.instant();
        lock.lock();
        try {
            return Optional.ofNullable(kept.get(user))
                    // A clock that was set back makes the age unknown, so it counts as old.
                    .filter(it ->
                            !now.isBefore(it.since()) && now.isBefore(it.since().plus(FRESH)))
                    .map(Kept::standing);
        } finally {
            lock.unlock();
        }
    }

    private void keep(String user, Standing standing) {
        lock.lock();
        try {
            kept.remove(user);
            kept.put(user, new Kept(standing, clock.instant()));
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }
}
