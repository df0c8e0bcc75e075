package dev.approvals.core.ledger;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of calls and executions. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String prefix = random().substring(0, 16) + "-";
    private final AtomicLong passed = new AtomicLong();

    /** {@return 128 random bits: an id that cannot be guessed} */
    public static String random() {
        return HexFormat.of().formatHex(randomBytes());
    }

    /** {@return 16 random bytes} */
    public static byte[] randomBytes() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** {@return an id for a call that nobody is asked about: unique, cheap, and of no use to anybody} */
    public String passing() {
        return prefix + passed.incrementAndGet();
    }
}
