package dev.approvals.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.capture.CallHeader;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.Payload;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are made, read and changed without ever being told. */
class StoreKeysTest {

    private static final String SECRET = "a secret of at least 32 bytes, CANARY";
    private static final String BASE64 = Base64.getEncoder().encodeToString(bytes(SECRET));
    private static final String OTHER =
            Base64.getEncoder().encodeToString(bytes("another secret, not shorter than it"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theNewestKeyWritesAndAllAreKnown() {
        StoreKeys keys = StoreKeys.of("k2", bytes(SECRET)).andOlder("k1", bytes(SECRET + "!"));

        assertThat(keys.currentId()).isEqualTo("k2");
        assertThat(keys.ids()).containsExactly("k2", "k1");
    }

    @Test
    void keysFromTextAreThoseOfTheirBytes() {
        StoreKeys keys = StoreKeys.parse(" k2:" + BASE64 + " , k1:" + OTHER + "\n");

        assertThat(keys.ids()).containsExactly("k2", "k1");
        assertThat(keys.derived("k2", StoreKeys.Purpose.PAYLOAD))
                .isEqualTo(StoreKeys.of("k2", bytes(SECRET)).derived("k2", StoreKeys.Purpose.PAYLOAD));
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        StoreKeys keys = StoreKeys.of("k1", bytes(SECRET));

        Set<String> derived = Stream.of(StoreKeys.Purpose.values())
                .map(purpose -> HexFormat.of().formatHex(keys.derived("k1", purpose)))
                .collect(Collectors.toSet());

        assertThat(derived).hasSize(StoreKeys.Purpose.values().length);
    }

    @Test
    void whatKeysAreDerivedByIsPinned() {
        StoreKeys keys = StoreKeys.of("k1", new byte[32]);

        assertThat(HexFormat.of().formatHex(keys.derived("k1", StoreKeys.Purpose.LIKENESS)))
                .as("change it, and nothing that was written before can be read")
                .isEqualTo("bb2169f9e76db0ac2c09b0c31a5054a2d513a0a48fc34090aa42ae6b57bb006e");
        assertThat(HexFormat.of().formatHex(keys.derived("k1", StoreKeys.Purpose.ROW_SEAL)))
                .isEqualTo("4a998555e807f356a7e0a28ddc531d66c0866a1aef11995fbc4c41e367933d4a");
        assertThat(HexFormat.of().formatHex(keys.derived("k1", StoreKeys.Purpose.PAYLOAD)))
                .isEqualTo("6fe2835b38996969ffd55e2092b634a86d3381116cdc39220b0fa18a33cb8968");
    }

    @Test
    void equalKeysTellEqualCallsAndOtherKeysDoNot() {
        assertThat(likeness(StoreKeys.of("k1", bytes(SECRET)))).isEqualTo(likeness(StoreKeys.of("k1", bytes(SECRET))));
        assertThat(likeness(StoreKeys.of("k1", bytes(SECRET)))).isNotEqualTo(likeness(StoreKeys.parse("k1:" + OTHER)));
        assertThat(likeness(StoreKeys.random())).isNotEqualTo(likeness(StoreKeys.random()));
    }

    private static String likeness(StoreKeys keys) {
        CallHeader header = new CallHeader("realm", "tool", "type", "signature", Map.of());
        return Digests.likeness(keys.likenessKey(), header, new Payload(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "k1",
                "k1:",
                ":",
                "k1:BASE64:",
                "BASE64:k1",
                "k1:BASE64,",
                "k1:BASE64,k1:BASE64",
                "k1:BASE64*",
                "k1:Q0FOQVJZ",
                "k 1:BASE64",
                "CANARY-and-so-on-up-to-more-than-32:BASE64"
            })
    void whatIsNoKeyIsRefusedWithACureAndWithoutTellingIt(String text) {
        String variable = "k0:" + OTHER + "," + text.replace("BASE64", BASE64);

        assertThatThrownBy(() -> StoreKeys.fromEnvironment(variable))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the environment variable APPROVALS_KEY: ")
                .hasMessageContaining(" of ")
                .satisfies(e -> assertThat(printed(e)).doesNotContain(BASE64, "CANARY", OTHER, "Q0FOQVJZ"));
    }

    private static String printed(Throwable e) {
        StringWriter printed = new StringWriter();
        e.printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aVariableThatIsNotSetSaysHowToMakeAKey(String unset) {
        assertThatThrownBy(() -> StoreKeys.fromEnvironment(unset))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("APPROVALS_KEY is not set")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatThrownBy(() -> StoreKeys.of("k1", new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31 bytes: give at least 32");
    }

    @Test
    void theTextFormTellsIdsOnly() {
        StoreKeys keys = StoreKeys.of("k2", bytes(SECRET)).andOlder("k1", bytes(SECRET));

        assertThat(keys).hasToString("StoreKeys[k2, k1]");
    }
}
