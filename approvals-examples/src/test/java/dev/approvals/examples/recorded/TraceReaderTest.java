package dev.approvals.examples.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {

    private static final String CALLING = """
            {"role": "assistant", "content": null, "tool_calls": [
              {"id": "c1", "type": "function", "function": {"name": "think", "arguments": "{\\"thought\\": \\"hm\\"}"}}]}""";
    private static final String TALKING = "{\"role\": \"user\", \"content\": \"Hello\"}";
    private static final RecordedCall THINK = new RecordedCall("", "c1", "think", "{\"thought\": \"hm\"}");

    @TempDir
    private Path folder;

    @Test
    void readsRunsWithTheirCorrectActions() throws Exception {
        Trace trace = read("""
                [{"task_id": 7, "correct_actions": [{"name": "think", "kwargs": {"b": 2.0, "a": 1}}],
                  "messages": [%s, %s]}]""".formatted(TALKING, CALLING));

        RecordedRun run = trace.runs().get(0);
        assertThat(run.id()).isEqualTo("run-1-7");
        assertThat(run.correct()).containsExactly(CanonicalCall.of("think", "{\"a\":1,\"b\":2}"));
        assertThat(run.calls())
                .containsExactly(
                        new RecordedCall("[0].messages[1].tool_calls[0]", "c1", "think", "{\"thought\": \"hm\"}"));
    }

    @Test
    void readsOneChatCompletionsRequest() throws Exception {
        assertThat(callsOf("{\"model\": \"m\", \"messages\": [%s]}".formatted(CALLING)))
                .containsExactly(THINK);
    }

    @Test
    void readsAChatCompletionsResponse() throws Exception {
        assertThat(callsOf("{\"id\": \"r\", \"choices\": [{\"index\": 0, \"message\": %s}]}".formatted(CALLING)))
                .containsExactly(THINK);
    }

    @Test
    void readsAListOfMessagesAsOneRun() throws Exception {
        Trace trace = read("[%s, %s, %s]".formatted(TALKING, CALLING, CALLING));

        assertThat(trace.runs()).hasSize(1);
        assertThat(trace.calls()).isEqualTo(2);
    }

    @Test
    void readsJsonLinesOfListsOfMessagesAndOfRuns() throws Exception {
        String calling = CALLING.replace("\n", "");

        Trace trace =
                read("[%s, %s]\n{\"messages\": [%s]}\n\n{\"messages\": []}\n".formatted(calling, calling, calling));

        assertThat(trace.runs()).extracting(run -> run.calls().size()).containsExactly(2, 1, 0);
    }

    @Test
    void readsJsonLinesOfMessagesAsOneRun() throws Exception {
        Trace trace = read(TALKING + "\n" + CALLING.replace("\n", "") + "\n");

        assertThat(trace.runs()).hasSize(1);
        assertThat(trace.calls()).isEqualTo(1);
    }

    @Test
    void readsLegacyFunctionCallsAndUnpackedArguments() throws Exception {
        String legacy = "{\"role\": \"assistant\", \"function_call\": {\"name\": \"f\", \"arguments\": \"{}\"}}";
        String unpacked = "{\"role\": \"assistant\", \"tool_calls\": [{\"function\": {\"name\": \"g\", \"arguments\":"
                + " {\"n\": [1, null]}}}, {\"function\": {\"name\": \"h\"}}]}";

        assertThat(callsOf("[%s, %s]".formatted(legacy, unpacked)))
                .containsExactly(
                        new RecordedCall("", "", "f", "{}"),
                        new RecordedCall("", "", "g", "{\"n\":[1,null]}"),
                        new RecordedCall("", "", "h", "{}"));
    }

    @Test
    void leavesArgumentsThatAreNoJsonToTheGate() throws Exception {
        assertThat(callsOf("[%s]".formatted(CALLING.replace("{\\\"thought\\\": \\\"hm\\\"}", "{oops"))))
                .containsExactly(new RecordedCall("", "c1", "think", "{oops"));
    }

    @Test
    void keepsRunsOfOneTaskApart() throws Exception {
        String run = "{\"task_id\": \"t\", \"messages\": []}";

        assertThat(read("[%s, %s]".formatted(run, run)).runs())
                .extracting(RecordedRun::id)
                .containsExactly("run-1-t", "run-2-t");
    }

    @Test
    void readsTheTraceThatComesWithTheExample() throws Exception {
        Trace own = TraceReader.builtIn();

        assertThat(own.runs()).extracting(RecordedRun::id).containsExactly("run-1-slow-checkout", "run-2-disk-full");
        assertThat(own.calls()).isEqualTo(12);
        assertThat(own.saysWhatIsCorrect()).isTrue();
    }

    @Test
    void saysWhichFileIsNotThereAndWhatToDo() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> TraceReader.read(missing))
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        "%s: there is no such file. Check the path, or leave --trace out to replay the built-in trace"
                                .formatted(missing));
        assertThatThrownBy(() -> TraceReader.read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessage("%s: this is a folder. Name one file in it".formatted(folder));
    }

    @Test
    void saysInWhichLineAndColumnTheJsonBreaks() {
        assertThatThrownBy(() -> read("[\n  {\"messages\": [,]}\n]"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("trace.json, line 2, column 17: this is not JSON: ")
                .hasMessageContaining("Mend or cut the file there");
        assertThatThrownBy(() -> read("{\"messages\": []}\n{\"messages\": [\n"))
                .hasMessageContaining("trace.json, line 3, column 1: this is not JSON: ");
        assertThatThrownBy(() -> read("{\"messages\": [], \"messages\": []}"))
                .hasMessageContaining("Duplicate field 'messages'");
    }

    @Test
    void saysAtWhichPlaceTheTraceIsNoTrace() {
        faults("", ": there are no messages in it. A trace holds runs with \"messages\"");
        faults("[]", ": there are no messages in it. ");
        faults("\"text\"", ", the whole of it: this is neither a run nor a message. ");
        faults("[{\"messages\": []}, {\"text\": 1}]", ", [1]: this is neither a run nor a message. ");
        faults("{\"messages\": {}}", ", messages: this should be a list, it is an object. ");
        faults("[{\"messages\": [{}, 5]}]", ", [0].messages[1]: a message should be an object, this is a number. ");
        faults("[{\"choices\": [{}]}]", ", [0].choices[0].message: a message should be an object, this is missing. ");
        faults(
                "[{\"role\": \"assistant\", \"tool_calls\": \"f\"}]",
                ", [0].tool_calls: this should be a list, it is text. ");
        faults(
                "[{\"role\": \"assistant\", \"tool_calls\": [{\"function\": {\"arguments\": \"{}\"}}]}]",
                ", [0].tool_calls[0].function: the called function has no name. Add \"name\", or take the call out");
        faults(
                "{\"messages\": [], \"correct_actions\": [{\"name\": \"f\", \"kwargs\": 5}]}",
                ", correct_actions[0]: the arguments of a correct action should be an object, this is a number. Write"
                        + " {\"name\": TOOL, \"kwargs\": {ARGUMENTS}}");
        faults(
                "{\"messages\": [], \"correct_actions\": [{\"name\": \"f\", \"arguments\": \"{\"}]}",
                ", correct_actions[0]: the arguments of a correct action are not JSON: ");
    }

    private void faults(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .as(json)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("trace.json" + message);
    }

    private List<RecordedCall> callsOf(String json) throws Exception {
        return read(json).runs().stream()
                .flatMap(run -> run.calls().stream())
                .map(call -> new RecordedCall("", call.id(), call.tool(), call.argumentsJson()))
                .toList();
    }

    private Trace read(String json) throws IOException, BadInputException {
        return TraceReader.read(Files.writeString(folder.resolve("trace.json"), json));
    }
}
