package dev.approvals.journal.export;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Events of the Open Cybersecurity Schema Framework, version 1.5.0, one a line. */
final class OcsfForm implements Form {

    static final String VERSION = "1.5.0";

    private final Json json;

    OcsfForm(OutputStream out) throws IOException {
        json = Json.lines(out);
    }

    @Override
    public void add(Exported exported) throws IOException {
        OcsfKind kind = OcsfKind.of(exported.event().type().name());
        json.object(() -> {
            classification(kind);
            json.number("time", exported.event().at().toEpochMilli());
            metadata(exported);
            texts(exported.event());
            switch (kind.of()) {
                case API_ACTIVITY -> call(exported);
                case ENTITY_MANAGEMENT -> entity(exported);
                case USER_ACCESS -> access(exported.event());
                case BASE_EVENT -> {}
            }
            unmapped(exported);
        });
    }

    @Override
    public void end() throws IOException {
        json.end();
    }

    private void classification(OcsfKind kind) throws IOException {
        OcsfClass of = kind.of();
        json.number("category_uid", of.category()).text("category_name", of.categoryCaption());
        json.number("class_uid", of.uid()).text("class_name", of.caption());
        json.number("activity_id", kind.activity()).text("activity_name", of.activity(kind.activity()));
        json.number("type_uid", of.uid() * 100L + kind.activity())
                .text("type_name", of.caption() + ": " + of.activity(kind.activity()));
        json.number("severity_id", kind.severity().id())
                .text("severity", kind.severity().caption());
        json.number("status_id", kind.status().id())
                .text("status", kind.status().caption());
    }

    private void metadata(Exported exported) throws IOException {
        Optional<OcsfRuling> ruling = OcsfRuling.of(exported.event());
        json.object("metadata", () -> {
            json.text("version", VERSION);
            json.object("product", () -> json.text("name", "Approvals").text("vendor_name", "Approvals"));
            json.text("uid", exported.id());
            json.text("event_code", exported.event().type().name());
            json.text("correlation_uid", exported.event().callId());
            json.text("log_name", exported.journal());
            json.text("log_provider", exported.entry().node());
            json.number("sequence", exported.entry().seq());
            json.text("original_time", exported.event().at().toString());
            if (ruling.isPresent()) {
                json.texts("profiles", "security_control");
            }
        });
        if (ruling.isPresent()) {
            json.number("action_id", ruling.get().action())
                    .text("action", ruling.get().actionCaption());
            json.number("disposition_id", ruling.get().disposition())
                    .text("disposition", ruling.get().dispositionCaption());
        }
    }

    private void texts(AuditEvent event) throws IOException {
        String tool = event.origin().tool();
        json.text("message", event.type().name() + (tool.isEmpty() ? "" : " " + tool));
        json.text("status_code", event.fact("code"));
        json.text("status_detail", event.fact("why"));
    }

    private void call(Exported exported) throws IOException {
        AuditEvent event = exported.event();
        String tool = event.origin().tool();
        actor(event);
        json.object("api", () -> {
            json.text("operation", tool.isEmpty() ? event.type().name() : tool);
            if (!event.callId().isEmpty()) {
                json.object("request", () -> json.text("uid", event.callId()));
            }
        });
        json.object(
                "src_endpoint",
                () -> json.text("name", orUnknown(exported.entry().node())));
    }

    private void entity(Exported exported) throws IOException {
        AuditEvent event = exported.event();
        OcsfEntity entity = OcsfEntity.of(exported);
        actor(event);
        json.text("comment", event.fact("comment"));
        json.object("entity", () -> {
            json.text("type", entity.type()).number("type_id", entity.typeId());
            json.text("name", orUnknown(entity.name())).text("uid", entity.uid());
        });
    }

    private void access(AuditEvent event) throws IOException {
        String tool = event.origin().tool();
        actor(event);
        user(event.origin().requester().agent(), true);
        json.texts("privileges", orUnknown(tool));
        json.object("resource", () -> json.text("name", orUnknown(tool)).text("type", "Tool"));
    }

    private void actor(AuditEvent event) throws IOException {
        Requester requester = event.origin().requester();
        json.object("actor", () -> {
            json.text("app_name", requester.agent().subject());
            json.text("app_uid", requester.agent().toString());
            Optional<Principal> person = reviewer(event).or(requester::person);
            if (person.isPresent()) {
                user(person.get(), false);
            }
            if (!requester.conversation().isEmpty()) {
                json.object("session", () -> json.text("uid", requester.conversation()));
            }
            if (!event.fact("verdict").isEmpty()) {
                authorization(event);
            }
        });
    }

    /** The person who acts, where it is not the requester's: written as issuer:subject. */
    private static Optional<Principal> reviewer(AuditEvent event) {
        String account = event.fact("reviewer");
        int colon = account.lastIndexOf(':');
        boolean whole = colon > 0
                && !account.substring(0, colon).isBlank()
                && !account.substring(colon + 1).isBlank();
        return whole
                ? Optional.of(new Principal(account.substring(0, colon), account.substring(colon + 1)))
                : Optional.empty();
    }

    private void authorization(AuditEvent event) throws IOException {
        json.array(
                "authorizations",
                () -> json.object(() -> {
                    json.text("decision", event.fact("verdict"));
                    if (!event.fact("rule").isEmpty()) {
                        json.object("policy", () -> json.text("name", event.fact("rule")));
                    }
                }));
    }

    private void user(Principal account, boolean agent) throws IOException {
        json.object("user", () -> {
            json.text("name", account.subject()).text("uid", account.toString());
            json.text("domain", account.issuer());
            json.number("type_id", agent ? OcsfClass.OTHER : 1).text("type", agent ? "Agent" : "User");
        });
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "unknown" : text;
    }

    private void unmapped(Exported exported) throws IOException {
        AuditEvent event = exported.event();
        json.object("unmapped", () -> {
            json.text("hash", exported.entry().hash().base64Url());
            json.text("realm", event.origin().realm());
            json.text("mode", event.origin().mode().name());
            json.text("tool_call", event.origin().requester().toolCallId());
            json.number("n", event.sequence());
            json.object("facts", () -> json.texts(event.facts()));
        });
    }
}
