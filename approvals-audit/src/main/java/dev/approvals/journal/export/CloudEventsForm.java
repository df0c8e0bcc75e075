package dev.approvals.journal.export;

import dev.approvals.journal.line.LineWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** CloudEvents 1.0 in the structured mode of its JSON format, one a line. Source and id together name a line for good. */
final class CloudEventsForm implements Form {

    private final Json json;

    CloudEventsForm(OutputStream out) throws IOException {
        json = Json.lines(out);
    }

    @Override
    public void add(Exported event) throws IOException {
        json.object(() -> {
            json.text("specversion", "1.0");
            json.text("id", event.id());
            json.text("source", source(event.journal()));
            json.text("type", "dev.approvals." + event.event().type());
            json.text("time", event.event().at().toString());
            json.text("subject", event.event().callId());
            json.text("datacontenttype", "application/json");
            json.raw("data", data(event));
        });
    }

    /** A name may hold what an address cannot. */
    private static String source(String journal) {
        return "urn:approvals:journal:"
                + URLEncoder.encode(journal, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String data(Exported event) {
        byte[] body = new LineWriter(event.entry().node()).body(event.event(), event.apart());
        return "{\"seq\":" + event.entry().seq() + ",\"hash\":\""
                + event.entry().hash() + "\"," + new String(body, StandardCharsets.US_ASCII);
    }

    @Override
    public void end() throws IOException {
        json.end();
    }
}
