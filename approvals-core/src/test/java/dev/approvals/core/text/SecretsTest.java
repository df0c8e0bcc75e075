package dev.approvals.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String AWS = "AKIA" + "IOSFODNN7EXAMPLE";

    static Stream<List<String>> secrets() {
        String b36 = "abcdefghijklmnopqrstuvwxyz0123456789";
        return Stream.of(
                List.of("aws-access-key", AWS),
                List.of("aws-access-key", "ASIA" + "IOSFODNN7EXAMPLE"),
                List.of("github-token", "ghp_" + b36),
                List.of("github-token", "ghs_" + b36),
                List.of("github-token", "github_pat_11ABCDEFG0" + b36),
                List.of("gitlab-token", "glpat-" + "abcdefghij0123456789"),
                List.of("slack-token", "xoxb-" + "1234567890-abcdefghij"),
                List.of("slack-token", "xapp-" + "1-A0000-1234567890"),
                List.of("slack-webhook", "hooks.slack.com/services/" + "T00000000/B00000000/XXXXXXXXXXXX"),
                List.of("api-key", "sk-" + "proj-" + b36),
                List.of("api-key", "sk-" + "ant-api03-" + b36),
                List.of("stripe-key", "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"),
                List.of("stripe-key", "rk_test_" + "4eC39HqLyjWDarjtT1zdp7dc"),
                List.of("google-api-key", "AIza" + "SyA-1234567890abcdefghijklmnopqrstu"),
                List.of("google-oauth-token", "ya29." + b36),
                List.of("sendgrid-key", "SG." + b36 + "." + b36),
                List.of("npm-token", "npm_" + b36),
                List.of("hugging-face-token", "hf_" + b36),
                List.of("jwt", "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJib2IifQ." + "c2lnbmF0dXJl"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void everyKnownKindIsMaskedAndNamed(List<String> secret) {
        String mask = "[masked: " + secret.get(0) + "]";
        assertThat(Secrets.mask(secret.get(1))).isEqualTo(mask);
        assertThat(Secrets.mask("use (" + secret.get(1) + ") now")).isEqualTo("use (" + mask + ") now");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            password=hunter2 and more              | password=[masked: password] and more
            DB_PASSWORD: hunter2                   | DB_PASSWORD: [masked: password]
            {"apiKey":"abc def","n":1}             | {"apiKey":"[masked: api-key]","n":1}
            {\\"secret\\":\\"a b\\",\\"n\\":1}     | {\\"secret\\":\\"[masked: secret]\\",\\"n\\":1}
            <clientSecret>x&amp;y</clientSecret>   | <clientSecret>[masked: secret]&amp;y</clientSecret>
            mysql --password hunter2 -h db         | mysql --password [masked: password] -h db
            jdbc:postgresql://h/d?user=a&password=b&ssl=true | jdbc:postgresql://h/d?user=a&password=[masked: password]&ssl=true
            Server=h;Pwd=b;Database=c              | Server=h;Pwd=[masked: password];Database=c
            postgres://bob:hunter2@db:5432/x       | postgres://bob:[masked: url-password]@db:5432/x
            redis://:hunter2@cache                 | redis://:[masked: url-password]@cache
            Authorization: Basic Ym9iOnB3          | Authorization: [masked: authorization]
            curl -H 'X: Bearer abcdef123456'       | curl -H 'X: Bearer [masked: bearer-token]'
            User[name=bob, password=hunter2]       | User[name=bob, password=[masked: password]]
            access_token=abcdef0123456789          | access_token=[masked: token]
            """)
    void assignedSecretsAreMaskedAndTheirNamesStay(String text, String masked) {
        assertThat(Secrets.mask(text)).isEqualTo(masked);
        assertThat(Secrets.mask(masked)).as("masking twice").isEqualTo(masked);
    }

    @Test
    void aPrivateKeyIsMaskedWholeAndWhereItIsCutOff() {
        String line = "MIIEowIBAAKCAQEAn4XJ7v0Zf3qfGk2bT9y1mVx8";
        for (String end : List.of("\n", "\r\n", "\\n", " ")) {
            String body = String.join(
                    end, "-----BEGIN RSA PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED", "", line, line, "abc==");
            String open = end.equals(" ") ? body.replace("Proc-Type: 4,ENCRYPTED ", "") : body;
            assertThat(Secrets.mask("a " + open + end + "-----END RSA PRIVATE KEY----- b"))
                    .as("lines end with " + end)
                    .isEqualTo("a [masked: private-key] b");
            assertThat(Secrets.mask("a " + open)).isEqualTo("a [masked: private-key]");
        }
        assertThat(Secrets.mask("-----BEGIN CERTIFICATE-----\nMIIE")).isEqualTo("-----BEGIN CERTIFICATE-----\nMIIE");
    }

    @Test
    void theMarksOfAKeyHideNoWordsAroundOrBetweenThem() {
        String begin = "-----BEGIN PRIVATE KEY-----";
        assertThat(Secrets.mask(begin + " DROP TABLE orders; --")).contains("DROP TABLE orders; --");
        assertThat(Secrets.mask(begin + "\nDROP TABLE orders\n-----END PRIVATE KEY-----"))
                .contains("DROP TABLE orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "token=USDC",
                "max_tokens=5000",
                "password=true",
                "secret=",
                "the bearer of this letter",
                "task-force",
                "sk-learn",
                "https://example.com:8080/a@b",
                "https://bob:@example.com",
                "https://bob@example.com:8080",
                "a == b",
                "eyJ.no.token",
                "is_password_set=false",
                "AKIA12"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(Secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void aValueUnderASecretNameIsMaskedWhole() {
        assertThat(Secrets.maskNamed("dbPassword", "two words")).isEqualTo("[masked: password]");
        assertThat(Secrets.maskNamed("note", "see " + AWS)).isEqualTo("see [masked: aws-access-key]");
        assertThat(Secrets.maskNamed("token", "USDC")).isEqualTo("USDC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "eyJ",
                "eyJa.",
                "eyJaaaa.eyJbbbb",
                "ghp_",
                "AKIA",
                "Bearer ",
                "bearer\t",
                "://",
                "a://b:",
                "://:@",
                "password=",
                "password=\"",
                "password=\\\"",
                "secret='\\",
                "authorization:[masked: ",
                "--password ",
                "\"",
                "\\\"",
                "=",
                ":",
                "<secret>",
                ">",
                "sk-",
                "x",
                " ",
                "_",
                "password:  ",
                "token=a",
                "xoxb-xoxb"
            })
    void hostileTextTakesLinearTime(String unit) {
        String text = unit.repeat(2_000_000 / unit.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.mask(text));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Secrets.mask(text + "AKIA"));
    }
}
