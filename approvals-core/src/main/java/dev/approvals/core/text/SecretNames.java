package dev.approvals.core.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which secrets are assigned, whatever stands before them: {@code password}, {@code DB_PASSWORD}. */
final class SecretNames {
    private static final String TOKEN = "token";
    private static final int SHORTEST_TOKEN = 12;
    private static final Set<String> NOT_SECRET = Set.of("", "true", "false", "null", "none", "undefined");
    private static final List<Ending> ENDINGS = List.of(
            new Ending("password", "password"),
            new Ending("passwd", "password"),
            new Ending("pwd", "password"),
            new Ending("passphrase", "passphrase"),
            new Ending("secret", "secret"),
            new Ending("secretkey", "secret"),
            new Ending("apikey", "api-key"),
            new Ending("accesskey", "access-key"),
            new Ending("accountkey", "access-key"),
            new Ending("privatekey", "private-key"),
            new Ending("signingkey", "signing-key"),
            new Ending("encryptionkey", "encryption-key"),
            new Ending("credential", "credentials"),
            new Ending("credentials", "credentials"),
            new Ending("authorization", "authorization"),
            new Ending(TOKEN, TOKEN));

    private SecretNames() {}

    /** Whether a value may hide behind this name; cheap, and asked before the value is looked for. */
    static boolean maySecret(String name) {
        return !kind(name).isEmpty();
    }

    /** Whether the value under this name is a secret. A {@code token} may also be a word, so a short one is none. */
    static boolean isSecret(String name, String value) {
        String kind = kind(name);
        return !kind.isEmpty()
                && !NOT_SECRET.contains(value.toLowerCase(Locale.ROOT))
                && (!kind.equals(TOKEN) || value.length() >= SHORTEST_TOKEN);
    }

    /** The kind of secret that the name says, or the empty string. */
    static String kind(String name) {
        String plain = letters(name);
        for (Ending ending : ENDINGS) {
            if (plain.endsWith(ending.letters())) {
                return ending.kind();
            }
        }
        return plain.equals("pass") || name.toLowerCase(Locale.ROOT).endsWith("_pass") ? "password" : "";
    }

    private static String letters(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && c != '-' && c != '.' && c != ' ') {
                out.append(Character.toLowerCase(c));
            }
        }
        return out.toString();
    }

    private record Ending(String letters, String kind) {}
}
