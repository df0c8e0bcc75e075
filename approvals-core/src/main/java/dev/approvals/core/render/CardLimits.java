package dev.approvals.core.render;

/**
 * How much a card shows. What does not fit of the arguments makes the card partial; what does not fit beside them is
 * left out and said.
 *
 * @param payloadChars how many characters of arguments, context and reason
 * @param payloadRows how many rows and lines of them
 * @param sideChars how many characters of each text beside them: summary, effect, earlier call, comment
 * @param sideRows how many effects, earlier calls, votes and warnings
 */
public record CardLimits(int payloadChars, int payloadRows, int sideChars, int sideRows) {

    private static final CardLimits STANDARD = new CardLimits(20_000, 400, 600, 20);
    private static final int FEWEST_SIDE_CHARS = 75;
    private static final int FEWEST_SIDE_ROWS = 2;

    /** Checks the components. */
    public CardLimits {
        if (payloadChars < 1 || payloadRows < 1 || sideChars < 1 || sideRows < 1) {
            throw new IllegalArgumentException("A card's limits are at least 1; got " + payloadChars + ", "
                    + payloadRows + ", " + sideChars + ", " + sideRows);
        }
    }

    /** {@return what a person can take in on a screen: 20,000 characters in 400 rows, and twenty short texts beside} */
    public static CardLimits standard() {
        return STANDARD;
    }

    /** Half of it: first of what stands beside the arguments, of the arguments only once nothing is left to save there. */
    CardLimits smaller() {
        if (sideChars > FEWEST_SIDE_CHARS || sideRows > FEWEST_SIDE_ROWS) {
            return new CardLimits(
                    payloadChars, payloadRows, less(sideChars, FEWEST_SIDE_CHARS), less(sideRows, FEWEST_SIDE_ROWS));
        }
        return new CardLimits(less(payloadChars, 1), less(payloadRows, 1), sideChars, sideRows);
    }

    /** A limit that is below the least already stays. */
    private static int less(int limit, int least) {
        return Math.min(limit, Math.max(least, limit / 2));
    }
}
