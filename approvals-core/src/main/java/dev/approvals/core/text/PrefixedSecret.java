package dev.approvals.core.text;

import java.util.List;

/**
 * A secret that starts with a fixed prefix: the prefix, then at least {@code least} chars of an alphabet.
 *
 * @param kind what it is
 * @param prefix its first chars
 * @param alphabet the chars that may follow
 * @param least how many of them must follow
 */
record PrefixedSecret(String kind, String prefix, Chars alphabet, int least) implements SecretPattern {
    static List<SecretPattern> all() {
        return List.of(
                aws("AKIA"),
                aws("ASIA"),
                aws("ABIA"),
                aws("ACCA"),
                of("github-token", "ghp_", Chars.WORD, 30),
                of("github-token", "gho_", Chars.WORD, 30),
                of("github-token", "ghu_", Chars.WORD, 30),
                of("github-token", "ghs_", Chars.WORD, 30),
                of("github-token", "ghr_", Chars.WORD, 30),
                of("github-token", "github_pat_", Chars.WORD, 20),
                of("gitlab-token", "glpat-", Chars.TOKEN, 20),
                of("slack-token", "xoxa-", Chars.TOKEN, 10),
                of("slack-token", "xoxb-", Chars.TOKEN, 10),
                of("slack-token", "xoxe-", Chars.TOKEN, 10),
                of("slack-token", "xoxe.", Chars.TOKEN, 10),
                of("slack-token", "xoxo-", Chars.TOKEN, 10),
                of("slack-token", "xoxp-", Chars.TOKEN, 10),
                of("slack-token", "xoxr-", Chars.TOKEN, 10),
                of("slack-token", "xoxs-", Chars.TOKEN, 10),
                of("slack-token", "xapp-", Chars.TOKEN, 10),
                of("slack-webhook", "hooks.slack.com/services/", Chars.TOKEN68, 20),
                of("api-key", "sk-", Chars.TOKEN, 20),
                of("stripe-key", "sk_live_", Chars.WORD, 10),
                of("stripe-key", "sk_test_", Chars.WORD, 10),
                of("stripe-key", "rk_live_", Chars.WORD, 10),
                of("stripe-key", "rk_test_", Chars.WORD, 10),
                of("stripe-key", "whsec_", Chars.TOKEN68, 20),
                of("google-api-key", "AIza", Chars.TOKEN, 30),
                of("google-oauth-token", "ya29.", Chars.TOKEN, 20),
                of("google-client-secret", "GOCSPX-", Chars.TOKEN, 20),
                of("sendgrid-key", "SG.", Chars.NAME, 40),
                of("npm-token", "npm_", Chars.WORD, 30),
                of("pypi-token", "pypi-AgE", Chars.TOKEN, 30),
                of("hugging-face-token", "hf_", Chars.ALPHANUMERIC, 30),
                of("digitalocean-token", "dop_v1_", Chars.WORD, 40),
                of("shopify-token", "shpat_", Chars.WORD, 30),
                of("age-key", "AGE-SECRET-KEY-1", Chars.WORD, 40));
    }

    private static SecretPattern of(String kind, String prefix, Chars alphabet, int least) {
        return new PrefixedSecret(kind, prefix, alphabet, least);
    }

    private static SecretPattern aws(String prefix) {
        return of("aws-access-key", prefix, Chars.ALPHANUMERIC, 16);
    }

    @Override
    public String firstChars() {
        return prefix.substring(0, 1);
    }

    @Override
    public SecretSpan match(String text, int at) {
        if (!text.startsWith(prefix, at) || !Chars.ALPHANUMERIC.beginsAt(text, at)) {
            return SecretSpan.NONE;
        }
        int start = at + prefix.length();
        if (alphabet.runEnd(text, start, least) < start + least) {
            return SecretSpan.NONE;
        }
        return new SecretSpan(at, alphabet.runEnd(text, start), kind);
    }
}
