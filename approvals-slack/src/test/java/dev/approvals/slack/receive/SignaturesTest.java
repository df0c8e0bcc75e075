package dev.approvals.slack.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.app_backend.SlackSignature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignaturesTest {

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final Instant NOW = Instant.ofEpochSecond(1_531_420_618);
    private static final String STAMP = "1531420618";
    private static final String BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D\n";
    private static final String SIGNATURE = new SlackSignature.Generator(SECRET).generate(STAMP, BODY);

    private final Signatures signatures = new Signatures(List.of(SECRET), () -> NOW);

    private Finding examine(String stamp, String signature, byte[] body) {
        return signatures.examine(List.of(stamp), List.of(signature), body);
    }

    @Test
    void takesWhatSlacksOwnSignerSigned() {
        assertThat(examine(STAMP, SIGNATURE, BODY.getBytes(UTF_8))).isEqualTo(Finding.SIGNED);
    }

    @Test
    void agreesWithTheExampleInSlacksDocumentation() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        Signatures documented =
                new Signatures(List.of("8f742231b10e8888abcd99yyyzzz85a5"), () -> Instant.ofEpochSecond(1_531_420_618));

        assertThat(documented.examine(
                        List.of("1531420618"),
                        List.of("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
                        body.getBytes(UTF_8)))
                .isEqualTo(Finding.SIGNED);
    }

    @Test
    void refusesEveryFlippedBitOfTheBody() {
        byte[] body = BODY.getBytes(UTF_8);
        for (int bit = 0; bit < body.length * 8; bit++) {
            byte[] flipped = body.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(examine(STAMP, SIGNATURE, flipped)).as("bit %d", bit).isEqualTo(Finding.FORGED);
        }
    }

    @Test
    void refusesABodyThatLostItsLastByteOrWonOne() {
        assertThat(examine(STAMP, SIGNATURE, BODY.stripTrailing().getBytes(UTF_8)))
                .isEqualTo(Finding.FORGED);
        assertThat(examine(STAMP, SIGNATURE, (BODY + "\n").getBytes(UTF_8))).isEqualTo(Finding.FORGED);
    }

    @Test
    void refusesEveryFlippedBitOfTheTimestampAndTheSignature() {
        for (int bit = 0; bit < STAMP.length() * 8; bit++) {
            assertThat(examine(flip(STAMP, bit), SIGNATURE, BODY.getBytes(UTF_8)))
                    .as("bit %d", bit)
                    .isNotEqualTo(Finding.SIGNED);
        }
        for (int bit = 0; bit < SIGNATURE.length() * 8; bit++) {
            assertThat(examine(STAMP, flip(SIGNATURE, bit), BODY.getBytes(UTF_8)))
                    .as("bit %d", bit)
                    .isNotEqualTo(Finding.SIGNED);
        }
    }

    private static String flip(String text, int bit) {
        char[] flipped = text.toCharArray();
        flipped[bit / 8] ^= (char) (1 << bit % 8);
        return new String(flipped);
    }

    @Test
    void takesTimestampsThatAreThreeHundredSecondsOffAndNoneBeyondEitherWay() {
        assertThat(signedAt(-300)).isEqualTo(Finding.SIGNED);
        assertThat(signedAt(-301)).isEqualTo(Finding.TOO_OLD);
        assertThat(signedAt(300)).isEqualTo(Finding.SIGNED);
        assertThat(signedAt(301)).isEqualTo(Finding.TOO_NEW);
        assertThat(signedAt(86_400 * 365)).isEqualTo(Finding.TOO_NEW);
    }

    private Finding signedAt(long secondsFromNow) {
        String stamp = String.valueOf(NOW.getEpochSecond() + secondsFromNow);
        return examine(stamp, new SlackSignature.Generator(SECRET).generate(stamp, BODY), BODY.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "now",
                "-1531420618",
                "+1531420618",
                "1531420618.0",
                " 1531420618",
                "١٥٣١٤٢٠٦١٨",
                "99999999999999999999",
                "0x5b47",
                "1531420618\n"
            })
    void refusesATimestampThatIsNoPlainNumberThoughItIsSigned(String stamp) {
        String signature = new SlackSignature.Generator(SECRET).generate(stamp, BODY);

        assertThat(examine(stamp, signature, BODY.getBytes(UTF_8))).isEqualTo(Finding.MALFORMED);
    }

    @Test
    void refusesASignatureOfAnotherShape() {
        for (String other : List.of(
                "",
                "v0=",
                SIGNATURE.substring(3),
                SIGNATURE.toUpperCase(),
                "v1" + SIGNATURE.substring(2),
                SIGNATURE + "00",
                SIGNATURE.substring(0, 65),
                " " + SIGNATURE,
                SIGNATURE + "," + SIGNATURE)) {
            assertThat(examine(STAMP, other, BODY.getBytes(UTF_8))).as(other).isEqualTo(Finding.MALFORMED);
        }
    }

    @Test
    void refusesHeadersThatAreNotThereOrTwice() {
        byte[] body = BODY.getBytes(UTF_8);

        assertThat(signatures.examine(List.of(), List.of(SIGNATURE), body)).isEqualTo(Finding.MISSING);
        assertThat(signatures.examine(List.of(STAMP), List.of(), body)).isEqualTo(Finding.MISSING);
        assertThat(signatures.examine(List.of(STAMP, STAMP), List.of(SIGNATURE), body))
                .isEqualTo(Finding.REPEATED);
        assertThat(signatures.examine(List.of(STAMP), List.of(SIGNATURE, SIGNATURE), body))
                .isEqualTo(Finding.REPEATED);
    }

    @Test
    void takesTheOldAndTheNewSecretWhileOneIsReplaced() {
        Signatures both = new Signatures(List.of("the-new-one", SECRET), () -> NOW);
        String byTheNewOne = new SlackSignature.Generator("the-new-one").generate(STAMP, BODY);
        String byAThird = new SlackSignature.Generator("a-third").generate(STAMP, BODY);
        byte[] body = BODY.getBytes(UTF_8);

        assertThat(both.examine(List.of(STAMP), List.of(SIGNATURE), body)).isEqualTo(Finding.SIGNED);
        assertThat(both.examine(List.of(STAMP), List.of(byTheNewOne), body)).isEqualTo(Finding.SIGNED);
        assertThat(both.examine(List.of(STAMP), List.of(byAThird), body)).isEqualTo(Finding.FORGED);
    }

    @Test
    void needsASecret() {
        assertThatThrownBy(() -> new Signatures(List.of(), () -> NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("signing secret", "Basic Information");
        assertThatThrownBy(() -> new Signatures(List.of(SECRET, " "), () -> NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
