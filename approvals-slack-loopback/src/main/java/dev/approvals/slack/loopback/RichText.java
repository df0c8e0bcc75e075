package dev.approvals.slack.loopback;

import static dev.approvals.slack.loopback.Rule.address;
import static dev.approvals.slack.loopback.Rule.bool;
import static dev.approvals.slack.loopback.Rule.byType;
import static dev.approvals.slack.loopback.Rule.integer;
import static dev.approvals.slack.loopback.Rule.list;
import static dev.approvals.slack.loopback.Rule.oneOf;
import static dev.approvals.slack.loopback.Rule.string;

import java.util.Map;

/** The tree inside a rich text block. */
final class RichText {

    private static final int MANY = 10_000;

    private static final Shape STYLED = Shape.empty()
            .takes(
                    "style",
                    Shape.empty()
                            .takes("bold", bool())
                            .takes("italic", bool())
                            .takes("strike", bool())
                            .takes("underline", bool())
                            .takes("highlight", bool())
                            .takes("client_highlight", bool())
                            .takes("unlink", bool())
                            .takes("code", bool()));

    private static final Rule TEXT = STYLED.needs("text", Rule.text(1, MANY * 10));
    private static final Rule LINK =
            STYLED.needs("url", address()).takes("text", Rule.text(1, MANY)).takes("unsafe", bool());

    private static final Rule INLINE = byType(Map.of(
            "text", TEXT,
            "link", LINK,
            "emoji", STYLED.needs("name", string(1, 255)).takes("unicode", string(1, 255)),
            "user", STYLED.needs("user_id", string(1, 255)),
            "usergroup", STYLED.needs("usergroup_id", string(1, 255)),
            "channel", STYLED.needs("channel_id", string(1, 255)),
            "broadcast", STYLED.needs("range", oneOf("here", "channel", "everyone")),
            "color", STYLED.needs("value", string(1, 20)),
            "date",
                    STYLED.needs("timestamp", integer(0, Integer.MAX_VALUE))
                            .needs("format", string(1, 255))
                            .takes("url", address())
                            .takes("fallback", Rule.text(1, 255))));

    private static final Shape SECTION = Shape.empty().needs("elements", list(0, MANY, INLINE));
    private static final Rule BORDER = integer(0, 1);

    private static final Rule PREFORMATTED = Shape.empty()
            .needs("elements", list(0, MANY, byType(Map.of("text", TEXT, "link", LINK))))
            .takes("border", BORDER);

    private static final Rule LIST = Shape.empty()
            .needs("style", oneOf("bullet", "ordered"))
            .needs("elements", list(1, MANY, byType(Map.of("rich_text_section", SECTION))))
            .takes("indent", integer(0, 8))
            .takes("offset", integer(0, MANY))
            .takes("border", BORDER);

    /** What a rich text block holds. */
    static final Rule ELEMENTS = list(
            1,
            MANY,
            byType(Map.of(
                    "rich_text_section", SECTION,
                    "rich_text_preformatted", PREFORMATTED,
                    "rich_text_list", LIST,
                    "rich_text_quote", SECTION.takes("border", BORDER))));

    private RichText() {}
}
