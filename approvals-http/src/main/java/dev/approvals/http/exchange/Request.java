package dev.approvals.http.exchange;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One request of HTTP, whole: its body was read, within limits of size and time, before anybody looks at it.
 *
 * @param method the method, in upper case
 * @param target what it is about
 * @param headers its header fields
 * @param body its body; nobody may change it
 * @param peer who is at the other end
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are not compared; copying each body would double what it costs.
public record Request(String method, Target target, Headers headers, byte[] body, Peer peer) {

    /** Checks the components. */
    public Request {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(peer, "peer");
    }

    /** {@return the path below the base path, decoded} */
    public String path() {
        return target.path();
    }

    /** {@return the segments of the path} */
    public List<String> segments() {
        return target.segments();
    }

    /**
     * A parameter of the query.
     *
     * @param name its name
     * @return its value, or empty where it is not there
     */
    public Optional<String> query(String name) {
        return target.parameter(name);
    }

    /**
     * The first value of a header field.
     *
     * @param name its name, in any case
     * @return the value, or empty where the field is not there
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** {@return whether it may change something: anything but GET and HEAD} */
    public boolean changes() {
        return !method.equals("GET") && !method.equals("HEAD");
    }

    /** {@return method and path: no header, query or body, which may hold secrets} */
    @Override
    public String toString() {
        return method + " " + target.path();
    }
}
