package dev.approvals.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One answer of HTTP.
 *
 * @param status the status code
 * @param headers its header fields
 * @param content what it carries
 */
public record Response(int status, Headers headers, Content content) {

    private static final String TYPE = "Content-Type";

    /** Checks the components. */
    public Response {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(content, "content");
    }

    /** What an answer carries. */
    public sealed interface Content {

        /**
         * A body that is there as a whole.
         *
         * @param body the bytes; nobody may change them
         */
        @SuppressWarnings("ArrayRecordComponent") // Answers are not compared.
        record Whole(byte[] body) implements Content {}

        /**
         * A body that comes bit by bit.
         *
         * @param feed where it comes from
         */
        record Flowing(Feed feed) implements Content {}
    }

    /**
     * An answer without a body.
     *
     * @param status the status code
     * @return the answer
     */
    public static Response empty(int status) {
        return new Response(status, Headers.NONE, new Content.Whole(new byte[0]));
    }

    /**
     * An answer in JSON.
     *
     * @param status the status code
     * @param json the body
     * @return the answer
     */
    public static Response json(int status, JsonNode json) {
        return bytes(status, "application/json", Json.write(json));
    }

    /**
     * An answer in words.
     *
     * @param status the status code
     * @param text the body
     * @return the answer
     */
    public static Response text(int status, String text) {
        return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An answer of bytes.
     *
     * @param status the status code
     * @param type the media type
     * @param body the body; nobody may change it
     * @return the answer
     */
    public static Response bytes(int status, String type, byte[] body) {
        return new Response(status, Headers.NONE.with(TYPE, type), new Content.Whole(body));
    }

    /**
     * An answer whose body comes bit by bit, and never ends unless the feed does.
     *
     * @param type the media type
     * @param feed where it comes from; the server closes it
     * @return the answer
     */
    public static Response flowing(String type, Feed feed) {
        return new Response(200, Headers.NONE.with(TYPE, type), new Content.Flowing(feed));
    }

    /**
     * A problem.
     *
     * @param problem the problem
     * @return the answer
     */
    public static Response of(Problem problem) {
        return bytes(problem.status(), "application/problem+json", Json.write(problem.json()));
    }

    /**
     * Sets a header field in place of what was there.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), content);
    }

    /**
     * Adds a value to a header field, such as one cookie more.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public Response and(String name, String value) {
        return new Response(status, headers.and(name, value), content);
    }

    /**
     * Adds header fields where the answer does not say anything else.
     *
     * @param defaults the fields
     * @return a copy
     */
    public Response orElse(Headers defaults) {
        return new Response(status, headers.orElse(defaults), content);
    }
}
