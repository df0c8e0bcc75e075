package dev.approvals.core.approver;

import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the person at the terminal, one request after the other. For development: it takes that person's word for who
 * they are, and they are likely the one who started the program.
 *
 * <p>{@code y} approves, {@code n} denies, {@code e} escalates where the plan has a further level, each with a
 * comment behind it if wanted; {@code ?} shows the request again. A line is only ever taken for the request on the screen: what was typed before it was shown is
 * dropped, and where a request ends while it is on the screen, the next line still goes to that one and is answered as
 * late. Thread-safe.
 */
public final class ConsoleApprover implements Approver {

    private final Screen screen;
    private final Map<String, Sitting> open = new ConcurrentHashMap<>();
    private final Executor thread = oneThread();
    private volatile @Nullable IOException inputEnded;

    /**
     * Asks on this process's terminal; the reviewer is the user of the operating system.
     *
     * @throws IllegalStateException if there is no terminal
     */
    public ConsoleApprover() {
        this(Reviewer.named(System.getProperty("user.name")));
    }

    /**
     * Asks on this process's terminal.
     *
     * @param reviewer who sits there, as the host says
     * @throws IllegalStateException if there is no terminal
     */
    public ConsoleApprover(Reviewer reviewer) {
        this(
                reviewer,
                ConsoleTerminal.ofProcess()
                        .orElseThrow(() -> new IllegalStateException(
                                "There is no terminal to ask on: the input or output of this process is redirected."
                                        + " Run it in a terminal, or give the gate another approver")));
    }

    /**
     * Takes answers from a script, for tests and demonstrations: each line answers the request that is on the screen.
     *
     * @param reviewer whose answers they are
     * @param in the answers
     * @param out where requests are shown, in a charset that has all characters, such as UTF-8
     */
    public ConsoleApprover(Reviewer reviewer, BufferedReader in, PrintStream out) {
        this(reviewer, ConsoleTerminal.scripted(in, out));
    }

    ConsoleApprover(Reviewer reviewer, ConsoleTerminal terminal) {
        this.screen = new Screen(reviewer, terminal);
    }

    /** {@return whether this process has a terminal to ask on} */
    public static boolean hasTerminal() {
        return ConsoleTerminal.ofProcess().isPresent();
    }

    private static Executor oneThread() {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "approvals-console");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public boolean developmentOnly() {
        return true;
    }

    @Override
    public void attach(ReviewDesk desk) {
        screen.attach(desk);
    }

    /**
     * Shows a request once those before it are through, and waits for the answer.
     *
     * @throws IOException if the terminal's input has ended, so that nobody can answer
     * @throws CancellationException if the request ended or moved on before it was answered
     * @throws InterruptedException if the wait is broken off
     */
    @Override
    public Answer review(ApprovalRequest request) throws IOException, InterruptedException {
        Sitting sitting = new Sitting(request);
        Sitting earlier = open.put(request.id(), sitting);
        if (earlier != null) {
            screen.movedOn(earlier);
        }
        thread.execute(() -> sit(sitting));
        screen.tellOfQueue();
        try {
            return sitting.await();
        } finally {
            sitting.end();
        }
    }

    /** Announces the end where the request is or was on the screen. */
    @Override
    public void ended(ApprovalRequest request) {
        Sitting sitting = open.remove(request.id());
        if (sitting != null) {
            screen.ended(sitting, request);
        }
    }

    /**
     * The one thread's work. Reading a terminal cannot be interrupted, so this thread does nothing else, and those who
     * wait for answers wait elsewhere. Once the input has ended, it fails every request in turn.
     */
    private void sit(Sitting sitting) {
        try {
            if (inputEnded != null) {
                throw inputEnded;
            }
            screen.sit(sitting);
        } catch (IOException e) {
            inputEnded = e;
            sitting.fail(e);
        }
    }
}
