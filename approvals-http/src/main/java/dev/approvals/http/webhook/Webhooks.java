package dev.approvals.http.webhook;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.core.time.Timekeeper;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells other systems what happens to requests, as signed CloudEvents
 * (<a href="https://www.standardwebhooks.com/">Standard Webhooks</a>): which request, which event, when; never what was
 * asked. A hint, not evidence: it never fails a gate, and what still waits when the process ends is not sent. Each message may
 * come more than once, under one id, and in another order. Thread-safe.
 */
public final class Webhooks implements AuditSink, AutoCloseable {

    /** Looking up a name may take long; all else is done by the client's own threads. */
    private static final int THREADS = 4;

    private final ThreadPoolExecutor executor;
    private final DeadLetters dead = new DeadLetters();
    private final List<Line> lines;

    private Webhooks(Timekeeper clock, List<WebhookTarget> targets) {
        this.executor = (ThreadPoolExecutor) Executors.newFixedThreadPool(THREADS, daemons());
        Line.Tools tools = new Line.Tools(new Sender(), executor, clock, new SecureRandom(), dead);
        this.lines = targets.stream().map(target -> new Line(target, tools)).toList();
    }

    /**
     * Begins to tell targets.
     *
     * @param targets who is told of what
     * @return the sink, to be given to the gate's builder, and to be closed after the gate
     * @throws IllegalArgumentException if a target outside of your network has no https address
     */
    public static Webhooks to(WebhookTarget... targets) {
        return to(Timekeeper.system(), targets);
    }

    /**
     * Begins to tell targets, by a clock of one's own.
     *
     * @param clock the clock
     * @param targets who is told of what
     * @return the sink
     * @throws IllegalArgumentException if a target outside of your network has no https address
     */
    public static Webhooks to(Timekeeper clock, WebhookTarget... targets) {
        for (WebhookTarget target : targets) {
            if (!target.isInside() && !"https".equals(target.address().getScheme())) {
                throw new IllegalArgumentException("The webhook " + target
                        + " is not https. Use https, or declare it inside() where it is in your own network");
            }
        }
        return new Webhooks(clock, Arrays.asList(targets));
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "approvals-webhooks-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void append(AuditEvent event) {
        for (Line line : lines) {
            if (line.target().wants(event.type())) {
                line.offer(Message.of(event));
            }
        }
    }

    @Override
    public boolean wantsArguments() {
        return false;
    }

    /** {@return how many messages are on their way, in line, or to be tried again} */
    public int waiting() {
        return lines.stream().mapToInt(Line::waiting).sum();
    }

    /** {@return the newest messages that were given up, oldest first; at most 1,000} */
    public List<DeadLetter> deadLetters() {
        return dead.all();
    }

    /**
     * Sends a message again that was given up, from the first attempt on.
     *
     * @param letter the message
     * @return whether it was there
     */
    public boolean resend(DeadLetter letter) {
        return dead.take(letter)
                .map(again -> {
                    again.run();
                    return true;
                })
                .orElse(false);
    }

    /** Gives up what waits. What is on its way may still arrive. */
    @Override
    public void close() {
        lines.forEach(line -> line.close("the sender was closed"));
        executor.shutdown();
    }
}
