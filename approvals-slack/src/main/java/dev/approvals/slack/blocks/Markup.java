package dev.approvals.slack.blocks;

/** Text where Slack reads markup. */
final class Markup {

    private Markup() {}

    /** A text in which Slack finds no mention and no link: those begin with a bracket. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
