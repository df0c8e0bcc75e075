package dev.approvals.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.http.provider.ProviderKey;
import dev.approvals.testkit.ManualTimekeeper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys come, go and cannot be had; and nobody who sends tokens decides how often the provider is asked for them. */
class ProviderKeysTest {

    private static final AccessTokenRules RULES = AccessTokenRules.ofPeople(LoopbackProvider.API);
    private static final ProviderKey SECOND = ProviderKey.ec("second");
    private static final ProviderKey UNKNOWN = ProviderKey.ec("unknown");

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final OidcProvider provider = OidcProvider.builder(idp.issuer())
            .clock(clock::now)
            .within(Duration.ofSeconds(30))
            .build();

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void aNewKeyIsFoundByTheFirstTokenThatNamesIt() throws Exception {
        verify(idp.key());
        idp.rotateTo(SECOND);
        clock.advance(Duration.ofSeconds(30));

        verify(SECOND);
        verify(SECOND);

        assertThat(idp.asked("keys")).isEqualTo(2);
    }

    @Test
    void aKeyThatWasTakenBackIsGoodNoLongerThanKeysLast() throws Exception {
        ProviderKey first = idp.key();
        verify(first);
        idp.publishOnly(SECOND);
        clock.advance(Duration.ofMinutes(15));

        assertThatThrownBy(() -> verify(first))
                .isInstanceOf(RefusedTokenException.class)
                .hasMessageContaining("publish");
        verify(SECOND);
    }

    @Test
    void aFloodOfUnknownKeysReachesTheProviderOnceAPause() throws Exception {
        verify(idp.key());
        for (int second = 0; second < 60; second++) {
            for (int token = 0; token < 20; token++) {
                assertThat(catchThrowable(() -> verify(UNKNOWN))).isInstanceOf(RefusedTokenException.class);
            }
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(idp.asked("keys"))
                .as("at the start, and once in each half minute")
                .isEqualTo(2);
        assertThat(idp.asked(".well-known/openid-configuration")).isEqualTo(1);
        verify(idp.key());
    }

    @Test
    void manyAtOnceFetchOnce() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(16);
        try {
            List<Future<Throwable>> flood = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                flood.add(crowd.submit(() -> catchThrowable(() -> verify(UNKNOWN))));
            }
            for (Future<Throwable> one : flood) {
                assertThat(one.get(60, TimeUnit.SECONDS))
                        .isInstanceOfAny(RefusedTokenException.class, ProviderException.class);
            }
        } finally {
            crowd.shutdownNow();
        }

        assertThat(idp.asked("keys")).isEqualTo(1);
    }

    @Test
    void aProviderThatIsDownIsAskedOnceAPauseAndItsKeysServeForAWhile() throws Exception {
        verify(idp.key());
        idp.goDown(true);
        clock.advance(Duration.ofMinutes(59));
        verify(idp.key());
        verify(idp.key());
        assertThat(idp.asked("keys") + idp.asked(".well-known/openid-configuration"))
                .isBetween(3, 4);

        clock.advance(Duration.ofMinutes(2));

        assertThatThrownBy(() -> verify(idp.key()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("tried again");
        idp.goDown(false);
        assertThatThrownBy(() -> verify(idp.key())).as("within the pause").isInstanceOf(ProviderException.class);
        clock.advance(Duration.ofSeconds(30));
        verify(idp.key());
    }

    @Test
    void aProviderThatWasNeverReachedSignsNobodyIn() {
        idp.goDown(true);

        assertThatThrownBy(() -> verify(idp.key())).isInstanceOf(ProviderException.class);
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> verify(idp.key())).isInstanceOf(ProviderException.class);
        }
        assertThat(idp.asked(".well-known/openid-configuration")).isEqualTo(1);
    }

    @Test
    void aClockThatWasSetBackMakesKeysOldAndNoPauseLonger() throws Exception {
        verify(idp.key());
        clock.set(clock.now().minus(Duration.ofHours(3)));

        verify(idp.key());

        assertThat(idp.asked("keys")).isEqualTo(2);
    }

    @Test
    void weakSymmetricAndPrivateKeysOfTheSetAreNotUsed() throws Exception {
        ProviderKey weak = ProviderKey.rsa("weak", 1024);
        List<JWK> read =
                ProviderKeys.read(StrictObject.read(("{\"keys\":[" + weak.pair().toPublicJWK() + ","
                                        + "{\"kty\":\"oct\",\"kid\":\"secret\",\"k\":\"c2VjcmV0\"},"
                                        + idp.key().pair() + ","
                                        + "{\"kty\":\"RSA\",\"kid\":\"half\"}, 7,"
                                        + SECOND.pair().toPublicJWK() + "]}")
                                .getBytes(StandardCharsets.UTF_8))
                        .orElseThrow());

        assertThat(read).extracting(JWK::getKeyID).containsExactly("second");
    }

    @Test
    void aKeyIsUsedForItsOwnAlgorithmOnly() throws Exception {
        idp.publishOnly(idp.key(), SECOND);

        ProviderKey swapped = new ProviderKey(idp.key().pair(), JWSAlgorithm.PS256);
        assertThatThrownBy(() -> verify(swapped)).hasMessageContaining("does not publish for PS256");
    }

    @Test
    void twoKeysOfOneNameAreNotGuessedBetween() {
        idp.rotateTo(ProviderKey.ec("second"));
        idp.rotateTo(SECOND);

        assertThatThrownBy(() -> verify(SECOND)).hasMessageContaining("2 keys for ES256");
    }

    private void verify(ProviderKey key) throws Exception {
        provider.verify(idp.accessToken("alice").signedWith(key).sign(), RULES);
    }
}
