package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The methods of the Web API, by name. Filled once. */
final class Methods {

    private final Map<String, Method> byName = new HashMap<>();

    /** What runs under the workspace's lock; the answer gets its {@code ok} elsewhere. */
    interface Body extends Function<ApiCall, ObjectNode> {}

    /**
     * One method.
     *
     * @param app whether it wants the app's token, not the bot's
     * @param both whether either token will do
     * @param json whether arguments may come as JSON
     * @param scope the scope that it needs; empty where none, or where it depends
     */
    record Method(boolean app, boolean both, boolean json, String scope, Body body) {}

    /** Adds a method that writes, and takes JSON too. */
    Methods write(String name, String scope, Body body) {
        byName.put(name, new Method(false, false, true, scope, body));
        return this;
    }

    /** Adds a method that takes forms only. */
    Methods read(String name, String scope, Body body) {
        byName.put(name, new Method(false, false, false, scope, body));
        return this;
    }

    /** Adds a method for the app's own token. */
    Methods app(String name, String scope, Body body) {
        byName.put(name, new Method(true, false, true, scope, body));
        return this;
    }

    /** Adds a method for any token. */
    Methods any(String name, Body body) {
        byName.put(name, new Method(false, true, true, "", body));
        return this;
    }

    Optional<Method> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
