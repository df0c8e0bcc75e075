package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Somebody in front of Slack, who sees what stands in a channel, clicks, and fills in modals. Thread-safe. */
public final class Person {

    private final String id;
    private final LoopbackSlack slack;
    private final Workspace workspace;
    private final ViewMethods views;
    private final Payloads payloads;

    Person(String id, LoopbackSlack slack, Workspace workspace, ViewMethods views, Payloads payloads) {
        this.id = id;
        this.slack = slack;
        this.workspace = workspace;
        this.views = views;
        this.payloads = payloads;
    }

    private SlackUser user() {
        return workspace.user(id).orElseThrow();
    }

    /** {@return what this person sees in a channel; nothing where they are no member} */
    public List<SlackMessage> sees(String channel) {
        return workspace
                .guarded()
                .in(() -> workspace
                        .channel(channel)
                        .filter(there -> there.members.contains(id))
                        .map(SlackChannel::messages)
                        .orElse(List.of())
                        .stream()
                        .filter(message -> !message.deleted())
                        .filter(message ->
                                message.onlyFor().isEmpty() || message.onlyFor().equals(id))
                        .toList());
    }

    /** {@return what this person alone was told in a channel, the newest last} */
    public List<String> told(String channel) {
        return slack.ephemeral(channel, id).stream().map(SlackMessage::text).toList();
    }

    /**
     * Clicks a button of a message as it was seen, though it may have been rewritten since.
     *
     * @param message the message
     * @param actionIdOrLabel which button
     * @return what the app said to it
     * @throws IllegalArgumentException if there is no such button, or this person does not see the message
     */
    public CompletableFuture<Ack> click(SlackMessage message, String actionIdOrLabel) {
        return slack.deliver(clickPayload(message, actionIdOrLabel));
    }

    /** {@return what a click would tell the app, to be changed and sent by {@link LoopbackSlack#deliver}} */
    public ObjectNode clickPayload(SlackMessage message, String actionIdOrLabel) {
        JsonNode button = message.button(actionIdOrLabel)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no \"" + actionIdOrLabel + "\" to click, only " + message.buttons()));
        return workspace.guarded().in(() -> {
            boolean member =
                    workspace.channel(message.channel()).orElseThrow().members.contains(id);
            if (!member || !(message.onlyFor().isEmpty() || message.onlyFor().equals(id))) {
                throw new IllegalArgumentException(id + " does not see this message in " + message.channel());
            }
            return payloads.click(user(), message, button);
        });
    }

    /** {@return the modal in front of this person} */
    public Optional<Modal> modal() {
        return workspace.guarded().in(this::newest);
    }

    private Optional<Modal> newest() {
        return views.modals().stream()
                .filter(modal -> modal.user().equals(id) && modal.open())
                .reduce((older, newer) -> newer);
    }

    /** {@return the modal in front of this person, once there is one; waits half a minute at most} */
    public Modal awaitModal() {
        return workspace.guarded().await("a modal for " + id, this::newest, views::modals);
    }

    /**
     * Fills in a modal and submits it. What the app answers is done to it: closed, updated, or left with its errors.
     *
     * @param modal the modal; one of somebody else's is submitted as if this person had it, which Slack itself never lets happen
     * @param entries texts, or the values or labels of options, by block id or action id
     * @return what the app said to it
     * @throws IllegalArgumentException if Slack's own client would not send it, such as for a needed entry that is missing
     */
    public CompletableFuture<Ack> submit(Modal modal, Map<String, String> entries) {
        return slack.deliver(submission(modal, entries)).thenApply(ack -> {
            workspace.guarded().run(() -> shown(modal, ack));
            return ack;
        });
    }

    /** {@return what submitting would tell the app, to be changed and sent by {@link LoopbackSlack#deliver}} */
    public ObjectNode submission(Modal modal, Map<String, String> entries) {
        for (String name : entries.keySet()) {
            if (modal.input(name).isEmpty()) {
                throw new IllegalArgumentException("The modal asks for no \"" + name + "\"");
            }
        }
        Map<String, JsonNode> filled = new HashMap<>();
        for (JsonNode block : modal.inputs()) {
            filled.put(block.path("block_id").asText(), Entry.of(block, typed(block, entries)));
        }
        return workspace.guarded().in(() -> payloads.submission(user(), modal, filled));
    }

    private static String typed(JsonNode block, Map<String, String> entries) {
        return Optional.ofNullable(entries.get(block.path("block_id").asText()))
                .or(() -> Optional.ofNullable(
                        entries.get(block.at("/element/action_id").asText())))
                .orElseGet(() -> block.at("/element/initial_value").asText(""));
    }

    private void shown(Modal modal, Ack ack) {
        if (!ack.taken() || ack.action().equals("errors")) {
            return;
        }
        if (ack.action().equals("update")) {
            views.replaced(modal, ViewMethods.checked(ack.answer().orElseThrow().path("view")));
        } else {
            views.put(modal.closed());
        }
    }

    /**
     * Closes a modal without submitting it.
     *
     * @param modal the modal
     * @return what the app said, where the modal asked that it be told; else at once
     */
    public CompletableFuture<Ack> close(Modal modal) {
        ObjectNode payload = workspace.guarded().in(() -> {
            views.put(modal.closed());
            return payloads.closing(user(), modal);
        });
        return modal.view().path("notify_on_close").asBoolean()
                ? slack.deliver(payload)
                : CompletableFuture.completedFuture(Ack.none(0, 0));
    }
}
