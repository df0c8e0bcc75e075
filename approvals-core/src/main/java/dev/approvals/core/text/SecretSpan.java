package dev.approvals.core.text;

/**
 * Where a secret stands in a text.
 *
 * @param from index of its first char
 * @param to index after its last char
 * @param kind what it is, such as {@code jwt}
 */
record SecretSpan(int from, int to, String kind) {
    static final String MASK_START = "[masked: ";
    static final SecretSpan NONE = new SecretSpan(0, 0, "");

    boolean found() {
        return to > from;
    }
}
