package dev.approvals.http.api;

import dev.approvals.http.exchange.Request;
import java.util.Map;

/**
 * One request of one person to one route.
 *
 * @param request the request
 * @param viewer who sent it
 * @param path the variable segments of its path
 */
record Visit(Request request, Viewer viewer, Map<String, String> path) {

    String id() {
        return path.getOrDefault("id", "");
    }
}
