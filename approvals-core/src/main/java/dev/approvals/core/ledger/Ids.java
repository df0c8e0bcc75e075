package dev.approvals.core.ledger;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Ids of calls and executions. */
public final class Ids {

    private static final int BYTES = 16;
    private static final Drawn DRAWN = new Drawn(64 * BYTES);

    private final String prefix = random().substring(0, 16) + "-";
    private final AtomicLong passed = new AtomicLong();

    /** {@return 128 random bits: an id that cannot be guessed} */
    public static String random() {
        return HexFormat.of().formatHex(randomBytes());
    }

    /** {@return 16 random bytes} */
    public static byte[] randomBytes() {
        return DRAWN.next(BYTES);
    }

    /** {@return an id for a call that nobody is asked about: unique, cheap, and of no use to anybody} */
    public String passing() {
        return prefix + passed.incrementAndGet();
    }

    /** Random bytes drawn many at a time: to draw a few costs nearly as much. No byte is handed out twice. */
    private static final class Drawn {
        private final SecureRandom random = new SecureRandom();
        private final ReentrantLock lock = new ReentrantLock();
        private final byte[] bytes;
        private int next;

        Drawn(int size) {
            bytes = new byte[size];
            next = size;
        }

        byte[] next(int count) {
            lock.lock();
            try {
                if (next + count > bytes.length) {
                    random.nextBytes(bytes);
                    next = 0;
                }
                next += count;
                return Arrays.copyOfRange(bytes, next - count, next);
            } finally {
                lock.unlock();
            }
        }
    }
}
