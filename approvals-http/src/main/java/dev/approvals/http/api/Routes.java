package dev.approvals.http.api;

import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which action answers which method and path. Filled once, then only read. */
final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Action {
        Response act(Visit visit);
    }

    private record Route(String method, String pattern, Action action) {}

    /** What a request is for. */
    record Match(Action action, Map<String, String> path) {}

    /**
     * Adds a route.
     *
     * @param pattern the path; a segment in braces is variable
     */
    Routes on(String method, String pattern, Action action) {
        routes.add(new Route(method, pattern, action));
        return this;
    }

    /** {@return every route as method and path, such as {@code GET /api/requests/{id}}} */
    List<String> names() {
        return routes.stream()
                .map(route -> route.method() + " " + route.pattern())
                .toList();
    }

    Match match(Request request) {
        List<Route> here = new ArrayList<>();
        for (Route route : routes) {
            Optional<Map<String, String>> path = path(route.pattern(), request.segments());
            if (path.isPresent() && route.method().equals(request.method())) {
                return new Match(route.action(), path.get());
            }
            if (path.isPresent()) {
                here.add(route);
            }
        }
        throw here.isEmpty() ? nothing() : otherMethod(here);
    }

    private static Optional<Map<String, String>> path(String pattern, List<String> segments) {
        String[] parts = pattern.substring(1).split("/", -1);
        if (parts.length != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> path = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                path.put(parts[i].substring(1, parts[i].length() - 1), segments.get(i));
            } else if (!parts[i].equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(path);
    }

    private static ProblemException nothing() {
        return Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address")
                .curedBy("The addresses are listed at /api/openapi.json.")
                .toException();
    }

    private static ProblemException otherMethod(List<Route> here) {
        String allowed = String.join(", ", here.stream().map(Route::method).toList());
        return Problem.of(405, "METHOD_NOT_ALLOWED", "This address does not take that method")
                .curedBy("Use " + allowed + ".")
                .toException()
                .with("Allow", allowed);
    }
}
