package dev.approvals.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The name of this host, without asking the network for it. */
final class Host {

    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

    private Host() {}

    static String name() {
        return Stream.of(ofLinux(), environment("HOSTNAME"), environment("COMPUTERNAME"))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("host");
    }

    private static Optional<String> ofLinux() {
        try {
            return Files.exists(LINUX) ? Optional.of(Files.readString(LINUX).strip()) : Optional.empty();
        } catch (IOException notReadableHere) {
            return Optional.empty();
        }
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
