package dev.approvals.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Calls until the compiler has done its work. A warm-up that only takes its time measures, on a busy machine, how long the
 * compiler waited for a processor.
 */
final class WarmUp {

    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long MOST_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int AT_ONCE = 100;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

    private WarmUp() {}

    /** Calls until nothing was compiled in two seconds of processor time, but for a minute of it at most. */
    static void with(Runnable call) {
        if (!Boolean.getBoolean(Rounds.QUICK)) {
            new WarmUp().run(call);
        }
    }

    private void run(Runnable call) {
        long begun = process.getProcessCpuTime();
        long quietSince = begun;
        long compiled = compiler.getTotalCompilationTime();
        long now = begun;
        while (now - quietSince < QUIET_NANOS && now - begun < MOST_NANOS) {
            for (int i = 0; i < AT_ONCE; i++) {
                call.run();
            }
            now = process.getProcessCpuTime();
            long sofar = compiler.getTotalCompilationTime();
            if (sofar != compiled) {
                compiled = sofar;
                quietSince = now;
            }
        }
    }
}
