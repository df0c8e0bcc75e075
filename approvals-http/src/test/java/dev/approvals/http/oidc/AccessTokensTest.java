package dev.approvals.http.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import dev.approvals.call.Principal;
import dev.approvals.http.provider.LoopbackProvider;
import dev.approvals.http.provider.ProviderKey;
import dev.approvals.http.provider.TokenMaker;
import dev.approvals.testkit.ManualTimekeeper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which access tokens are taken, and for what reason others are not: real tokens of a provider on loopback. */
class AccessTokensTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final AccessTokenRules RULES = AccessTokenRules.ofPeople(LoopbackProvider.API);

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final LoopbackProvider idp = LoopbackProvider.start(clock::now);
    private final OidcProvider provider =
            OidcProvider.builder(idp.issuer()).clock(clock::now).build();

    @AfterEach
    void stop() {
        idp.close();
    }

    @Test
    void aGenuineTokenNamesIssuerAndSubjectAndHowItWasProven() throws Exception {
        String compact = idp.accessToken("alice").claim("acr", "mfa").sign();

        VerifiedToken token = provider.verify(compact, RULES);

        assertThat(token.account()).isEqualTo(new Principal(idp.issuer(), "alice"));
        assertThat(token.proof().algorithm()).isEqualTo("RS256");
        assertThat(token.proof().keyId()).contains("first");
        assertThat(token.proof().tokenId()).contains("token-alice");
        assertThat(token.freshness().acr()).contains("mfa");
        assertThat(token.names().displayName()).contains("Name of alice");
        assertThat(token.expiresAt()).isEqualTo(clock.now().plus(Duration.ofMinutes(10)));
    }

    @Test
    void tokensOfTheLibrarysOwnMakeAndOfEllipticCurvesAreTaken() throws Exception {
        assertThat(provider.verify(idp.accessToken("alice").signByLibrary(), RULES))
                .isNotNull();
        idp.rotateTo(ProviderKey.ec("curve"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(provider.verify(idp.accessToken("alice").sign(), RULES)
                        .proof()
                        .algorithm())
                .isEqualTo("ES256");
    }

    @Test
    void timesAreJudgedWithAMinuteOfSkewAndNoMore() throws Exception {
        TokenMaker token = idp.accessToken("alice");

        assertThat(provider.verify(
                        token.claim("exp", clock.now().minusSeconds(59)).sign(), RULES))
                .isNotNull();
        refused(token.claim("exp", clock.now().minusSeconds(60)), "it expired at");
        token.claim("exp", clock.now().plusSeconds(600));
        assertThat(provider.verify(
                        token.claim("nbf", clock.now().plusSeconds(60)).sign(), RULES))
                .isNotNull();
        refused(token.claim("nbf", clock.now().plusSeconds(61)), "is not valid before");
        refused(token.without("nbf").claim("iat", clock.now().plusSeconds(61)), "was issued at");
        refused(token.claim("iat", clock.now()).claim("auth_time", clock.now().plusSeconds(61)), "signed in at");
    }

    @Test
    void aTokenThatNeverExpiresOrHasTimesThatAreNoneIsRefused() {
        refused(idp.accessToken("alice").without("exp"), "never expires");
        refused(idp.accessToken("alice").claim("exp", "2100-01-01"), "\"exp\" is no number");
        refused(idp.accessToken("alice").claim("exp", -1), "before 1970");
        refused(idp.accessToken("alice").claim("exp", 1e300), "after 9999");
    }

    @Test
    void anotherIssuerIsRefusedAlsoWhereItIsAlmostTheSame() {
        for (String issuer :
                List.of("https://evil.example", idp.issuer() + "/", idp.issuer().toUpperCase(), "")) {
            refused(idp.accessToken("alice").claim("iss", issuer), "its issuer is not");
        }
        refused(idp.accessToken("alice").without("iss"), "its issuer is not");
        refused(idp.accessToken("alice").claim("iss", List.of(idp.issuer())), "\"iss\" is no text");
    }

    @Test
    void anotherAudienceIsRefused() throws Exception {
        refused(idp.accessToken("alice").claim("aud", LoopbackProvider.CLIENT), "another audience");
        refused(idp.accessToken("alice").without("aud"), "another audience");
        refused(idp.accessToken("alice").claim("aud", LoopbackProvider.API + "/more"), "another audience");
        assertThat(provider.verify(
                        idp.accessToken("alice")
                                .claim("aud", List.of("account", LoopbackProvider.API))
                                .sign(),
                        RULES))
                .isNotNull();
    }

    @Test
    void aSubjectThatIsNoneIsRefused() {
        refused(idp.accessToken("alice").without("sub"), "its subject is missing");
        refused(idp.accessToken(" "), "its subject is missing");
        refused(idp.accessToken("a".repeat(256)), "its subject is missing");
        refused(idp.accessToken("alice\n2026-01-05 root"), "its subject is missing");
    }

    @Test
    void noSignatureIsNoToken() {
        for (String none : List.of("none", "None", "NONE", "nOnE")) {
            TokenMaker token = idp.accessToken("alice").header("alg", none);
            String unsigned = encode(token.headerJson()) + "." + encode(token.claimsJson()) + ".";
            refused(unsigned, "its signature is empty");
            refused(unsigned + "AAAA", "its algorithm is not one of");
        }
    }

    @Test
    void thePublicKeyIsNoSharedSecret() throws Exception {
        RSAPublicKey key = idp.key().pair().toRSAKey().toRSAPublicKey();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(key.getEncoded(), pem.getBytes(StandardCharsets.US_ASCII))) {
            TokenMaker token = idp.accessToken("mallory").header("alg", "HS256");
            String input = encode(token.headerJson()) + "." + encode(token.claimsJson());
            refused(input + "." + hmac(secret, input), "its algorithm is not one of");
        }
    }

    @Test
    void anAlgorithmThatWasNotAllowedIsRefusedEvenWhereTheKeyWouldDo() {
        ProviderKey strong = new ProviderKey(idp.key().pair(), JWSAlgorithm.RS512);

        refused(idp.accessToken("alice").signedWith(strong), "its algorithm is not one of");
    }

    @Test
    void aKeyOfTheTokensOwnIsNotTaken() {
        ProviderKey own = ProviderKey.rsa("own");

        refused(
                idp.accessToken("mallory")
                        .signedWith(own)
                        .header("jwk", own.pair().toPublicJWK().toJSONObject())
                        .header("jku", "http://127.0.0.1:1/keys"),
                "a key that the provider does not publish");
        refused(idp.accessToken("mallory").signedWith(own).header("kid", "first"), "its signature does not hold");
        refused(idp.accessToken("mallory").signedWith(own).withoutHeader("kid"), "its signature does not hold");
    }

    @Test
    void extensionsThatMustBeUnderstoodAreRefused() {
        refused(idp.accessToken("alice").header("crit", List.of("exp")).header("exp", 1), "\"crit\"");
        refused(idp.accessToken("alice").header("b64", false), "\"b64\"");
        refused(idp.accessToken("alice").header("zip", "DEF"), "\"zip\"");
    }

    @Test
    void anEncryptedTokenIsRefused() throws JOSEException {
        JWEObject encrypted = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM).build(),
                new Payload(idp.accessToken("mallory").sign()));
        encrypted.encrypt(new RSAEncrypter(idp.key().pair().toRSAKey().toRSAPublicKey()));

        refused(encrypted.serialize(), "it is encrypted (JWE)");
    }

    @Test
    void whatIsTooLongOrOfTheWrongShapeIsRefusedBeforeItIsRead() {
        refused(idp.accessToken("alice").claim("more", "x".repeat(17_000)), "more than 16384 characters");
        refused(".".repeat(16_000), "no signed token of three parts");
        for (String shape : List.of("", ".", "..", "a.b", "a.b.c.d", "a.b.c.d.e.f")) {
            assertThat(reason(shape)).isNotEmpty();
        }
    }

    @Test
    void aKeyThatIsThereTwiceIsRefusedInHeaderAndClaims() {
        TokenMaker token = idp.accessToken("alice");
        String doubled = token.claimsJson().replaceFirst("\\{", "{\"sub\":\"mallory\",");
        String head = token.headerJson().replaceFirst("\\{", "{\"alg\":\"none\",");

        refused(token.sign(token.headerJson(), doubled), "has a key twice");
        refused(token.sign(head, token.claimsJson()), "has a key twice");
        refused(token.sign(token.headerJson(), token.claimsJson() + "{}"), "no JSON object");
        refused(token.sign(token.headerJson(), "[" + token.claimsJson() + "]"), "no JSON object");
        refused(token.sign(token.headerJson(), "[".repeat(5_000)), "no JSON object");
    }

    @Test
    void anIdTokenIsNoAccessTokenWhereItTells() throws Exception {
        refused(idp.accessToken("alice").header("typ", "id+jwt"), "its type does not say");
        refused(idp.accessToken("alice").header("typ", "logout+jwt"), "its type does not say");
        refused(idp.accessToken("alice").header("typ", "JWT").claim("typ", "ID"), "it is an ID token");
        refused(idp.accessToken("alice").withoutHeader("typ").claim("at_hash", "x"), "it is an ID token");
        String untyped = idp.accessToken("alice").withoutHeader("typ").sign();
        assertThat(provider.verify(untyped, RULES)).isNotNull();
        assertThat(reason(untyped, RULES.demandingType())).contains("its type does not say");
        assertThat(provider.verify(
                        idp.accessToken("alice")
                                .header("typ", "application/AT+JWT")
                                .sign(),
                        RULES.demandingType()))
                .isNotNull();
    }

    @Test
    void aTokenWithAnyCharacterChangedIsRefused() {
        String token = idp.accessToken("alice").sign();
        for (int at = 0; at < token.length(); at++) {
            char was = token.charAt(at);
            // The neighbour differs in the lowest bit only: in a last character that may be a bit nobody reads.
            char other = was == '.' ? 'A' : ALPHABET.charAt(ALPHABET.indexOf(was) ^ 1);
            refused(token.substring(0, at) + other + token.substring(at + 1), "");
        }
        refused(token + "=", "");
        refused(token + " ", "");
    }

    @Test
    void noReasonQuotesTheToken() {
        String canary = "c4n4ry";
        List<String> tokens = List.of(
                idp.accessToken(canary).claim("iss", canary).sign(),
                idp.accessToken(canary).claim("aud", canary).sign(),
                idp.accessToken(canary).claim("typ", canary).sign(),
                idp.accessToken(canary).header("kid", canary).sign(),
                idp.accessToken(canary).header("typ", canary).sign(),
                idp.accessToken(canary).header("alg", canary).sign(),
                idp.accessToken(canary).claim("exp", canary).sign(),
                idp.accessToken(canary).sign("{\"alg\":" + canary, "{}"));

        assertThat(tokens)
                .allSatisfy(token -> assertThat(reason(token)).isNotEmpty().doesNotContain(canary));
    }

    @Test
    void algorithmsThatProveNothingCannotBeAllowed() {
        for (String weak : List.of("none", "HS256", "EdDSA", "RSA-OAEP", "")) {
            assertThat(catchThrowableOfType(
                            IllegalArgumentException.class,
                            () -> OidcProvider.builder(idp.issuer()).algorithms(weak)))
                    .hasMessageContaining("proves nothing");
        }
    }

    private void refused(TokenMaker token, String why) {
        refused(token.sign(), why);
    }

    private void refused(String compact, String why) {
        assertThat(reason(compact)).contains(why);
    }

    private String reason(String compact) {
        return reason(compact, RULES);
    }

    private String reason(String compact, AccessTokenRules rules) {
        return catchThrowableOfType(RefusedTokenException.class, () -> provider.verify(compact, rules))
                .getMessage();
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hmac(byte[] secret, String input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return encode(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    }
}
