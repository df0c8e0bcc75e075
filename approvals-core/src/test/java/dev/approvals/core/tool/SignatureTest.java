package dev.approvals.core.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void noTwoTypesThatGoByTheirSimpleNamesShareOne() throws IOException {
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base", "java");
        List<String> names = Stream.of("lang", "util", "time", "math", "net")
                .flatMap(each -> files(base.resolve(each)))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.endsWith(".class") && !name.contains("$"))
                .filter(name -> !name.startsWith("package-info"))
                .toList();
        assertThat(names).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    }

    private static Stream<Path> files(Path directory) {
        try {
            return Files.list(directory);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
