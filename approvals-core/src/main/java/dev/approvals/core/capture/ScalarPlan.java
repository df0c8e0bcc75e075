package dev.approvals.core.capture;

/**
 * A standard type that says by itself what its values are.
 *
 * @param kind its kind
 * @param primitive whether it is a primitive, so that null may not stand for it
 */
record ScalarPlan(ScalarKind kind, boolean primitive) implements Plan {
    @Override
    public boolean nullable() {
        return !primitive;
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (live.getClass() != kind.type()) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getName() + " where "
                            + kind.type().getName() + " is declared",
                    "pass exactly the declared type");
        }
        return Scalars.freeze(kind, live, walk);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        return Scalars.bind(kind, json, walk);
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (frozen instanceof Value.Scalar scalar && scalar.kind() == kind) {
            return scalar.value();
        }
        throw walk.unthawable("is no " + kind.tag());
    }
}
