package dev.approvals.core.text;

/**
 * The shape of one kind of secret.
 *
 * <p>A pattern is asked at every char that {@link #firstChars} names, so an answer of "no" must cost no more than a
 * bounded look around, or what it looked at must not be looked at again: that keeps masking linear on hostile text.
 */
interface SecretPattern {
    /** The ASCII chars at which this pattern can begin. */
    String firstChars();

    /** The secret whose pattern begins at this char, or {@link SecretSpan#NONE}. */
    SecretSpan match(String text, int at);
}
