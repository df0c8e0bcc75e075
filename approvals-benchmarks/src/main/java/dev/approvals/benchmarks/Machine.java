package dev.approvals.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the numbers were measured on, in words. */
final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Machine() {}

    /** JDK, cores, memory and kernel. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "JDK %s (%s), %d cores, %.0f GB, %s %s",
                Runtime.version(),
                System.getProperty("java.vm.vendor"),
                SYSTEM.getAvailableProcessors(),
                SYSTEM.getTotalMemorySize() / 1e9,
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    /** How many threads of all programs wanted to run in the last minute, on average. */
    static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}
