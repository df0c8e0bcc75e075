package dev.approvals.slack.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer at once to an interaction, before anything is decided. */
public sealed interface Acknowledgement {

    /** It was taken; a modal closes. */
    record Taken() implements Acknowledgement {}

    /**
     * It was not taken, and its modal says why and stays open.
     *
     * @param body the answer as Slack wants it
     */
    record Errors(ObjectNode body) implements Acknowledgement {}

    /** It is not for this app, or cannot be understood: Slack shows that it was not taken. */
    record Refused() implements Acknowledgement {}

    /** Too much is under way: Slack shows that it was not taken, and the person can try again. */
    record Busy() implements Acknowledgement {}
}
