package dev.approvals.core.capture;

/**
 * A type whose objects a reviewer could not see whole: it refuses every value but null.
 *
 * @param what why, as a clause that follows the path
 */
record OpaquePlan(String what) implements Plan {
    /** What to do about an opaque type. */
    static final String CURE = "declare a record of plain values instead, or register a renderer for the type";

    @Override
    public Value freezePresent(Object live, Walk walk) {
        throw walk.unrenderable(what + " (the value is a " + live.getClass().getName() + ")", CURE);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        throw walk.unbindable(what, "this tool cannot be called with JSON");
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        throw walk.unthawable(what);
    }
}
