package dev.approvals.core.tool;

import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** A team's own annotations. */
final class Composed {

    private Composed() {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresApproval(risk = Risk.HIGH)
    @interface Privileged {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresApproval(risk = Risk.CRITICAL)
    @interface Deadly {}

    @Retention(RetentionPolicy.RUNTIME)
    @Privileged
    @interface Nested {}

    @Retention(RetentionPolicy.RUNTIME)
    @Back
    @RequiresApproval
    @interface Forth {}

    @Retention(RetentionPolicy.RUNTIME)
    @Circle
    @Forth
    @interface Back {}

    @Retention(RetentionPolicy.RUNTIME)
    @Back
    @interface Circle {}

    @Retention(RetentionPolicy.RUNTIME)
    @interface Bystander {}
}
