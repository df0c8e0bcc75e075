package dev.approvals.examples.fiveminutes;

import dev.approvals.tool.Reason;
import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Risk;
import dev.approvals.tool.Sensitive;
import java.util.List;

/** What the agent may ask for. */
// tag::tools[]
public interface SnapshotTools {

    List<String> tables(String database); // not annotated: passes

    @RequiresApproval(value = "Export {rows} rows of {table} to {target}", risk = Risk.HIGH)
    String export(@Reason String why, String table, int rows, String target, @Sensitive String token);
}
// end::tools[]
