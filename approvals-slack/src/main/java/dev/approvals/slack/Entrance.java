package dev.approvals.slack;

import dev.approvals.core.chat.ChatRoutes;
import dev.approvals.core.chat.Place;
import dev.approvals.slack.act.Interactions;
import dev.approvals.slack.identity.Home;
import dev.approvals.slack.receive.Acknowledgement;
import dev.approvals.slack.receive.Inlet;
import dev.approvals.slack.receive.InteractivityServlet;
import dev.approvals.slack.receive.Signatures;
import dev.approvals.slack.receive.SocketMode;
import dev.approvals.slack.web.SelfCheck;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where clicks come in. It opens once Slack has said who the app is and that it may do what it must; where Slack cannot be
 * asked, it is asked again. Thread-safe.
 */
final class Entrance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Keys keys;
    private final ChatRoutes routes;
    private final Clicks clicks;
    private final Readiness readiness;
    private final ExecutorService keeper;
    private final ReentrantLock lock = new ReentrantLock();
    /** What to close, the last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private volatile @Nullable Interactions interactions;
    private boolean closed;

    /**
     * What Slack and we know each other by.
     *
     * @param appToken for Socket Mode, or empty
     * @param signingSecrets for signed HTTP, or none
     */
    record Keys(String appToken, List<String> signingSecrets) {
        Keys {
            signingSecrets = List.copyOf(signingSecrets);
        }

        /** Without them: they are secrets. */
        @Override
        public String toString() {
            return "Keys";
        }
    }

    Entrance(Keys keys, ChatRoutes routes, Clicks clicks, Readiness readiness) {
        this.keys = keys;
        this.routes = routes;
        this.clicks = clicks;
        this.readiness = readiness;
        this.keeper = Executors.newSingleThreadExecutor(run -> {
            Thread thread = new Thread(run, "approvals-slack-start");
            thread.setDaemon(true);
            return thread;
        });
    }

    HttpServlet servlet() {
        if (keys.signingSecrets().isEmpty()) {
            throw new IllegalStateException("Clicks come over Socket Mode here. For signed HTTP build the approver with"
                    + " signedHttp(...), or set " + SlackBuilder.SIGNING_SECRET + " and not " + SlackBuilder.APP_TOKEN);
        }
        Inlet inlet = (key, payload) -> {
            Interactions ready = interactions;
            return ready == null ? new Acknowledgement.Busy() : ready.take(key, payload);
        };
        return new InteractivityServlet(new Signatures(keys.signingSecrets(), clicks.clock()::now), inlet);
    }

    /** Opens now, or as soon as Slack can be asked. */
    void open() {
        open(SOON);
    }

    private void open(Duration pause) {
        try {
            start();
            readiness.ready();
        } catch (IOException e) {
            LOG.warn("Slack cannot be asked now, so no click is taken yet; it is asked again: {}", e.getMessage());
            clicks.clock().at(clicks.clock().now().plus(pause), () -> openOnKeeper(pause));
        }
    }

    private void openOnKeeper(Duration paused) {
        Duration twice = paused.multipliedBy(2);
        try {
            keeper.execute(() -> openLate(twice.compareTo(LATER) < 0 ? twice : LATER));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed, so Slack is not asked again");
        }
    }

    private void openLate(Duration pause) {
        try {
            open(pause);
        } catch (RuntimeException e) {
            readiness.hindered(String.valueOf(e.getMessage()));
            LOG.error(
                    "Nothing is posted in Slack, and no click taken, before somebody mends this and restarts: {}",
                    e.getMessage());
        }
    }

    private void start() throws IOException {
        List<String> channels = routes.all().stream().map(Place::address).collect(Collectors.toList());
        SelfCheck.Wanted wanted = new SelfCheck.Wanted(channels, clicks.scopes(), keys.appToken());
        SelfCheck.Login login = SelfCheck.of(clicks.web(), wanted);
        Interactions ready = clicks.at(new Home(login.app(), login.team(), login.enterprise()));
        keep(ready, receiver(ready));
        interactions = ready;
        LOG.info("Clicks of workspace {} are taken, as the app {} ({})", login.team(), login.name(), login.app());
    }

    /** What brings clicks in, for as long as it is open; nothing of ours where Slack posts them to the servlet. */
    private AutoCloseable receiver(Interactions ready) throws IOException {
        if (keys.appToken().isEmpty()) {
            return () -> {};
        }
        try {
            return SocketMode.open(clicks.web().slack(), keys.appToken(), ready);
        } catch (IOException e) {
            ready.close(); // the next try makes its own
            throw e;
        }
    }

    private void keep(AutoCloseable first, AutoCloseable then) {
        lock.lock();
        try {
            if (!closed) {
                opened.push(first);
                opened.push(then);
                return;
            }
        } finally {
            lock.unlock();
        }
        end(then);
        end(first);
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        List<AutoCloseable> parts;
        lock.lock();
        try {
            closed = true;
            parts = List.copyOf(opened);
            opened.clear();
        } finally {
            lock.unlock();
        }
        parts.forEach(Entrance::end);
    }

    private static void end(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn(
                    "A part of the approver for Slack did not close in peace", e); // the others are closed all the same
        }
    }
}
