package dev.approvals.slack.act;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvals.core.chat.Binding;
import dev.approvals.review.Decision;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.identity.Home;
import dev.approvals.slack.identity.SlackAccount;
import dev.approvals.slack.web.MessageId;
import java.util.Optional;

/**
 * Reads interactions. Of all that a payload says, only this is believed: who did it, in which workspace and for which app,
 * which Slack vouches for; the value of our own button, and the private metadata of our own modal, which are checked again
 * by whoever decides. The message that comes along, its text and its state are not looked at.
 */
final class Payloads {

    private final Home home;

    Payloads(Home home) {
        this.home = home;
    }

    Gesture read(JsonNode payload) throws MalformedException {
        if (!Fields.id(payload, "api_app_id").equals(home.app())) {
            throw new MalformedException("api_app_id");
        }
        SlackAccount who = who(payload);
        return switch (Fields.text(payload, "type")) {
            case "block_actions" -> press(payload, who);
            case "view_submission" -> submission(payload, who);
            default -> new Gesture.Other(who);
        };
    }

    /** Workspace and organisation are named in several places: one that differs is elsewhere. */
    private SlackAccount who(JsonNode payload) throws MalformedException {
        String user = Fields.user(payload, "user", "id");
        String team = Fields.id(payload, "user", "team_id");
        Optional<String> place = Fields.optionalId(payload, "team", "id");
        Optional<String> enterprise = Fields.optionalId(payload, "enterprise", "id");
        Optional<String> above = Fields.optionalId(payload, "team", "enterprise_id");
        if (enterprise.isPresent() && above.isPresent() && !enterprise.equals(above)) {
            throw new MalformedException("team.enterprise_id");
        }
        boolean elsewhere = place.isPresent() && !place.get().equals(home.team());
        return new SlackAccount(enterprise.or(() -> above), elsewhere ? place.get() : team, user);
    }

    private static Gesture press(JsonNode payload, SlackAccount who) throws MalformedException {
        JsonNode actions = payload.path("actions");
        if (!actions.isArray() || actions.size() != 1) {
            throw new MalformedException("actions");
        }
        JsonNode action = actions.get(0);
        Optional<Button> button = Button.of(Fields.text(action, "action_id"));
        if (button.isEmpty()) {
            return new Gesture.Other(who);
        }
        if (!Fields.text(action, "type").equals("button")) {
            throw new MalformedException("actions.type");
        }
        Binding binding =
                Binding.of(Fields.text(action, "value")).orElseThrow(() -> new MalformedException("actions.value"));
        return new Gesture.Press(who, button.get(), binding, message(payload), Fields.word(payload, "trigger_id"));
    }

    private static MessageId message(JsonNode payload) throws MalformedException {
        String channel = Fields.id(payload, "container", "channel_id");
        return MessageId.of(channel + "/" + Fields.text(payload, "container", "message_ts"))
                .filter(message -> message.file().isEmpty())
                .orElseThrow(() -> new MalformedException("container"));
    }

    private Gesture submission(JsonNode payload, SlackAccount who) throws MalformedException {
        JsonNode view = payload.path("view");
        if (!Modals.CALLBACK.equals(view.path("callback_id").asText())) {
            return new Gesture.Other(who);
        }
        if (!Fields.id(view, "app_id").equals(home.app())) {
            throw new MalformedException("view.app_id");
        }
        Slip slip = Slip.of(Fields.text(view, "private_metadata"))
                .orElseThrow(() -> new MalformedException("view.private_metadata"));
        JsonNode words = view.path("state")
                .path("values")
                .path(Modals.BLOCK)
                .path(Modals.INPUT)
                .path("value");
        if (!Fields.isAbsent(words) && !words.isTextual()) {
            throw new MalformedException("view.state");
        }
        String comment = words.asText("").strip();
        if (comment.length() > Decision.COMMENT_LIMIT) {
            throw new MalformedException("view.state");
        }
        return new Gesture.Submission(who, slip, comment);
    }
}
