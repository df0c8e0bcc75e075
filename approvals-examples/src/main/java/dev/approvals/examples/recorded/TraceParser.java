package dev.approvals.examples.recorded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the runs in a trace's JSON, and names the place of what it cannot understand. */
final class TraceParser {

    private static final String SHAPES =
            "A trace holds runs with \"messages\", chat completions with \"choices\", or" + " messages with a \"role\"";

    private final Path file;
    private final List<RecordedRun> runs = new ArrayList<>();
    private final List<RecordedCall> bare = new ArrayList<>();
    private boolean sawMessages;

    TraceParser(Path file) {
        this.file = file;
    }

    /** Takes the file's values: one where it is JSON, one a line where it is JSON Lines. */
    List<RecordedRun> runs(List<JsonNode> values) throws BadInputException {
        if (values.size() == 1 && values.get(0).isArray()) {
            addAll(values.get(0), "");
        } else {
            for (int i = 0; i < values.size(); i++) {
                add(values.get(i), values.size() == 1 ? "" : "[" + i + "]");
            }
        }
        endBareRun();
        if (!sawMessages) {
            throw BadInputException.file(file, "there are no messages in it", SHAPES);
        }
        return runs;
    }

    private void addAll(JsonNode items, String where) throws BadInputException {
        for (int i = 0; i < items.size(); i++) {
            add(items.get(i), where + "[" + i + "]");
        }
    }

    private void add(JsonNode item, String where) throws BadInputException {
        if (item.has("role")) {
            addCalls(item, where, bare);
            return;
        }
        endBareRun();
        if (item.isArray()) {
            addAll(item, where);
            endBareRun();
        } else if (item.has("messages")) {
            addRun(item, list(item, "messages", where), "", where + ".messages");
        } else if (item.has("choices")) {
            addRun(item, list(item, "choices", where), "message", where + ".choices");
        } else {
            throw fault(where, "this is neither a run nor a message", SHAPES);
        }
    }

    private void addRun(JsonNode run, JsonNode items, String member, String where) throws BadInputException {
        List<RecordedCall> calls = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String at = where + "[" + i + "]" + (member.isEmpty() ? "" : "." + member);
            addCalls(member.isEmpty() ? items.get(i) : items.get(i).path(member), at, calls);
        }
        sawMessages = true;
        runs.add(new RecordedRun(idOf(run), calls, correctOf(run, where)));
    }

    private void endBareRun() {
        if (!bare.isEmpty()) {
            runs.add(new RecordedRun("run-" + (runs.size() + 1), bare, Set.of()));
            bare.clear();
        }
    }

    /** The runs of one file are told apart by number as well: a task may be recorded more than once. */
    private String idOf(JsonNode run) {
        JsonNode id = run.path("task_id").isMissingNode() ? run.path("id") : run.path("task_id");
        return "run-" + (runs.size() + 1) + (id.isValueNode() && !id.isNull() ? "-" + id.asText() : "");
    }

    private void addCalls(JsonNode message, String where, List<RecordedCall> calls) throws BadInputException {
        if (!message.isObject()) {
            throw fault(where, "a message should be an object, this is " + kind(message), SHAPES);
        }
        sawMessages = true;
        JsonNode many = message.path("tool_calls");
        if (present(many)) {
            list(message, "tool_calls", where);
            for (int i = 0; i < many.size(); i++) {
                String at = where + ".tool_calls[" + i + "]";
                calls.add(call(
                        many.get(i).path("function"), many.get(i).path("id").asText(""), at, at + ".function"));
            }
        } else if (present(message.path("function_call"))) {
            String at = where + ".function_call";
            calls.add(call(message.path("function_call"), "", at, at));
        }
    }

    private RecordedCall call(JsonNode function, String id, String where, String at) throws BadInputException {
        String name = function.path("name").asText("");
        if (name.isBlank()) {
            throw fault(at, "the called function has no name", "Add \"name\", or take the call out");
        }
        JsonNode arguments = function.path("arguments");
        // Chat completions carry them as JSON in a string; some recorders unpack it.
        String json = arguments.isTextual() ? arguments.asText() : present(arguments) ? arguments.toString() : "{}";
        return new RecordedCall(where, id, name, json);
    }

    private Set<CanonicalCall> correctOf(JsonNode run, String messages) throws BadInputException {
        String where = messages.substring(0, messages.lastIndexOf('.'));
        Set<CanonicalCall> correct = new LinkedHashSet<>();
        if (present(run.path("correct_actions"))) {
            JsonNode actions = list(run, "correct_actions", where);
            for (int i = 0; i < actions.size(); i++) {
                correct.add(correct(actions.get(i), where + ".correct_actions[" + i + "]"));
            }
        }
        return correct;
    }

    private CanonicalCall correct(JsonNode action, String where) throws BadInputException {
        String name = action.path("name").asText("");
        JsonNode arguments = action.has("kwargs") ? action.path("kwargs") : action.path("arguments");
        String cure = "Write {\"name\": TOOL, \"kwargs\": {ARGUMENTS}}";
        if (name.isBlank()) {
            throw fault(where, "a correct action has no name", cure);
        }
        try {
            CanonicalCall call = arguments.isTextual()
                    ? CanonicalCall.of(name, arguments.asText())
                    : CanonicalCall.of(name, arguments);
            if (call.arguments().startsWith("{")) {
                return call;
            }
        } catch (JsonProcessingException e) {
            throw fault(where, "the arguments of a correct action are not JSON: " + e.getOriginalMessage(), cure);
        }
        throw fault(where, "the arguments of a correct action should be an object, this is " + kind(arguments), cure);
    }

    private JsonNode list(JsonNode parent, String member, String where) throws BadInputException {
        JsonNode items = parent.path(member);
        if (!items.isArray()) {
            throw fault(where + "." + member, "this should be a list, it is " + kind(items), SHAPES);
        }
        return items;
    }

    private static boolean present(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case MISSING -> "missing";
            default -> "null";
        };
    }

    private BadInputException fault(String where, String what, String cure) {
        String at = where.startsWith(".") ? where.substring(1) : where;
        return BadInputException.at(file, at.isEmpty() ? "the whole of it" : at, what, cure);
    }
}
