package dev.approvals.examples.snapshot;

import dev.approvals.core.Approvals;
import dev.approvals.core.policy.Policies;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Approver;
import dev.approvals.review.ReviewDesk;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import dev.langchain4j.service.tool.ToolExecution;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** One chat of Bob with his assistant, from his question to its answer. */
final class SnapshotRun {

    private static final String QUESTION = "Send a sample of our customers to the partner's bucket, then mail me that"
            + " all is good. The bucket's token is " + Workspace.TOKEN;

    private final Workspace workspace;
    private final Narrator narrator;
    private final Approver reviewer;
    private final Timeline timeline = new Timeline();

    SnapshotRun(Workspace workspace, Narrator narrator, Approver reviewer) {
        this.workspace = workspace;
        this.narrator = narrator;
        this.reviewer = reviewer;
    }

    /** The agent, as LangChain4j makes it. */
    interface Assistant {

        @SystemMessage("You help the people of a shop with their customer database.")
        String chat(String message);
    }

    /**
     * Runs it.
     *
     * @param atTheEnd done when all is told, while the gate is still there
     */
    Findings run(Runnable atTheEnd) {
        AtomicReference<ReviewDesk> desk = new AtomicReference<>();
        SelfApproval bob = new SelfApproval(reviewer, desk::get, narrator);
        try (Approvals approvals = approvals(bob)) {
            desk.set(approvals.desk());
            CustomerTools tools = approvals.gate().as(People.AGENT).wrap(CustomerTools.class, workspace.tools());
            narrator.says("Bob", QUESTION.replace(Workspace.TOKEN, "***"));
            narrator.says("agent", "to Bob: " + assistant(tools).chat(QUESTION));
            Findings findings = new Findings(workspace, timeline, bob.receipts());
            findings.tell(narrator);
            atTheEnd.run();
            return findings;
        }
    }

    private Approvals approvals(Approver approver) {
        var builder = Approvals.builder()
                .policy(policy())
                .approver(approver)
                .directory(People.directory())
                .audit(timeline);
        return (approver.developmentOnly() ? builder.development() : builder).build();
    }

    /** Mail to colleagues passes; whatever else is annotated is asked. */
    private static Policy policy() {
        return Policies.firstMatch(Policies.when(
                                "mail inside the company",
                                call -> call.tool().name().equals("mail")
                                        && String.valueOf(call.arguments().get("to", String.class))
                                                .toLowerCase(Locale.ROOT)
                                                .endsWith("@shop.example"))
                        .allow("a colleague reads it"))
                .otherwise(Policy.always(Verdict.ask("annotated tools", "a person decides")));
    }

    private Assistant assistant(CustomerTools tools) {
        return AiServices.builder(Assistant.class)
                .chatModel(new ScriptedModel())
                .tools(tools)
                .afterToolExecution(this::told)
                .toolExecutionErrorHandler((error, context) -> ToolErrorHandlerResult.text(error.getMessage()))
                .build();
    }

    private void told(ToolExecution execution) {
        narrator.says("agent", "called " + execution.request().name() + " and is told: " + execution.result());
    }
}
