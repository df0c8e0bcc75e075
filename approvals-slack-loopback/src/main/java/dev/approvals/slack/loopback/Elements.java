package dev.approvals.slack.loopback;

import static dev.approvals.slack.loopback.Rule.address;
import static dev.approvals.slack.loopback.Rule.bool;
import static dev.approvals.slack.loopback.Rule.byType;
import static dev.approvals.slack.loopback.Rule.integer;
import static dev.approvals.slack.loopback.Rule.list;
import static dev.approvals.slack.loopback.Rule.oneOf;
import static dev.approvals.slack.loopback.Rule.string;

import java.util.HashMap;
import java.util.Map;

/** Texts and what can be clicked or filled in, with the limits of Slack's reference. */
final class Elements {

    private static final Rule ACTION_ID = string(1, 255, (id, walk) -> walk.actionId(id));

    private static final Shape ACTIONABLE = Shape.empty().takes("action_id", ACTION_ID);

    private static final Rule CONFIRM = Shape.empty()
            .needs("title", plain(100))
            .needs("text", any(300))
            .needs("confirm", plain(30))
            .needs("deny", plain(30))
            .takes("style", oneOf("primary", "danger"));

    private static final Shape CHOICE = ACTIONABLE.takes("confirm", CONFIRM).takes("focus_on_load", bool());

    static final Rule IMAGE = Shape.empty()
            .needs("alt_text", Rule.text(1, 2_000))
            .takes("image_url", address())
            .takes("slack_file", Shape.empty().takes("id", string(1, 255)).takes("url", address()))
            .needsOne("image_url", "slack_file", false);

    private static final Rule BUTTON = ACTIONABLE
            .needs("text", plain(75))
            .takes("url", address())
            .takes("value", string(1, 2_000))
            .takes("style", oneOf("primary", "danger"))
            .takes("confirm", CONFIRM)
            .takes("accessibility_label", string(1, 75));

    private static final Rule OVERFLOW = ACTIONABLE
            .needs("options", list(1, 5, option(plain(75)).takes("url", address())))
            .takes("confirm", CONFIRM);

    private static final Rule SELECT = CHOICE.takes("placeholder", plain(150))
            .takes("options", list(1, 100, option(plain(75))))
            .takes("option_groups", list(1, 100, group()))
            .takes("initial_option", option(plain(75)))
            .needsOne("options", "option_groups", false);

    private static final Rule RADIO =
            CHOICE.needs("options", list(1, 10, option(any(75)))).takes("initial_option", option(any(75)));

    private static final Rule CHECKBOXES = CHOICE.needs("options", list(1, 10, option(any(75))))
            .takes("initial_options", list(1, 10, option(any(75))));

    private static final Rule USERS = CHOICE.takes("placeholder", plain(150)).takes("initial_user", string(1, 255));

    private static final Rule DATE = CHOICE.takes("placeholder", plain(150)).takes("initial_date", string(10, 10));

    private static final Rule PLAIN_INPUT = ACTIONABLE
            .takes("placeholder", plain(150))
            .takes("initial_value", string(0, 3_000))
            .takes("multiline", bool())
            .takes("min_length", integer(0, 3_000))
            .takes("max_length", integer(1, 3_000))
            .takes("focus_on_load", bool())
            .takes(
                    "dispatch_action_config",
                    Shape.empty()
                            .takes(
                                    "trigger_actions_on",
                                    list(1, 2, oneOf("on_enter_pressed", "on_character_entered"))));

    private static final Map<String, Rule> BOTH_ASK_AND_ACT = Map.of(
            "static_select", SELECT,
            "radio_buttons", RADIO,
            "checkboxes", CHECKBOXES,
            "users_select", USERS,
            "datepicker", DATE);

    /** What an actions block holds. */
    static final Rule ACTIONS = byType(with(BOTH_ASK_AND_ACT, Map.of("button", BUTTON, "overflow", OVERFLOW)));

    /** What stands beside a section. */
    static final Rule ACCESSORY =
            byType(with(BOTH_ASK_AND_ACT, Map.of("button", BUTTON, "overflow", OVERFLOW, "image", IMAGE)));

    /** What an input block asks with. */
    static final Rule INPUT = byType(with(BOTH_ASK_AND_ACT, Map.of("plain_text_input", PLAIN_INPUT)));

    /** What a context block holds. */
    static final Rule CONTEXT =
            byType(Map.of("image", IMAGE, "plain_text", plainShape(3_000), "mrkdwn", mrkdwnShape(3_000)));

    private Elements() {}

    static Rule plain(int most) {
        return byType(Map.of("plain_text", plainShape(most)));
    }

    static Rule any(int most) {
        return byType(Map.of("plain_text", plainShape(most), "mrkdwn", mrkdwnShape(most)));
    }

    private static Shape plainShape(int most) {
        return Shape.empty().needs("text", Rule.text(1, most)).takes("emoji", bool());
    }

    private static Shape mrkdwnShape(int most) {
        return Shape.empty().needs("text", Rule.text(1, most)).takes("verbatim", bool());
    }

    private static Shape option(Rule text) {
        return Shape.empty().needs("text", text).needs("value", string(1, 150)).takes("description", plain(75));
    }

    private static Shape group() {
        return Shape.empty().needs("label", plain(75)).needs("options", list(1, 100, option(plain(75))));
    }

    private static Map<String, Rule> with(Map<String, Rule> some, Map<String, Rule> others) {
        Map<String, Rule> together = new HashMap<>(some);
        together.putAll(others);
        return Map.copyOf(together);
    }
}
