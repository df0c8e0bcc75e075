package dev.approvals.http.login;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Sha256;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets whoever started this process into its own inbox, for a quick start without an identity provider. A token stands in
 * the fragment of an address, which browsers send to nobody and servers log nowhere; the page exchanges it by POST. It is
 * good once, for a short while, and only on this machine itself. Thread-safe.
 */
public final class OneTimeTokens {

    private static final int MOST = 16;

    private final Principal account;
    private final Duration lasts;
    private final InstantSource clock;
    private final RandomText random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> issued = new LinkedHashMap<>();

    /**
     * Tokens for one account.
     *
     * @param account the account of whoever started this process; it counts as asserted in process
     * @param lasts how long a token is good
     * @param clock the clock
     * @param random where tokens come from
     */
    public OneTimeTokens(Principal account, Duration lasts, InstantSource clock, SecureRandom random) {
        this.account = account;
        this.lasts = lasts;
        this.clock = clock;
        this.random = new RandomText(random);
    }

    /**
     * Makes a token and the address that carries it.
     *
     * @param page the page's address, such as {@code http://127.0.0.1:8080/}
     * @return the address, to be shown to whoever started this process and to nobody else
     */
    public String address(String page) {
        String token = random.next();
        lock.lock();
        try {
            issued.put(Sha256.hex(token), clock.instant());
            if (issued.size() > MOST) {
                issued.remove(issued.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
        return page + "#token=" + token;
    }

    /** {@return the account, where the token is good; it is good no more} */
    Optional<Principal> redeem(String token) {
        lock.lock();
        try {
            return Optional.ofNullable(issued.remove(Sha256.hex(token)))
                    .filter(at -> clock.instant().isBefore(at.plus(lasts)))
                    .map(at -> account);
        } finally {
            lock.unlock();
        }
    }
}
