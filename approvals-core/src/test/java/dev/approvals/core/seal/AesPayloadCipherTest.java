package dev.approvals.core.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.store.PayloadCipher;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Trap: arguments and results at rest in the store. */
class AesPayloadCipherTest {

    private static final byte[] CANARY = "CANARY-4711 of the customer".getBytes(UTF_8);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final StoreKeys keys = StoreKeys.of("k1", secret(1));
    private final PayloadCipher cipher = AesPayloadCipher.of(keys);

    private static byte[] secret(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }

    /** A key service with a table of keys, which counts what it is asked. */
    private static final class TableOfKeys implements KeyService {
        private final List<String> asked = new ArrayList<>();
        private StoreKeys keys;

        TableOfKeys(StoreKeys keys) {
            this.keys = keys;
        }

        private KeyService now() {
            return new OwnKeyService(keys, new SecureRandom());
        }

        @Override
        public String newest() {
            return now().newest();
        }

        @Override
        public byte[] wrap(String keyId, byte[] dataKey) {
            asked.add("wrap " + keyId);
            return now().wrap(keyId, dataKey);
        }

        @Override
        public byte[] unwrap(String keyId, byte[] wrapped) {
            asked.add("unwrap " + keyId);
            return now().unwrap(keyId, wrapped);
        }
    }

    private static void assertClosed(PayloadCipher cipher, String rowId, byte[] sealed, String why) {
        assertThatThrownBy(() -> cipher.open(rowId, sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(rowId)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsSealedIsOpenedInThisProcessAndInAnother() {
        for (int run = 0; run < 50; run++) {
            byte[] plain = new byte[random.nextInt(3_000)];
            random.nextBytes(plain);

            byte[] sealed = cipher.seal("1", plain);

            assertThat(cipher.open("1", sealed)).as("seed %s", seed).isEqualTo(plain);
            assertThat(AesPayloadCipher.of(keys).open("1", sealed)).isEqualTo(plain);
        }
    }

    @Test
    void row43NoByteOfThePlainTextIsLeft() {
        String sealed = new String(cipher.seal("1", CANARY), ISO_8859_1);

        assertThat(sealed)
                .contains("k1")
                .doesNotContain("CANARY")
                .doesNotContain("4711")
                .doesNotContain("customer");
    }

    @Test
    void row43AnyBitThatIsChangedIsFound() {
        byte[] sealed = cipher.seal("1", CANARY);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertClosed(cipher, "1", changed, "cannot be read");
            assertClosed(AesPayloadCipher.of(keys), "1", changed, "cannot be read");
        }
    }

    @Test
    void whatIsCutOrLongerIsFound() {
        byte[] sealed = cipher.seal("1", CANARY);
        for (int length = 0; length < sealed.length; length++) {
            assertClosed(cipher, "1", Arrays.copyOf(sealed, length), "cannot be read");
        }
        assertClosed(cipher, "1", Arrays.copyOf(sealed, sealed.length + 1), "cannot be read");
    }

    @Test
    void row43WhatBelongsToOneRowIsNotReadAsAnothers() {
        byte[] one = cipher.seal("1", CANARY);
        cipher.seal("2", CANARY);

        assertClosed(cipher, "2", one, "changed, or encrypted for another row");
    }

    @Test
    void equalTextsAreNeverEqualOnceSealed() {
        Set<String> sealed = new HashSet<>();
        for (int run = 0; run < 100; run++) {
            byte[] bytes = cipher.seal("1", CANARY);
            sealed.add(new String(bytes, bytes.length - CANARY.length - 28, 12, ISO_8859_1));
        }

        assertThat(sealed).as("nonces").hasSize(100);
    }

    @Test
    void rowsDoNotShareAKey() {
        Envelope one = Envelope.read(cipher.seal("1", CANARY));
        Envelope two = Envelope.read(cipher.seal("2", CANARY));
        KeyService service = new OwnKeyService(keys, new SecureRandom());

        assertThat(service.unwrap("k1", one.wrapped)).isNotEqualTo(service.unwrap("k1", two.wrapped));
    }

    @Test
    void anotherKeyOfTheSameIdOpensNothing() {
        byte[] sealed = cipher.seal("1", CANARY);

        assertClosed(AesPayloadCipher.of(StoreKeys.of("k1", secret(2))), "1", sealed, "the key k1 did not wrap this");
    }

    @Test
    void anOlderKeyStillOpensAndTheNewestSeals() {
        byte[] sealed = cipher.seal("1", CANARY);
        PayloadCipher rotated =
                AesPayloadCipher.of(StoreKeys.of("k2", secret(2)).andOlder("k1", secret(1)));

        assertThat(rotated.open("1", sealed)).isEqualTo(CANARY);
        assertThat(Envelope.read(rotated.seal("1", CANARY)).keyId).isEqualTo("k2");
    }

    @Test
    void aKeyThatIsMissingIsNamed() {
        byte[] sealed = cipher.seal("1", CANARY);

        assertClosed(
                AesPayloadCipher.of(StoreKeys.of("k2", secret(2))), "1", sealed, "the key k1 is missing; there are k2");
    }

    @Test
    void aKeyServiceIsAskedOncePerRowAndProcess() {
        TableOfKeys service = new TableOfKeys(keys);
        PayloadCipher one = AesPayloadCipher.of(service);
        byte[] content = one.seal("1", CANARY);
        byte[] state = one.seal("1", CANARY);
        one.open("1", content);
        assertThat(service.asked).containsExactly("wrap k1");

        PayloadCipher other = AesPayloadCipher.of(service);
        assertThat(other.open("1", content)).isEqualTo(CANARY);
        assertThat(other.open("1", state)).isEqualTo(CANARY);
        other.seal("1", CANARY);
        assertThat(service.asked).containsExactly("wrap k1", "unwrap k1");
    }

    @Test
    void aKeyServiceThatChangesItsKeySealsWithTheNewOneAtOnce() {
        TableOfKeys service = new TableOfKeys(keys);
        PayloadCipher under = AesPayloadCipher.of(service);
        byte[] before = under.seal("1", CANARY);

        service.keys = StoreKeys.of("k2", secret(2)).andOlder("k1", secret(1));

        assertThat(Envelope.read(under.seal("1", CANARY)).keyId).isEqualTo("k2");
        assertThat(under.open("1", before)).isEqualTo(CANARY);
    }

    @Test
    void aKeyServiceThatGivesNoKeyIsFound() {
        byte[] sealed = cipher.seal("1", CANARY);
        KeyService broken = new KeyService() {
            @Override
            public String newest() {
                return "k1";
            }

            @Override
            public byte[] wrap(String keyId, byte[] dataKey) {
                return new byte[70_000];
            }

            @Override
            public byte[] unwrap(String keyId, byte[] wrapped) {
                return new byte[16];
            }
        };

        assertClosed(AesPayloadCipher.of(broken), "1", sealed, "has 32 bytes, and one of 16 was given");
        assertThatThrownBy(() -> AesPayloadCipher.of(broken).seal("1", CANARY)).hasMessageContaining("too many");
    }

    @Test
    void theTextFormTellsTheKeysIdOnly() {
        assertThat(cipher).hasToString("AesPayloadCipher[k1]");
    }
}
