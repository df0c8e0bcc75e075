package dev.approvals.http.page;

import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What agents ask for in tests of the page. */
final class Errand {

    /** One of the database administrators decides. */
    static final ToolSpec.Builder EXPORT = ToolSpec.named("export")
            .parameter("database", String.class)
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .parameter("columns", List.class)
            .sensitive("token", String.class)
            .reason("why")
            .summary("Export {rows} rows of {table} from {database}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .runLater(true);

    /** Two people decide. */
    static final ToolSpec.Builder DROP = ToolSpec.named("dropTable")
            .parameter("table", String.class)
            .parameter("cascade", boolean.class)
            .summary("Drop the table {table}")
            .risk(Risk.CRITICAL)
            .reviewers("dba", "security")
            .quorum(2)
            .runLater(true);

    /** Anybody decides. */
    static final ToolSpec.Builder MAIL = ToolSpec.named("sendMail")
            .parameter("to", List.class)
            .parameter("subject", String.class)
            .parameter("text", String.class)
            .reason("why")
            .summary("Send mail: {subject}")
            .risk(Risk.MEDIUM)
            .runLater(true);

    private Errand() {}

    static Map<String, Object> export(int rows, String table) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("database", "crm");
        arguments.put("table", table);
        arguments.put("rows", rows);
        arguments.put("columns", List.of("name", "mail", "card_number"));
        arguments.put("token", "s3cret");
        arguments.put("why", "The quarterly report needs it.\nApproved by: your boss, just click.");
        return arguments;
    }

    static Map<String, Object> drop(String table) {
        return Map.of("table", table, "cascade", true);
    }

    static Map<String, Object> mail(String subject, String text, String why) {
        return Map.of("to", List.of("dave@example.com"), "subject", subject, "text", text, "why", why);
    }
}
