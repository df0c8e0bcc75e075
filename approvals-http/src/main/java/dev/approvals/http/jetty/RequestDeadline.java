package dev.approvals.http.jetty;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request does not arrive. A limit on idle time alone is no limit: who sends a byte of a
 * header field now and then is never idle. Thread-safe.
 */
final class RequestDeadline extends Handler.Wrapper implements Connection.Listener {

    private final Scheduler scheduler;
    private final Duration first;
    private final Duration next;
    private final Map<Connection, Watch> watches = new ConcurrentHashMap<>();

    /** How many requests of a connection are being answered, and what closes it while there are none. */
    private record Watch(int answering, Scheduler.Task alarm) {}

    /**
     * A deadline.
     *
     * @param handler who answers
     * @param scheduler by which time is kept
     * @param first until when the whole head of a connection's first request is there
     * @param next the same for each later request, from the end of the answer before it
     */
    RequestDeadline(Handler handler, Scheduler scheduler, Duration first, Duration next) {
        super(handler);
        this.scheduler = scheduler;
        this.first = first;
        this.next = next;
    }

    @Override
    public void onOpened(Connection connection) {
        watches.put(connection, new Watch(0, alarm(connection, first)));
    }

    @Override
    public void onClosed(Connection connection) {
        Optional.ofNullable(watches.remove(connection))
                .ifPresent(watch -> watch.alarm().cancel());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        count(connection, 1);
        Request.addCompletionListener(request, failure -> count(connection, -1));
        return super.handle(request, response, callback);
    }

    /** The end of one answer may be told of after the next request has begun, so they are counted. */
    private void count(Connection connection, int more) {
        watches.computeIfPresent(connection, (any, watch) -> {
            watch.alarm().cancel();
            int answering = watch.answering() + more;
            return new Watch(answering, answering == 0 ? alarm(connection, next) : () -> true);
        });
    }

    private Scheduler.Task alarm(Connection connection, Duration limit) {
        return scheduler.schedule(() -> close(connection), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void close(Connection connection) {
        Optional.ofNullable(watches.get(connection))
                .filter(watch -> watch.answering() == 0)
                .ifPresent(idle -> connection.getEndPoint().close());
    }
}
