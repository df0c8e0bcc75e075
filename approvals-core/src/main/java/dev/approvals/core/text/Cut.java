package dev.approvals.core.text;

/**
 * The beginning of a text, and how much of it is not there.
 *
 * @param text what was kept; never ends inside a surrogate pair, a combining sequence or an escape
 * @param omitted how many chars of the original were left out, 0 for none
 */
public record Cut(String text, int omitted) {
    /**
     * The beginning of a text as it is, unescaped.
     *
     * @param text the text
     * @param most how many chars may be kept
     * @return the cut
     */
    public static Cut of(String text, int most) {
        if (text.length() <= most) {
            return new Cut(text, 0);
        }
        int end = 0;
        while (end < most) {
            int next = CharacterKinds.clusterEnd(text, end);
            if (next > most) {
                break;
            }
            end = next;
        }
        return new Cut(text.substring(0, end), text.length() - end);
    }

    /** {@return whether nothing was left out} */
    public boolean whole() {
        return omitted == 0;
    }

    /** {@return the kept text, followed by how many characters are missing where some are} */
    public String told() {
        return whole() ? text : text + "... [" + omitted + " more characters]";
    }
}
