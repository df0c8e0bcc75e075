package dev.approvals.review;

import dev.approvals.call.ToolCall;

/**
 * Tells what a call would do, before anybody approved it. A tool object that implements it is asked for each of its calls.
 *
 * <p>The arguments are hostile at this point. An implementation reads only, with credentials that can do no more, and
 * follows no path or address taken from the arguments. It runs on another thread, bounded in time and size; when it
 * fails, the card says so and the request is asked all the same.
 */
@FunctionalInterface
public interface ImpactPreview {

    /**
     * Finds out what a call would do.
     *
     * @param call the call, masked
     * @return its impact, or {@link Impact#NONE}
     */
    Impact preview(ToolCall call);
}
