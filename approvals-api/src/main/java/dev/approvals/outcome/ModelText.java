package dev.approvals.outcome;

/** The sentences a model reads. */
final class ModelText {

    private static final String CUT = " [cut]";

    private ModelText() {}

    static String bounded(String text) {
        if (text.length() <= Outcome.MODEL_TEXT_LIMIT) {
            return text;
        }
        int end = Outcome.MODEL_TEXT_LIMIT - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    static String refused(Outcome.Refused refused) {
        String text = "Not executed: " + refused.tool() + ": " + refused.code().meaning();
        // Only here does the detail speak of what the model itself wrote, and it cannot mend the call without it.
        if (refused.code().equals(RefusalCode.INVALID_ARGUMENTS)) {
            text += " " + refused.detail();
        }
        return bounded(text + " [" + refused.code() + ", call " + refused.callId() + "]");
    }

    static String pending(String tool, String callId) {
        return "Waiting: " + tool + " waits for a person's decision (call " + callId
                + "). Do not repeat it; tell the user it is waiting, and go on with something else.";
    }
}
