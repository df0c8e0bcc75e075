package dev.approvals.http.jetty;

import dev.approvals.http.servlet.ApprovalsServlet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API on a server of its own, without encryption: on loopback, or behind a proxy that encrypts. Connections, threads,
 * header fields, what waits for a reader, idle time and the time until a request has arrived are bounded.
 */
public final class InboxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxServer.class);

    private static final int THREADS = 64;
    private static final int CONNECTIONS = 4_000;
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** How long the head of a connection's first request may take; of a later one after it was idle for as long as it may. */
    private static final Duration HEAD = Duration.ofSeconds(10);
    /** What the system keeps for one reader who does not read; by itself it would grow to megabytes for each. */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final Duration STOP = Duration.ofSeconds(2);

    private final Server server;
    private final URI address;
    private volatile Optional<ApprovalsServlet> served = Optional.empty();

    private InboxServer(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Takes an address. Requests wait until {@link #serve}.
     *
     * @param at where to listen; port 0 for a free one
     * @return the server, to be closed by the host
     * @throws IllegalStateException if the address cannot be had, such as for a port that is taken
     */
    public static InboxServer at(InetSocketAddress at) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("approvals-http");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = connector(server, at);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(STOP.toMillis());
        try {
            connector.open();
        } catch (IOException e) {
            throw new IllegalStateException("The inbox could not listen on " + at + ": " + e.getMessage(), e);
        }
        return new InboxServer(server, address(at, connector.getLocalPort()));
    }

    /**
     * Begins to answer.
     *
     * @param servlet the API
     * @return this
     */
    public InboxServer serve(ApprovalsServlet servlet) {
        served = Optional.of(servlet);
        ServerConnector connector = (ServerConnector) server.getConnectors()[0];
        RequestDeadline deadline =
                new RequestDeadline(handler(servlet), connector.getScheduler(), HEAD, IDLE.plus(HEAD));
        connector.addBean(deadline);
        server.setHandler(deadline);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("The inbox could not be served at " + address + ": " + e.getMessage(), e);
        }
        return this;
    }

    private static ServerConnector connector(Server server, InetSocketAddress at) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(16 * 1024);
        // A line ends with CR and LF only: a proxy that hands on a lone LF inside a value must not smuggle in a header
        // field.
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(at.getAddress().getHostAddress());
        connector.setPort(at.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        return connector;
    }

    private static ServletContextHandler handler(ApprovalsServlet servlet) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(holder, "/*");
        context.setErrorHandler(new PlainErrors());
        return context;
    }

    private static URI address(InetSocketAddress at, int port) {
        String host = at.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/");
    }

    /** {@return its address, with the port that it listens on} */
    public URI address() {
        return address;
    }

    /** {@return its address without a path, as {@code ApprovalsHttp.builder().address(...)} takes it} */
    public String origin() {
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** Stops listening and ends what is under way. */
    @Override
    public void close() {
        try {
            served.ifPresent(ApprovalsServlet::endStreams);
            stop();
            // A server that was never started has its port all the same.
            for (Connector connector : server.getConnectors()) {
                ((ServerConnector) connector).close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("The inbox's server could not be stopped: " + e.getMessage(), e);
        }
    }

    /** Who does not read to the end within the time is cut off, which is no failure: all is stopped by then. */
    private void stop() throws Exception {
        try {
            server.stop();
        } catch (TimeoutException e) {
            LOG.debug("The inbox's server stopped before all its readers had read", e);
        }
    }
}
