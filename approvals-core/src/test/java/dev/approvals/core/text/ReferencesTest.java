package dev.approvals.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trap: a file, script or row that the argument only names. */
class ReferencesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/deploy.sh",
                "./x",
                "../x",
                "~/x",
                "C:\\run.bat",
                "c:/run.bat",
                "\\\\server\\share",
                "https://example.com/a",
                "s3://bucket/key",
                "file:///etc/passwd",
                "jdbc:postgresql://h/d"
            })
    void pathsAndAddressesAreReferencesUnderAnyName(String text) {
        assertThat(References.isReference("", text)).isTrue();
    }

    @Test
    void anyLineUnderATellingNameIsAReference() {
        assertThat(References.isReference("scriptPath", "deploy.sh")).isTrue();
        assertThat(References.isReference("target_file", "deploy.sh")).isTrue();
        assertThat(References.isReference("callbackUrl", "example.com")).isTrue();
        assertThat(References.isReference("name", "deploy.sh")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "/", "a/b", "12:30", "see https://example.com", "select 1", "/a\n/b", "a: b", "://"})
    void otherTextIsNone(String text) {
        assertThat(References.isReference("text", text)).isFalse();
        assertThat(References.isReference("path", "a".repeat(5_000))).isFalse();
    }
}
