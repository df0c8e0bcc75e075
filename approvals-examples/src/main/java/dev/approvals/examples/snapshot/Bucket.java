package dev.approvals.examples.snapshot;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;

/** The partner's storage: a small HTTP server on this machine's loopback, which wants a token and keeps what it is sent. */
final class Bucket implements AutoCloseable {

    private static final String ROOT = "/partner/";

    private final Path folder;
    private final String token;
    private final HttpServer server;

    private Bucket(Path folder, String token, HttpServer server) {
        this.folder = folder;
        this.token = token;
        this.server = server;
    }

    static Bucket open(Path folder, String token) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Bucket bucket = new Bucket(Files.createDirectories(folder), token, server);
        server.createContext(ROOT, bucket::take);
        server.start();
        return bucket;
    }

    /** Sends a file as a client would; what the bucket answers is in the message of the exception. */
    void put(Path file, String withToken) throws IOException, InterruptedException {
        InetSocketAddress address = server.getAddress();
        URI target = URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + ROOT
                + file.getFileName());
        HttpRequest request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + withToken)
                .PUT(HttpRequest.BodyPublishers.ofFile(file))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 201) {
            throw new IOException("The bucket answered " + status + " to the upload of " + file.getFileName());
        }
    }

    List<Path> files() {
        return ExportFolder.filesIn(folder);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(ROOT.length());
            int status = !authorised(exchange) ? 401 : name.matches("[a-z0-9_-]+\\.csv") ? 201 : 400;
            if (status == 201) {
                Files.write(folder.resolve(name), exchange.getRequestBody().readAllBytes());
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private boolean authorised(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null && MessageDigest.isEqual(bytes(given), bytes("Bearer " + token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
