package dev.approvals.journal;

/** How much the slow tests try: {@code -Pfull} tries all, {@code verify} some. */
public final class Thorough {

    private static final boolean ALL = Boolean.getBoolean("approvals.thorough");

    private Thorough() {}

    /** How far to go from one tried place to the next. */
    public static int step(int usual) {
        return ALL ? 1 : usual;
    }

    public static int times(int all, int usual) {
        return ALL ? all : usual;
    }
}
