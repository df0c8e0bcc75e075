package dev.approvals.slack.act;

/** A payload is not as Slack writes it. Its message names the member and quotes nothing. */
final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException(String member) {
        super("The member \"" + member + "\" is missing, or not what Slack puts there");
    }
}
