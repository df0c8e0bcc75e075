package dev.approvals.journal.report;

import dev.approvals.journal.line.Shown;

/** Builds HTML in which no text can become anything else: every text and every attribute is shown safely and escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Opens an element; attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    Html text(String text) {
        escape(Shown.of(text));
        return this;
    }

    /** An element with a text in it. */
    Html leaf(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** A text that somebody else wrote: apart from what stands beside it, in whatever direction it runs. */
    Html foreign(String text) {
        boolean blank = text.isBlank() && !text.isEmpty();
        return leaf("bdi", blank ? "\"" + text + "\"" : text);
    }

    /** A link to a place in this page; there are no others. */
    Html link(String place, String text, String... attributes) {
        String[] all = new String[attributes.length + 2];
        all[0] = "href";
        all[1] = "#" + place;
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        return leaf("a", text, all);
    }

    /** What is ours alone, such as the style sheet. */
    Html raw(String constant) {
        out.append(constant);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
