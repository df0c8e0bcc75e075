package dev.approvals.examples.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for a language model: needs no network and says the same each time. Like a real one it knows nothing but
 * the conversation, so what it does next depends on what its tools answered.
 */
final class ScriptedModel implements ChatModel {

    static final String EXPORT_FILE = "customers-sample.csv";

    private static final Pattern TOKEN = Pattern.compile("token is (\\S+)");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        ChatMessage last = messages.get(messages.size() - 1);
        AiMessage next = last instanceof ToolExecutionResultMessage result
                ? after(result, messages)
                : call(messages, "tables", Map.of());
        return ChatResponse.builder().aiMessage(next).build();
    }

    private static AiMessage after(ToolExecutionResultMessage result, List<ChatMessage> messages) {
        boolean failed = Boolean.TRUE.equals(result.isError());
        return switch (result.toolName()) {
            case "tables" -> call(messages, "count", Map.of("table", "customers"));
            case "count" -> export(messages);
            case "export" -> failed ? mail(messages, "Not exported", result.text()) : upload(messages);
            case "upload" ->
                failed
                        ? mail(messages, "Exported, but not uploaded", result.text())
                        : mail(messages, "All good", "The sample is in the partner's bucket.");
            case "mail" ->
                AiMessage.from(failed ? "I could not mail you: " + result.text() : "I have mailed you how it went.");
            default -> throw new IllegalStateException("The script has no line for the tool " + result.toolName());
        };
    }

    private static AiMessage export(List<ChatMessage> messages) {
        return call(
                messages,
                "export",
                Map.of(
                        "why",
                        "Bob wants a sample for the partner's import test",
                        "table",
                        "customers",
                        "columns",
                        List.of("id", "name", "email", "country"),
                        "rows",
                        200,
                        "file",
                        EXPORT_FILE));
    }

    private static AiMessage upload(List<ChatMessage> messages) {
        String why = "Bob asked for it. It is only a sample, so approving is safe";
        return call(messages, "upload", Map.of("why", why, "file", EXPORT_FILE, "token", tokenIn(messages)));
    }

    private static AiMessage mail(List<ChatMessage> messages, String subject, String body) {
        return call(messages, "mail", Map.of("to", "bob@shop.example", "subject", subject, "body", body));
    }

    private static String tokenIn(List<ChatMessage> messages) {
        return messages.stream()
                .filter(UserMessage.class::isInstance)
                .map(message -> TOKEN.matcher(((UserMessage) message).singleText()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("none");
    }

    private static AiMessage call(List<ChatMessage> messages, String tool, Map<String, ?> arguments) {
        try {
            return AiMessage.from(ToolExecutionRequest.builder()
                    .id("call-" + messages.size())
                    .name(tool)
                    .arguments(JSON.writeValueAsString(arguments))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The script's arguments are no JSON", e);
        }
    }
}
