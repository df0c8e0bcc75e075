package dev.approvals.core.render;

import dev.approvals.call.Mode;
import dev.approvals.call.ToolCall;
import dev.approvals.core.policy.TestCall;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests to be shown. */
public final class Requests {

    public static final ToolSpec EXPORT = ToolSpec.named("export")
            .method("com.acme.SnapshotTools", "export(String,String,int,String,String)")
            .reason("why")
            .parameter("table", String.class)
            .parameter("rows", int.class)
            .parameter("target", String.class)
            .sensitive("token", String.class)
            .anyArguments()
            .risk(Risk.HIGH)
            .reviewers("dba")
            .build();

    private Requests() {}

    public static ToolCall export() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("why", "The customer asked for a copy of their data.");
        values.put("table", "customers");
        values.put("rows", 5000);
        values.put("target", "s3://backup-eu/customers.csv");
        values.put("token", "[masked: sensitive]");
        return TestCall.of(EXPORT, values).withSummary("Export 5000 rows of customers to s3://backup-eu/customers.csv");
    }

    /** A call of the tool with one argument more. */
    public static ToolCall with(String name, @Nullable Object value) {
        Map<String, @Nullable Object> values =
                new LinkedHashMap<>(export().arguments().asMap());
        values.put(name, value);
        return TestCall.of(EXPORT, values);
    }

    public static ApprovalRequest of(ToolCall call) {
        return of(call, new Briefing(dev.approvals.review.Impact.NONE, Optional.empty(), List.of(), call.reason()));
    }

    public static ApprovalRequest of(ToolCall call, Briefing briefing) {
        ReviewPlan plan = ReviewPlan.of(1, "dba");
        return new ApprovalRequest(
                call,
                new ApprovalRequest.Terms(
                        plan,
                        "large",
                        "more than 1,000 rows leave the house",
                        Mode.DEVELOPMENT,
                        call.at().plus(Duration.ofMinutes(15))),
                new ApprovalRequest.Progress(RequestStatus.PENDING, 0, 0, List.of(), Optional.empty()),
                briefing);
    }
}
