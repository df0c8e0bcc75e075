package dev.approvals.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.http.auth.Credential.Means;
import dev.approvals.http.provider.CapturedLog;
import dev.approvals.http.provider.Knock;
import dev.approvals.policy.Assurance;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People whom somebody else names: the servlet container, or a proxy that has to prove itself. */
class ProxyAndContainerTest {

    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUGC0e5xwxdMfFcQVCdbotSQJ8LpwwCgYIKoZIzj0EAwIw
            EDEOMAwGA1UEAwwFcHJveHkwHhcNMjYxMTIyMTg0NDUyWhcNMzYxMTE5MTg0NDUy
            WjAQMQ4wDAYDVQQDDAVwcm94eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABANn
            d1FUWPQupkqq+3MnVAmQk/3OQzvAMRo4wKTOVdKOnRFjMIb90HF91CFFXDAZ6ZRE
            FzBGbSA66mZXVgi0I2WjUzBRMB0GA1UdDgQWBBSTWLMEoYsJ6PsblEpUW9QlYddM
            4DAfBgNVHSMEGDAWgBSTWLMEoYsJ6PsblEpUW9QlYddM4DAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIHMfIB37HfAYuRBjQMP0f0vA5yu3FMdsyrFN
            seOy9sswAiEA7QvX+Mm0/3ti2pDV0v3zTa/XnHT63hsfz3/19B92T9s=
            -----END CERTIFICATE-----
            """;
    private static final String FINGERPRINT =
            "74:D8:1A:8F:24:6D:13:9B:1C:08:5B:AA:FE:85:22:7B:68:61:DB:AC:40:EE:7C:56:61:A3:BE:68:69:53:89:22";

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ProxyAuthenticator proxy = ProxyAuthenticator.builder("proxy:intranet", "X-Forwarded-User")
            .from("10.1.0.0/16", "2001:db8::7")
            .secret("X-Proxy-Secret", SECRET)
            .build();
    private final Knock good =
            Knock.get("/api/me").from("10.1.2.3").with("X-Proxy-Secret", SECRET).with("X-Forwarded-User", "u-1001");

    @Test
    void aProxyThatProvedItselfNamesPeople() {
        SignedIn person = proxy.authenticate(good.request()).orElseThrow();

        assertThat(person.account()).isEqualTo(new Principal("proxy:intranet", "u-1001"));
        assertThat(person.reviewer().assurance()).isEqualTo(Assurance.IDENTITY_PROVIDER);
        assertThat(person.credential().means()).isEqualTo(Means.PROXY);
        assertThat(person.ambient()).isTrue();
        assertThat(proxy.authenticate(good.from("2001:db8::7").request())).isPresent();
    }

    @Test
    void theHeaderFromAnybodyElseNamesNobody() {
        for (String address : List.of("10.2.0.1", "127.0.0.1", "192.0.2.7", "2001:db8::8", "::1")) {
            assertThat(proxy.authenticate(good.from(address).request()))
                    .as(address)
                    .isEmpty();
        }
    }

    @Test
    void anAddressAloneProvesNothing() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(proxy.authenticate(good.with("X-Proxy-Secret", SECRET.replace('0', '1'))
                            .request()))
                    .isEmpty();
            assertThat(proxy.authenticate(good.and("X-Proxy-Secret", SECRET).request()))
                    .isEmpty();
            assertThat(proxy.authenticate(Knock.get("/")
                            .from("10.1.2.3")
                            .with("X-Forwarded-User", "root")
                            .request()))
                    .isEmpty();
            assertThat(log.text())
                    .contains("secret or certificate is missing or wrong")
                    .doesNotContain(SECRET);
        }
        assertThatThrownBy(() -> ProxyAuthenticator.builder("proxy:x", "X-User")
                        .from("10.0.0.1")
                        .build())
                .hasMessageContaining("anybody can send it");
        assertThatThrownBy(() -> ProxyAuthenticator.builder("proxy:x", "X-User")
                        .secret("S", SECRET)
                        .build())
                .hasMessageContaining("from(...)");
    }

    @Test
    void aHeaderThatNamesTwoNamesNobody() {
        assertThat(proxy.authenticate(good.and("X-Forwarded-User", "admin").request()))
                .isEmpty();
        assertThat(proxy.authenticate(
                        good.with("X-Forwarded-User", "admin, u-1001").request()))
                .isEmpty();
        assertThat(proxy.authenticate(good.with("X-Forwarded-User", " ").request()))
                .isEmpty();
        assertThat(proxy.authenticate(
                        good.with("X-Forwarded-User", "x".repeat(256)).request()))
                .isEmpty();
    }

    @Test
    void aProxyMayProveItselfByItsCertificate() throws CertificateException {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(PEM.getBytes(StandardCharsets.US_ASCII)));
        Knock proven = good.proving(certificate);

        assertThat(byCertificate(FINGERPRINT).authenticate(proven.request())).isPresent();
        assertThat(byCertificate(FINGERPRINT).authenticate(good.request()))
                .as("none")
                .isEmpty();
        assertThat(byCertificate("AB:".repeat(31) + "AB").authenticate(proven.request()))
                .as("another one")
                .isEmpty();
        assertThatThrownBy(() -> byCertificate("CN=proxy")).hasMessageContaining("fingerprint");
    }

    private static ProxyAuthenticator byCertificate(String fingerprint) {
        return ProxyAuthenticator.builder("proxy:intranet", "X-Forwarded-User")
                .from("10.1.0.0/16")
                .certificate(fingerprint)
                .build();
    }

    @Test
    void networksAreAddressesAndNotTheWholeWorld() {
        ProxyAuthenticator.Builder builder = ProxyAuthenticator.builder("proxy:x", "X-User");
        for (String wrong :
                List.of("proxy.local", "0.0.0.0/0", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.0/x", "::/0", "")) {
            assertThatThrownBy(() -> builder.from(wrong)).as(wrong).hasMessageContaining("IP address");
        }
        assertThatThrownBy(() -> builder.secret("S", "short")).hasMessageContaining("guessed");
    }

    @Test
    void issuersThatAreOursAreNotForOthersToSpeakFor() {
        for (String taken : List.of("agent", "local", "", " ")) {
            assertThatThrownBy(() -> ProxyAuthenticator.builder(taken, "X-User"))
                    .hasMessageContaining("issuer");
            assertThatThrownBy(() -> ContainerAuthenticator.of(taken)).hasMessageContaining("issuer");
        }
    }

    @Test
    void theContainersUserIsAPersonOfThatContainer() {
        ReviewerAuthenticator container = ContainerAuthenticator.of("container:intranet");

        Optional<SignedIn> person =
                container.authenticate(Knock.get("/api/me").by("u-7").request());

        assertThat(person).map(SignedIn::account).contains(new Principal("container:intranet", "u-7"));
        assertThat(person.orElseThrow().ambient()).isTrue();
        assertThat(container.authenticate(Knock.get("/api/me").request())).isEmpty();
        assertThat(container.authenticate(Knock.get("/api/me").by(" ").request()))
                .isEmpty();
        assertThatThrownBy(() -> new ContainerAuthenticator("container:x", Assurance.STEP_UP))
                .hasMessageContaining("stepped up");
    }
}
