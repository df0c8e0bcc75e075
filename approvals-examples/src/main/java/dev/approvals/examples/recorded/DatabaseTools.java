package dev.approvals.examples.recorded;

import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.List;

/** The tools of a database operations agent: those of the trace that comes with this example. */
final class DatabaseTools {

    private DatabaseTools() {}

    static List<ToolSpec.Builder> reads() {
        return List.of(
                ToolSpec.named("list_slow_queries").parameter("limit", int.class),
                ToolSpec.named("explain_query").parameter("query", String.class),
                ToolSpec.named("describe_table").parameter("table", String.class),
                ToolSpec.named("disk_usage").parameter("volume", String.class));
    }

    static List<ToolSpec.Builder> writes() {
        return List.of(
                write("create_index", "Create an index on {table} ({columns})", Risk.MEDIUM)
                        .parameter("table", String.class)
                        .parameter("columns", String[].class)
                        .parameter("concurrently", boolean.class),
                write("drop_index", "Drop index {index}", Risk.HIGH).parameter("index", String.class),
                write("kill_session", "End session {pid} of the database", Risk.HIGH)
                        .parameter("pid", int.class)
                        .reason("reason"),
                write("resize_volume", "Resize {volume} to {size_gb} GB", Risk.HIGH)
                        .parameter("volume", String.class)
                        .parameter("size_gb", int.class));
    }

    private static ToolSpec.Builder write(String name, String summary, Risk risk) {
        return ToolSpec.named(name).summary(summary).risk(risk).reviewers("dba");
    }
}
