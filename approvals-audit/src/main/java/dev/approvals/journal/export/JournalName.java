package dev.approvals.journal.export;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.WholeLine;
import java.io.IOException;
import java.util.List;

/** What a journal is called. */
final class JournalName {

    private JournalName() {}

    /** The name of the key that the first line names, which is the journal's: the same for as long as that line is kept. */
    static String of(JournalHome home) throws IOException {
        List<Segment> segments = home.segments();
        if (segments.isEmpty()) {
            throw new IOException("There is no journal in " + home.name() + ": it has no file segment-<number>.jsonl");
        }
        try (LineStream lines = new LineStream(segments.get(0))) {
            if (!lines.next()) {
                throw new IOException("The journal " + home.name() + " has no line yet.");
            }
            String key = WholeLine.read(segments.get(0), lines).entry().event().fact("key");
            return key.substring(0, Math.max(0, key.indexOf('+')));
        }
    }
}
