package dev.approvals.core.channel;

import dev.approvals.review.Approver;
import java.util.concurrent.ExecutorService;

/**
 * An approver with the threads it runs on.
 *
 * @param name its name, unique in the gate
 * @param approver the approver
 * @param workers its threads
 */
public record Channel(String name, Approver approver, ExecutorService workers) {}
