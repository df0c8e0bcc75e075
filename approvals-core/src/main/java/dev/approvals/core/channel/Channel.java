package dev.approvals.core.channel;

import dev.approvals.review.Approver;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An approver with the threads it runs on.
 *
 * @param name its name, unique in the gate
 * @param approver the approver
 * @param workers its threads
 * @param turns guards what its reviews share with who breaks them off: one for all, each holds it for a moment
 */
public record Channel(String name, Approver approver, ExecutorService workers, ReentrantLock turns) {}
