package dev.approvals.core.tool;

import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Method;
import java.lang.reflect.Type;

/**
 * One gated tool method: all its overrides, bridges and interface declarations taken together.
 *
 * @param spec what is known of the tool; a parameter is sensitive or the reason where any of the overrides says so, and
 *     its generic type is resolved against the target's class
 * @param method the method to invoke on the target where no proxy hands one over
 * @param returns how the result is handed over
 * @param resultType the generic type of the result; of what is inside for stages and futures
 * @param summary the parsed summary template
 */
public record ToolMethod(ToolSpec spec, Method method, ReturnKind returns, Type resultType, SummaryTemplate summary) {}
