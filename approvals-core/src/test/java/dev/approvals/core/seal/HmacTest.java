package dev.approvals.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derived keys are those of RFC 5869: its test vectors for SHA-256 (appendix A.1 to A.3). */
class HmacTest {

    /** Secret, salt and info are ranges of bytes, as {@code first-last} or {@code byte x count}, or nothing. */
    @ParameterizedTest
    @CsvSource({
        "0bx22, 00-0c, f0-f9, 42, 077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5,"
                + " 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        "00-4f, 60-af, b0-ff, 82, 06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244,"
                + " b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09"
                + "da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
        "0bx22, '', '', 42, 19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04,"
                + " 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    })
    void derivesTheKeysOfTheStandard(String secret, String salt, String info, int bytes, String key, String derived) {
        byte[] extracted = Hmac.extract(bytes(salt), bytes(secret));

        assertThat(HexFormat.of().formatHex(extracted)).isEqualTo(key);
        assertThat(HexFormat.of().formatHex(Hmac.expand(extracted, bytes(info), bytes)))
                .isEqualTo(derived);
    }

    private static byte[] bytes(String range) {
        if (range.isEmpty()) {
            return new byte[0];
        }
        int first = HexFormat.fromHexDigits(range, 0, 2);
        boolean same = range.charAt(2) == 'x';
        int count = same ? Integer.parseInt(range.substring(3)) : HexFormat.fromHexDigits(range, 3, 5) - first + 1;
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (same ? first : first + i));
        return bytes;
    }
}
