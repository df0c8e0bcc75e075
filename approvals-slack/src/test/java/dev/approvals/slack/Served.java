package dev.approvals.slack;

import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The servlet for clicks, served on a free port of this machine. */
record Served(Server server, URI address) implements AutoCloseable {

    static Served of(HttpServlet servlet) throws Exception {
        Server server = new Server(0);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/slack");
        server.setHandler(context);
        server.start();
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return new Served(server, URI.create("http://127.0.0.1:" + port + "/slack"));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
