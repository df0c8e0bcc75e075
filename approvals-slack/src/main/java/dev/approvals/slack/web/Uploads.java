package dev.approvals.slack.web;

import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest;
import com.slack.api.methods.response.files.FilesGetUploadURLExternalResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Files in threads. Slack takes them in three steps: an address, the bytes, and that they are there. */
final class Uploads {

    private static final String SEND = "files.upload";
    private static final MediaType BYTES = MediaType.get("application/octet-stream");

    private final Calls calls;
    private final OkHttpClient http;

    Uploads(Calls calls, OkHttpClient http) {
        this.calls = calls;
        this.http = http;
    }

    String put(MessageId thread, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FilesGetUploadURLExternalResponse place = calls.run(
                SlackWeb.ofFiles("files.getUploadURLExternal", ""),
                client -> client.filesGetUploadURLExternal(
                        request -> request.filename(name).length(bytes.length)));
        send(place.getUploadUrl(), bytes);
        calls.run(
                SlackWeb.ofFiles("files.completeUploadExternal", thread.channel()),
                client -> client.filesCompleteUploadExternal(request -> request.channelId(thread.channel())
                        .threadTs(thread.ts())
                        .files(List.of(FilesCompleteUploadExternalRequest.FileDetails.builder()
                                .id(place.getFileId())
                                .title(name)
                                .build()))));
        return place.getFileId();
    }

    /** The address holds its own permission, so the token does not go there. */
    private void send(String address, byte[] bytes) throws IOException {
        Request request = new Request.Builder()
                .url(address)
                .post(RequestBody.create(bytes, BYTES))
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new SlackException(
                        SEND,
                        "http_" + response.code(),
                        "Slack did not take the bytes of a file: HTTP status " + response.code());
            }
        }
    }

    void delete(String file) throws IOException {
        try {
            calls.run(SlackWeb.ofFiles("files.delete", file), client -> client.filesDelete(r -> r.file(file)));
        } catch (SlackException e) {
            if (!e.code().equals("file_not_found") && !e.code().equals("file_deleted")) {
                throw e;
            }
        }
    }
}
