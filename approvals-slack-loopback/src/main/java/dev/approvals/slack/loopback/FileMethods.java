package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.slack.loopback.HttpDoor.Answer;
import dev.approvals.slack.loopback.HttpDoor.Ask;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Files: an address to upload to, the upload itself, its end, and their deletion. */
final class FileMethods {

    /** Where files are uploaded, below the server's address. */
    static final String UPLOAD = "/upload/v1/";

    private final Workspace workspace;
    private final Supplier<URI> address;

    FileMethods(Workspace workspace, Supplier<URI> address) {
        this.workspace = workspace;
        this.address = address;
    }

    void addTo(Methods methods) {
        methods.read("files.getUploadURLExternal", "files:write", this::begin)
                .write("files.completeUploadExternal", "files:write", this::complete)
                .write("files.delete", "files:write", this::delete);
    }

    private ObjectNode begin(ApiCall call) {
        String name = call.argument("filename").orElseThrow(() -> Refused.because("missing_argument"));
        int length = call.argument("length")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> Refused.because("missing_argument"));
        String id = workspace.next("F");
        workspace.put(new SlackFile(id, name, name, length, Optional.empty(), false, "", "", false));
        return Json.object()
                .put("file_id", id)
                .put("upload_url", address.get().resolve(UPLOAD + id).toString());
    }

    /** Takes the bytes of one file, once. */
    Answer upload(Ask ask) {
        Optional<SlackFile> file = workspace
                .file(ask.path().substring(UPLOAD.length()))
                .filter(found -> found.content().isEmpty());
        if (!ask.method().equals("POST") || file.isEmpty()) {
            return new Answer(404, Map.of(), "not found");
        }
        if (ask.length() != file.get().length()) {
            return new Answer(400, Map.of(), "expected " + file.get().length() + " bytes, got " + ask.length());
        }
        workspace.put(file.get().filled(ask.bytes()));
        return new Answer(200, Map.of(), "OK - " + ask.length());
    }

    private ObjectNode complete(ApiCall call) {
        JsonNode wanted = call.json("files", "invalid_arguments")
                .filter(JsonNode::isArray)
                .orElseThrow(() -> Refused.because("invalid_arguments", List.of("missing required field: files")));
        Optional<SlackChannel> channel = call.argument("channel_id").map(this::writable);
        String threadTs = call.argument("thread_ts").orElse("");
        List<SlackFile> done = new ArrayList<>();
        for (JsonNode each : wanted) {
            SlackFile file = existing(each.path("id").asText());
            if (file.content().isEmpty() || file.complete()) {
                throw Refused.because("file_not_found");
            }
            done.add(file.completed(
                    each.path("title").asText(file.name()),
                    channel.map(c -> c.id).orElse(""),
                    threadTs));
        }
        done.forEach(workspace::put);
        channel.ifPresent(where -> where.add(share(where, threadTs, done, call)));
        ObjectNode answer = Json.object();
        ArrayNode files = answer.putArray("files");
        done.forEach(file -> files.add(file.json()));
        return answer;
    }

    private SlackMessage share(SlackChannel where, String threadTs, List<SlackFile> files, ApiCall call) {
        return new SlackMessage(
                where.id,
                workspace.nextTs(),
                threadTs,
                Workspace.BOT_USER,
                "",
                call.argument("initial_comment").orElse(""),
                Json.array(),
                files.stream().map(SlackFile::id).toList(),
                call.arguments(),
                0,
                false);
    }

    private SlackChannel writable(String id) {
        SlackChannel channel = workspace.channel(id).orElseThrow(() -> Refused.because("channel_not_found"));
        if (!channel.members.contains(Workspace.BOT_USER)) {
            throw Refused.because("not_in_channel");
        }
        return channel;
    }

    private ObjectNode delete(ApiCall call) {
        workspace.put(existing(call.required("file")).gone());
        return Json.object();
    }

    private SlackFile existing(String id) {
        SlackFile file = workspace.file(id).orElseThrow(() -> Refused.because("file_not_found"));
        if (file.deleted()) {
            throw Refused.because("file_deleted");
        }
        return file;
    }
}
