package dev.approvals.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter in which the agent says why it wants the action.
 *
 * <p>Reviewers see it as the agent's claim, apart from the facts. It is left out when two calls are compared for
 * likeness, so that a reworded reason makes no new call.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Reason {}
