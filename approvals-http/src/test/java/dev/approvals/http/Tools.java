package dev.approvals.http;

import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.Map;

/** Tools that bob's agent has. */
public final class Tools {

    /** Asks one database administrator, then one of security. */
    public static final ToolSpec EXPORT = ToolSpec.named("export")
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .sensitive("token", String.class)
            .summary("Export {rows} rows of {table}")
            .risk(Risk.HIGH)
            .reviewers("dba")
            .runLater(true)
            .build();

    /** Asks two of security. */
    public static final ToolSpec DROP = ToolSpec.named("drop")
            .parameter("table", String.class)
            .summary("Drop {table}")
            .risk(Risk.CRITICAL)
            .reviewers("security")
            .quorum(2)
            .runLater(true)
            .build();

    /** Asks whomever the rules say. */
    public static final ToolSpec MAIL = ToolSpec.named("mail")
            .parameter("to", String.class)
            .summary("Send mail to {to}")
            .runLater(true)
            .build();

    private Tools() {}

    /** Arguments of an export. */
    public static Map<String, Object> export(String table, int rows) {
        return Map.of("table", table, "rows", rows, "token", "s3cret");
    }
}
