package dev.approvals.http.page;

import dev.approvals.http.exchange.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page, read and packed once.
 *
 * @param type its media type
 * @param tag tells its versions apart
 * @param plain its bytes
 * @param zipped the same, packed
 */
@SuppressWarnings("ArrayRecordComponent") // Files are not compared.
record StaticFile(String type, String tag, byte[] plain, byte[] zipped) {

    private static final int TAG_BYTES = 12;

    static StaticFile read(String name) {
        try (InputStream in = StaticFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The inbox's file " + name + " is not on the class path: build "
                        + "approvals-http with its resources");
            }
            byte[] bytes = in.readAllBytes();
            return new StaticFile(type(name), tag(bytes), bytes, zip(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("The inbox's file " + name + " could not be read", e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("Nobody said what kind of file " + name + " is");
        };
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    Response answer(boolean packed) {
        Response answer = Response.bytes(200, type, packed ? zipped : plain)
                .with("ETag", tag)
                .with("Vary", "Accept-Encoding");
        return packed ? answer.with("Content-Encoding", "gzip") : answer;
    }

    Response unchanged() {
        return Response.empty(304).with("ETag", tag).with("Vary", "Accept-Encoding");
    }
}
