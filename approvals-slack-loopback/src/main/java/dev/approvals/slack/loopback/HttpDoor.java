package dev.approvals.slack.loopback;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server under the loopback Slack. Thread-safe. */
final class HttpDoor implements AutoCloseable {

    private final Server server;
    private final ServerConnector connector;

    /** What came. */
    record Ask(
            String method, String path, Optional<String> contentType, Optional<String> authorization, ByteBuffer body) {
        String text() {
            return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        }

        byte[] bytes() {
            byte[] bytes = new byte[length()];
            body.duplicate().get(bytes);
            return bytes;
        }

        int length() {
            return body.remaining();
        }
    }

    /** What is answered. */
    record Answer(int status, Map<String, String> headers, String body) {
        static Answer json(int status, String body) {
            return new Answer(status, Map.of("Content-Type", "application/json; charset=utf-8"), body);
        }
    }

    /** Answers; empty cuts the connection. Runs on a thread of its own and may block. */
    interface Answerer {
        Optional<Answer> answer(Ask ask);
    }

    HttpDoor(Answerer answerer) {
        QueuedThreadPool threads = new QueuedThreadPool(200);
        threads.setName("loopback-slack");
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(0);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Door(answerer));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The loopback Slack could not listen", e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The loopback Slack could not stop", e);
        }
    }

    private static final class Door extends Handler.Abstract {
        private final Answerer answerer;

        Door(Answerer answerer) {
            this.answerer = answerer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            Optional<Answer> answer = answerer.answer(ask(request));
            if (answer.isEmpty()) {
                request.getConnectionMetaData().getConnection().getEndPoint().close();
                callback.succeeded();
                return true;
            }
            response.setStatus(answer.get().status());
            answer.get().headers().forEach(response.getHeaders()::put);
            byte[] body = answer.get().body().getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }

        private static Ask ask(Request request) throws IOException {
            try (InputStream in = Content.Source.asInputStream(request)) {
                return new Ask(
                        request.getMethod(),
                        Request.getPathInContext(request),
                        Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)),
                        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
                        ByteBuffer.wrap(in.readAllBytes()));
            }
        }
    }
}
