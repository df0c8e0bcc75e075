package dev.approvals.cli;

import dev.approvals.journal.verify.Progress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A bar on the terminal for work that takes longer than a moment. It removes itself. For one thread. */
final class ProgressBar implements Progress, AutoCloseable {

    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(700);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CELLS = 24;
    private static final String ERASE = "\r\u001b[K";

    /** A narrow terminal cuts the bar off: a second line would stay when the first is erased. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final Terminal terminal;
    private final long begun;
    private long next = FIRST;
    private boolean shown;

    ProgressBar(Terminal terminal) {
        this.terminal = terminal;
        this.begun = terminal.nanoTime().getAsLong();
    }

    @Override
    public void at(long bytes, long total) {
        if (!terminal.err().isTerminal()) {
            return;
        }
        long taken = terminal.nanoTime().getAsLong() - begun;
        if (taken >= next) {
            next = taken + BETWEEN;
            shown = true;
            terminal.err().control(ERASE + CUT + bar(Math.min(bytes, total), total, taken) + WRAP);
        }
    }

    static String bar(long bytes, long total, long nanos) {
        double share = total == 0 ? 1 : (double) bytes / total;
        int full = (int) (share * CELLS);
        long left = bytes == 0 ? 0 : Math.round((double) nanos / bytes * (total - bytes) / 1e9);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d of %,d MB  %d s left",
                "#".repeat(full),
                ".".repeat(CELLS - full),
                (int) (share * 100),
                bytes / 1_000_000,
                total / 1_000_000,
                left);
    }

    @Override
    public void close() {
        if (shown) {
            terminal.err().control(ERASE);
        }
    }
}
