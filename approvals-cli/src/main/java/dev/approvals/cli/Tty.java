package dev.approvals.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a standard stream is a terminal, which Java itself tells of all of them at once, and differently by version. */
final class Tty {

    static final int OUT = 1;
    static final int ERR = 2;

    private static final Path SELF = Path.of("/proc/self/fd");

    private Tty() {}

    static boolean isTerminal(int descriptor) {
        try {
            if (Files.isDirectory(SELF)) {
                String target = Files.readSymbolicLink(SELF.resolve(String.valueOf(descriptor)))
                        .toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
            return Files.exists(Path.of("/bin/sh")) && test(descriptor);
        } catch (IOException e) {
            return false; // Plain text is right everywhere.
        }
    }

    private static boolean test(int descriptor) throws IOException {
        Process test = new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor)
                .inheritIO()
                .start();
        try {
            return test.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
