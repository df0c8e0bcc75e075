package dev.approvals.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a tool method whose every call is judged by the policy before it may run.
 *
 * <p>The attributes are facts about the method. They are the floor of every review: a policy may add groups, people and
 * risk, never take them away. On a type it covers all public methods of that type; on another annotation it makes that
 * annotation mean the same ({@code @Privileged}). The nearest one wins: method, then a composed annotation on the
 * method, then the type. Two that disagree are refused when the tool is wrapped.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface RequiresApproval {

    /**
     * What the call does, in words for a reviewer, with the arguments' values in braces: {@code "Export {rows} rows of
     * {table}"}. A name is a parameter's name (compile with {@code -parameters}), a number its position from 0. A
     * doubled brace stands for itself. Empty: the name of the action and its arguments.
     *
     * @return the template
     */
    String value() default "";

    /**
     * The name policies and people know the action by. Empty: the method's name.
     *
     * @return the name
     */
    String action() default "";

    /**
     * How much harm a wrong call does.
     *
     * @return the risk; a policy may raise it
     */
    Risk risk() default Risk.MEDIUM;

    /**
     * The groups whose members may decide, as the directory names them. Empty: anybody the directory knows.
     *
     * @return group names
     */
    String[] reviewers() default {};

    /**
     * How many distinct people must approve.
     *
     * @return at least 1
     */
    int quorum() default 1;

    /**
     * Whether a call may outlive its caller: after a bounded wait the caller is handed an id, and the stored call runs
     * once it is approved. Off: the caller waits, and a caller that leaves cancels.
     *
     * @return true for a call that may run later
     */
    boolean runLater() default false;

    /**
     * Whether running twice with one execution id does no more than running once, so that a run cut off by a crash may
     * be repeated.
     *
     * @return true for an idempotent action
     */
    boolean idempotent() default false;

    /**
     * Whether what a call is about is too private for chat: messages there say that something waits, and nothing of what;
     * who wants to approve opens it in the inbox. A policy may demand the same by its plan.
     *
     * @return true for calls that are shown in the inbox only
     */
    boolean inboxOnly() default false;
}
