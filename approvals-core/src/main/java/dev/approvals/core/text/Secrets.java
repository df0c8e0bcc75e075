package dev.approvals.core.text;

/**
 * Replaces what is known to be a secret by a mask that names its kind, such as {@code [masked: aws-access-key]}.
 *
 * <p>Knows the shapes of common credentials and the names under which secrets are assigned ({@code password=...},
 * {@code --token ...}, {@code "apiKey": "..."}). It cannot know a secret without shape or name: mark such a parameter
 * {@code @Sensitive}.
 */
public final class Secrets {
    private Secrets() {}

    /**
     * Masks every known secret; masking twice changes nothing.
     *
     * @param text the text
     * @return what may be shown of it; the same text where it has no secret
     */
    public static String mask(String text) {
        StringBuilder out = new StringBuilder(0);
        int copied = 0;
        for (int at = 0; at < text.length(); ) {
            SecretSpan span = SecretPatterns.find(text, at);
            if (!span.found()) {
                at++;
                continue;
            }
            out.append(text, copied, span.from()).append(masked(span.kind()));
            copied = span.to();
            at = span.to();
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /**
     * Masks a value that stands under a name.
     *
     * @param name the field or key
     * @param value the value
     * @return what may be shown of it: a mask alone where the name says secret
     */
    public static String maskNamed(String name, String value) {
        return SecretNames.isSecret(name, value) ? masked(SecretNames.kind(name)) : mask(value);
    }

    /**
     * The mask itself.
     *
     * @param kind what is masked
     * @return what stands in its place
     */
    public static String masked(String kind) {
        return SecretSpan.MASK_START + kind + "]";
    }
}
