package dev.approvals.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A network between a node and its database, to be cut. */
final class TcpProxy implements AutoCloseable {

    /** What the network does with what is sent. */
    enum Network {
        /** Carries all. */
        SOUND,
        /** Breaks the connection; what the client sends does not arrive. */
        CUT_BEFORE_REQUEST,
        /** Carries what the client sends, and breaks the connection when the answer comes. */
        CUT_BEFORE_ANSWER,
        /** Carries what the client sends, and no answer; nobody is told. */
        SILENT
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread daemon = new Thread(work, "proxy");
        daemon.setDaemon(true);
        return daemon;
    });
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String marker = "";
    private volatile Network network = Network.SOUND;

    TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /**
     * Changes the network.
     *
     * @param next what it does from now on
     * @param when to connections over which a client sends this
     */
    void become(Network next, String when) {
        marker = when;
        network = next;
    }

    void becomeSound() {
        become(Network.SOUND, "");
    }

    /** Breaks every connection there is; new ones are what the network is. */
    void breakAll() {
        open.forEach(TcpProxy::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Line line = new Line(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
                open.add(line.client);
                open.add(line.database);
                threads.execute(() -> carry(line, true));
                threads.execute(() -> carry(line, false));
            } catch (IOException e) {
                // Closed, or the database is away: whoever connects finds out.
            }
        }
    }

    /** A connection, and what has become of it. */
    private static final class Line {
        final Socket client;
        final Socket database;
        volatile Network state = Network.SOUND;

        Line(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }
    }

    private void carry(Line line, boolean asks) {
        byte[] buffer = new byte[65_536];
        Socket from = asks ? line.client : line.database;
        Socket to = asks ? line.database : line.client;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (asks && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(marker)) {
                    line.state = network;
                }
                if (line.state == (asks ? Network.CUT_BEFORE_REQUEST : Network.CUT_BEFORE_ANSWER)) {
                    return;
                }
                if (!asks && line.state == Network.SILENT) {
                    ended.await();
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // A broken connection is what this is for.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        ended.countDown();
        breakAll();
        threads.shutdownNow();
    }
}
