package dev.approvals.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The API as its description says it is. Every answer that a test gets is held against it. */
final class Contract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DESCRIPTION = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Contract() {}

    private static JsonNode read() {
        try (InputStream in = ApprovalsHttp.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode description() {
        return DESCRIPTION;
    }

    /** Every route below a path that is described, as method and path. */
    static Set<String> routes(String below) {
        Set<String> routes = new TreeSet<>();
        DESCRIPTION
                .path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        routes.removeIf(route -> !route.contains(" " + below));
        return routes;
    }

    /** Fails where an answer is not as described. */
    static void hold(String method, String target, Caller.Answer answer) {
        String path = target.replaceFirst("\\?.*", "");
        if (!(path.startsWith("/api") || path.startsWith("/agents/calls"))
                || path.equals("/api/openapi.json")
                || answer.raw().body().isEmpty()) {
            return;
        }
        JsonNode operation = operation(method, path);
        JsonNode response = operation.path("responses").path(Integer.toString(answer.status()));
        if (operation.isMissingNode() || answer.status() == 405 || answer.status() == 404 && response.isMissingNode()) {
            validate("{\"$ref\":\"#/components/schemas/Problem\"}", answer);
            return;
        }
        assertThat(response.isMissingNode())
                .as("%s %s answers %s, which is not described: %s", method, path, answer.status(), answer.json())
                .isFalse();
        JsonNode followed = response.has("$ref")
                ? DESCRIPTION.at(response.get("$ref").asText().substring(1))
                : response;
        String type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = followed.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s answers %s in %s, which is not described", method, path, answer.status(), type)
                .isFalse();
        if (type.contains("json")) {
            validate(content.path("schema").toString(), answer);
        }
    }

    private static JsonNode operation(String method, String path) {
        var paths = DESCRIPTION.path("paths").fields();
        while (paths.hasNext()) {
            var entry = paths.next();
            if (path.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+"))) {
                return entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT));
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static void validate(String schema, Caller.Answer answer) {
        try {
            ObjectNode whole = (ObjectNode) JSON.readTree(schema);
            whole.set("components", DESCRIPTION.path("components"));
            assertThat(SCHEMAS.getSchema(whole).validate(answer.json()))
                    .as("%s", answer.json())
                    .isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
