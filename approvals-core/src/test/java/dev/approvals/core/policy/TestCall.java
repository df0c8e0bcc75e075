package dev.approvals.core.policy;

import dev.approvals.call.Arguments;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call made by hand: what the engine would have frozen and masked already. */
public record TestCall(
        String id,
        ToolSpec tool,
        Arguments arguments,
        Requester requester,
        String realm,
        Map<String, String> context,
        String summary)
        implements ToolCall {

    public static final Requester COPILOT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    public static TestCall of(String tool) {
        return of(ToolSpec.named(tool).build(), Map.of());
    }

    public static TestCall of(ToolSpec tool, Map<String, ? extends @Nullable Object> values) {
        return new TestCall(
                "7f3a91c2d4e5f60718293a4b5c6d7e8f",
                tool,
                new Values(Collections.unmodifiableMap(new LinkedHashMap<>(values))),
                COPILOT,
                "production",
                Map.of(),
                tool.name());
    }

    public TestCall withId(String other) {
        return new TestCall(other, tool, arguments, requester, realm, context, summary);
    }

    public TestCall withRequester(Requester other) {
        return new TestCall(id, tool, arguments, other, realm, context, summary);
    }

    public TestCall withContext(Map<String, String> other) {
        return new TestCall(id, tool, arguments, requester, realm, other, summary);
    }

    public TestCall withSummary(String other) {
        return new TestCall(id, tool, arguments, requester, realm, context, other);
    }

    @Override
    public Optional<String> reason() {
        return tool.parameters().stream()
                .filter(ToolParameter::reason)
                .findFirst()
                .flatMap(p -> Optional.ofNullable(arguments.get(p.name(), String.class)));
    }

    @Override
    public String digest() {
        return "9e107d9d372bb6826bd81d3542a419d6e4d909c290d0fb1ca068ffaddf22cbd0";
    }

    @Override
    public Instant at() {
        return Instant.parse("2026-03-01T12:00:00Z");
    }

    private record Values(Map<String, @Nullable Object> asMap) implements Arguments {

        @Override
        public List<String> names() {
            return List.copyOf(asMap.keySet());
        }

        @Override
        public <T> @Nullable T get(String name, Class<T> type) {
            return type.cast(asMap.get(name));
        }

        @Override
        public String json() {
            throw new UnsupportedOperationException("not needed by these tests");
        }
    }
}
