package dev.approvals.core.capture;

import org.jspecify.annotations.Nullable;

/**
 * How values of one declared type are frozen, bound from JSON, and rebuilt. Made once, at wrap time; immutable after it.
 *
 * <p>What it freezes, it can rebuild from the declared type alone, so that what a tool gets is what a reviewer saw.
 */
interface Plan {
    /**
     * The frozen copy of a live object that is not null.
     *
     * @throws UnrenderableException if it is not of the declared type, or not whole in sight
     */
    Value freezePresent(Object live, Walk walk);

    /**
     * The frozen value that plain JSON stands for, where it is not null.
     *
     * @throws BindingException if it does not fit the declared type exactly
     */
    Value bindPresent(Value json, Walk walk);

    /**
     * A new object from a frozen value that is not null.
     *
     * @throws ThawException if the value is not of the declared type
     */
    Object thawPresent(Value frozen, Walk walk);

    /** Whether null may stand in the place of a value. */
    default boolean nullable() {
        return true;
    }

    /** What JSON null, or nothing at all, stands for where null may not stand; empty where nothing may. */
    default @Nullable Value absent() {
        return nullable() ? Value.NULL : null;
    }

    default Value freeze(@Nullable Object live, Walk walk) {
        walk.value();
        if (live != null) {
            return freezePresent(live, walk);
        }
        if (!nullable()) {
            throw walk.unrenderable("is null, which its type does not allow", "pass a value");
        }
        return Value.NULL;
    }

    default Value bind(Value json, Walk walk) {
        if (!(json instanceof Value.Null)) {
            return bindPresent(json, walk);
        }
        Value absent = absent();
        if (absent == null) {
            throw walk.unbindable("is null, but must have a value", "send one");
        }
        return absent;
    }

    default @Nullable Object thaw(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Null)) {
            return thawPresent(frozen, walk);
        }
        if (!nullable()) {
            throw walk.unthawable("is null, which its type does not allow");
        }
        return null;
    }
}
