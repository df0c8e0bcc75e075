package dev.approvals.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where messages may go. */
class WebhookTargetTest {

    private static final String SECRET = "whsec_YSBzZWNyZXQgb2YgdGhpcnR5LXR3byBieXRlcy4uLi4=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.170",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1"
            })
    void row37AnAddressThatIsNotPublicIsRefused(String address) throws UnknownHostException {
        assertThat(Addresses.isSpecial(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.0.1", "172.32.0.1", "192.0.1.1", "223.255.255.1", "2606:4700::1111"})
    void aPublicAddressIsTaken(String address) throws UnknownHostException {
        assertThat(Addresses.isSpecial(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void row37ANameThatMeansThisMachineIsNotSentTo() {
        assertThat(Addresses.fault(WebhookTarget.of(URI.create("https://localhost/hook"), SECRET)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("not a public address", "inside()"));
    }

    @Test
    void row37PlainHttpIsRefusedOutsideOfTheOwnNetwork() {
        WebhookTarget target = WebhookTarget.of(URI.create("http://hooks.example.com/a"), SECRET);

        assertThatThrownBy(() -> Webhooks.to(target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://hooks.example.com")
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hook",
                "mailto:a@example.com",
                "https://user:pass@example.com/",
                "https:///hook",
                "ftp://example.com/"
            })
    void anAddressWithoutAHostOrWithAPasswordIsRefused(String address) {
        assertThatThrownBy(() -> WebhookTarget.of(URI.create(address), SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names a host")
                .hasMessageNotContaining("pass@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_not*base64*not*base64*not*base64"})
    void aSecretThatIsNoneIsRefusedWithoutBeingShown(String secret) {
        assertThatThrownBy(() -> WebhookTarget.of(URI.create("https://example.com"), secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand")
                .hasMessageNotContaining("not*base64");
    }

    @Test
    void aTargetsTextHidesItsPathAndItsSecrets() {
        assertThat(WebhookTarget.of(URI.create("https://example.com:8443/T0/token"), SECRET))
                .hasToString("https://example.com:8443");
    }
}
