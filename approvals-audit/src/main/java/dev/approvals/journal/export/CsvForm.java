package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.line.Cell;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A table of RFC 4180 in UTF-8: a header, and a row for each event. */
final class CsvForm implements Form {

    static final List<String> COLUMNS = List.of(
            "time",
            "type",
            "call",
            "n",
            "tool",
            "agent",
            "behalf",
            "conversation",
            "reviewer",
            "decision",
            "verdict",
            "rule",
            "outcome",
            "code",
            "summary",
            "reason",
            "comment",
            "realm",
            "mode",
            "node",
            "journal",
            "seq",
            "hash",
            "facts");

    private static final String LINE_END = "\r\n";

    private final Writer out;

    CsvForm(OutputStream out) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        row(COLUMNS);
    }

    @Override
    public void add(Exported exported) throws IOException {
        AuditEvent event = exported.event();
        AuditEvent.Origin origin = event.origin();
        Requester requester = origin.requester();
        row(List.of(
                event.at().toString(),
                event.type().name(),
                event.callId(),
                Long.toString(event.sequence()),
                origin.tool(),
                requester.agent().toString(),
                behalf(requester),
                requester.conversation(),
                event.fact("reviewer"),
                event.fact("decision"),
                event.fact("verdict"),
                event.fact("rule"),
                event.fact("outcome"),
                event.fact("code"),
                event.fact("summary"),
                event.fact("reason"),
                event.fact("comment"),
                origin.realm(),
                origin.mode().name(),
                exported.entry().node(),
                exported.journal(),
                Long.toString(exported.entry().seq()),
                exported.entry().hash().base64Url(),
                Json.object(event.facts())));
    }

    private static String behalf(Requester requester) {
        return requester.accounts().stream().skip(1).map(Principal::toString).collect(Collectors.joining(" "));
    }

    private void row(List<String> cells) throws IOException {
        out.write(cells.stream().map(Cell::of).collect(Collectors.joining(",")));
        out.write(LINE_END);
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
