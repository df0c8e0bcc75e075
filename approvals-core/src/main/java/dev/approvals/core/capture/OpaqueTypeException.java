package dev.approvals.core.capture;

import java.io.Serial;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Member;

/** Says why a type's objects cannot be taken apart; caught while plans are made, and told as a fault of the tool. */
final class OpaqueTypeException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String clause;

    OpaqueTypeException(String clause) {
        super(clause);
        this.clause = clause;
    }

    /** Why, as a clause that follows the path. */
    String clause() {
        return clause;
    }

    /** Refuses a member that a strong module keeps from us. */
    static <M extends AccessibleObject & Member> void unlessReachable(M member) {
        if (!member.trySetAccessible()) {
            Class<?> owner = member.getDeclaringClass();
            throw new OpaqueTypeException("is a " + owner.getName() + ", whose module hides it (add `opens "
                    + owner.getPackageName() + " to dev.approvals.core` to its module-info)");
        }
    }
}
