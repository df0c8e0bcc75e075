package dev.approvals.journal.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.approvals.journal.verify.Verification;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** A report for machines. */
final class JsonForm {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Findings findings;
    private final JsonGenerator json;

    private JsonForm(Findings findings, JsonGenerator json) {
        this.findings = findings;
        this.json = json;
    }

    static String of(Findings findings) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            new JsonForm(findings, json).write();
        }
        return out.append('\n').toString();
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("madeAt", findings.scope().madeAt().toString());
        json.writeBooleanField("intact", findings.intact() && !findings.empty());
        if (findings.scope().from().isPresent()) {
            json.writeStringField("from", findings.scope().from().get().toString());
        }
        if (findings.scope().until().isPresent()) {
            json.writeStringField("until", findings.scope().until().get().toString());
        }
        json.writeNumberField("lines", findings.scope().lines());
        texts("limits", findings.scope().limits());
        list("journals", findings.journals(), this::journal);
        list("answers", findings.answers(), this::answer);
        list("tables", findings.figures().tables(), this::table);
        list("listings", findings.figures().listings(), this::listing);
        json.writeFieldName("timeToReview");
        pace(findings.figures().all());
        list("timeToReviewByPerson", findings.figures().paces().byPerson(), this::pace);
        list("timeToReviewTrend", findings.figures().paces().trend(), this::pace);
        list("controls", findings.figures().controls(), this::control);
        list("events", findings.events(), this::event);
        json.writeEndObject();
    }

    private interface Each<T> {
        void write(T item) throws IOException;
    }

    private <T> void list(String name, List<T> items, Each<T> each) throws IOException {
        json.writeArrayFieldStart(name);
        for (T item : items) {
            each.write(item);
        }
        json.writeEndArray();
    }

    private void texts(String name, List<String> texts) throws IOException {
        list(name, texts, json::writeString);
    }

    private void journal(Findings.Standing standing) throws IOException {
        Verification verification = standing.verification();
        Verification.Extent extent = verification.extent();
        json.writeStartObject();
        json.writeStringField("folder", standing.folder());
        json.writeStringField("key", standing.key());
        json.writeBooleanField("keyGiven", standing.trusted());
        json.writeBooleanField("intact", verification.intact() && extent.lines() > 0);
        if (verification.flaw().isPresent()) {
            json.writeStringField("flaw", verification.flaw().get().toString());
        }
        json.writeNumberField("first", extent.first());
        json.writeNumberField("size", extent.size());
        json.writeStringField("root", extent.root().base64Url());
        if (extent.from().isPresent()) {
            json.writeStringField("earliest", extent.from().get().toString());
        }
        if (extent.to().isPresent()) {
            json.writeStringField("latest", extent.to().get().toString());
        }
        texts("anchors", verification.anchors());
        texts("unproven", verification.unproven());
        json.writeEndObject();
    }

    private void answer(Findings.Answer answer) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", answer.level().name());
        json.writeStringField("question", answer.question());
        json.writeStringField("answer", answer.words());
        list("figures", answer.figures(), this::named);
        json.writeEndObject();
    }

    private void named(Findings.Named named) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", named.label());
        json.writeFieldName("figure");
        figure(named.figure());
        json.writeEndObject();
    }

    private void figure(Figure figure) throws IOException {
        json.writeStartObject();
        json.writeNumberField("count", figure.count());
        json.writeObjectFieldStart("filter");
        for (Map.Entry<String, String> term : figure.filter().terms().entrySet()) {
            json.writeStringField(term.getKey(), term.getValue());
        }
        json.writeEndObject();
        if (!figure.filter().note().isEmpty()) {
            json.writeStringField("note", figure.filter().note());
        }
        list("first", figure.first(), this::ref);
        json.writeEndObject();
    }

    private void ref(Figure.Ref ref) throws IOException {
        json.writeStartObject();
        json.writeNumberField("journal", ref.journal());
        json.writeNumberField("seq", ref.seq());
        json.writeEndObject();
    }

    private void table(Table table) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", table.name());
        json.writeStringField("title", table.title());
        json.writeStringField("by", table.by());
        json.writeNumberField("left", table.left());
        json.writeArrayFieldStart("lines");
        for (Table.Line line : table.lines()) {
            json.writeStartObject();
            json.writeStringField("label", line.label());
            json.writeObjectFieldStart("figures");
            for (int i = 0; i < table.columns().size(); i++) {
                json.writeFieldName(table.columns().get(i).name());
                figure(line.figures().get(i));
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void listing(Listing listing) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", listing.name());
        json.writeStringField("title", listing.title());
        json.writeNumberField("left", listing.left());
        json.writeArrayFieldStart("items");
        for (Listing.Item item : listing.items()) {
            json.writeStartObject();
            json.writeFieldName("event");
            ref(item.ref());
            json.writeBooleanField("alarming", item.alarming());
            for (int i = 0; i < listing.columns().size(); i++) {
                json.writeStringField(listing.columns().get(i), item.cells().get(i));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void pace(Pace pace) throws IOException {
        json.writeStartObject();
        if (!pace.label().isEmpty()) {
            json.writeStringField("label", pace.label());
        }
        json.writeNumberField("decisions", pace.decisions());
        json.writeNumberField("halfMillis", pace.half().toMillis());
        json.writeNumberField("nineTenthsMillis", pace.nineTenths().toMillis());
        json.writeEndObject();
    }

    private void control(Findings.Control control) throws IOException {
        json.writeStartObject();
        json.writeStringField("standard", control.standard());
        json.writeStringField("control", control.control());
        json.writeStringField("shows", control.words());
        list("evidence", control.evidence(), this::named);
        json.writeEndObject();
    }

    private void event(EventRow row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("journal", row.ref().journal());
        json.writeNumberField("seq", row.ref().seq());
        json.writeStringField("at", row.at().toString());
        json.writeStringField("type", row.type());
        json.writeStringField("tool", row.tool());
        json.writeStringField("call", row.call());
        json.writeStringField("requester", row.requester());
        json.writeStringField("facts", row.facts());
        json.writeEndObject();
    }
}
