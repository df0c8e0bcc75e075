package dev.approvals.core.render;

import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.text.Cut;
import dev.approvals.core.text.VisibleText;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one card: each section by itself, the arguments first to the limits. Used once. */
final class CardMaker {

    private final ApprovalRequest request;
    private final ToolCall call;
    private final Briefing briefing;
    private final CardLimits limits;
    private final Budget budget;
    private final Warnings warnings = new Warnings();

    CardMaker(ApprovalRequest request, CardLimits limits) {
        this.request = request;
        this.call = request.call();
        this.briefing = request.briefing();
        this.limits = limits;
        this.budget = new Budget(limits);
    }

    Card make() {
        List<Section> sections = new ArrayList<>();
        List<Row> who = who();
        List<Row> arguments = arguments();
        List<Row> claim = claim();
        List<Row> what = what();
        List<Row> impact = impact();
        List<Row> history = history();
        add(sections, Topic.OUTCOME, new ReviewRows(request, limits).outcome());
        add(sections, Topic.WHAT, what);
        add(sections, Topic.WARNINGS, warnings());
        add(sections, Topic.WHO, who);
        add(sections, Topic.ARGUMENTS, arguments);
        add(sections, Topic.IMPACT, impact);
        add(sections, Topic.REVIEW, new ReviewRows(request, limits).terms());
        add(sections, Topic.HISTORY, history);
        add(sections, Topic.CLAIM, claim);
        add(sections, Topic.EVIDENCE, evidence());
        return new Card(request.id(), title(request), stamp(request), sections, budget.whole());
    }

    private static void add(List<Section> sections, Topic topic, List<Row> rows) {
        if (!rows.isEmpty()) {
            sections.add(new Section(topic, rows));
        }
    }

    static String title(ApprovalRequest request) {
        RequestStatus status = request.progress().status();
        return status == RequestStatus.PENDING ? "Approval request" : "Approval request, " + Texts.words(status);
    }

    static String stamp(ApprovalRequest request) {
        Mode mode = request.terms().mode();
        return mode == Mode.ENFORCING ? "" : mode.name();
    }

    private List<Row> what() {
        ToolSpec tool = call.tool();
        warnings.look("the summary", call.summary());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("what", brief(call.summary())));
        rows.add(Row.of("risk", call.risk().name()));
        rows.add(Row.of("tool", brief(tool.id().equals(tool.name()) ? tool.name() : tool.name() + " = " + tool.id())));
        rows.add(Row.of(
                "runs",
                tool.runLater()
                        ? "once it is approved, even after the caller has gone on"
                        : "while the caller waits, never once the caller has left"));
        return rows;
    }

    private List<Row> warnings() {
        List<Row> rows = new ArrayList<>();
        if (!budget.whole()) {
            rows.add(Row.note(0, "this view leaves out a part of the call: it can be denied here, not approved"));
        }
        rows.addAll(warnings.rows(limits.sideRows()));
        return rows;
    }

    private List<Row> who() {
        Requester requester = call.requester();
        List<Row> rows = new ArrayList<>();
        rows.add(fact("agent", requester.agent().subject()));
        if (!requester.model().isEmpty()) {
            warnings.look("the model", requester.model());
            rows.add(Row.of("model", brief(requester.model())));
        }
        rows.add(fact(
                "for",
                requester
                        .person()
                        .map(Principal::toString)
                        .orElse("a person nobody knows, so self-approval cannot be ruled out")));
        if (!requester.others().isEmpty()) {
            rows.add(fact(
                    "also", requester.others().stream().map(Principal::toString).collect(Collectors.joining(", "))));
        }
        if (!requester.conversation().isEmpty()) {
            rows.add(fact("chat", requester.conversation()));
        }
        rows.add(Row.of("at", Texts.time(call.at())));
        rows.add(fact("realm", call.realm()));
        call.context().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> rows.add(fact("context " + e.getKey(), e.getValue())));
        return rows;
    }

    /** A fact that the digest covers: if it does not fit, the card is not whole. */
    private Row fact(String label, String text) {
        warnings.look(label, text);
        Cut name = VisibleText.cut(label, limits.sideChars());
        if (!name.whole()) {
            budget.leaveOut();
        }
        return Row.of(name.told(), budget.take(text));
    }

    private List<Row> arguments() {
        PayloadRows rows = new PayloadRows(budget, warnings);
        int left = call.arguments().asMap().size();
        for (Map.Entry<String, @Nullable Object> argument :
                call.arguments().asMap().entrySet()) {
            if (!budget.takeRow()) {
                rows.rows().add(Row.note(0, left + " more arguments are not shown"));
                break;
            }
            left--;
            argument(rows, argument.getKey(), argument.getValue());
        }
        return rows.rows().isEmpty() ? List.of(Row.note(0, "none")) : rows.rows();
    }

    private void argument(PayloadRows rows, String name, @Nullable Object value) {
        Optional<ToolParameter> parameter = call.tool().parameter(name);
        if (parameter.isPresent() && parameter.get().sensitive()) {
            rows.rows().add(Row.of(Texts.name(name, limits.sideChars()), "(masked: only the tool sees it)"));
        } else if (parameter.isPresent() && parameter.get().reason() && isClaim(value)) {
            rows.rows().add(Row.of(Texts.name(name, limits.sideChars()), "(the agent's reason, below)"));
        } else {
            rows.add(0, name, value, "argument " + name);
        }
    }

    private boolean isClaim(@Nullable Object value) {
        return value instanceof String text
                && briefing.claim().filter(text::equals).isPresent();
    }

    private List<Row> claim() {
        return briefing.claim()
                .map(text -> {
                    warnings.look("the agent's reason", text);
                    return List.of(Row.fenced(new PayloadRows(budget, warnings).lines(text)));
                })
                .orElse(List.of());
    }

    private List<Row> impact() {
        List<Row> rows = new ArrayList<>();
        List<Impact.Effect> effects = briefing.impact().effects();
        briefing.impactMissing().ifPresent(why -> rows.add(Row.note(0, "impact unknown: " + brief(why))));
        if (effects.isEmpty() && rows.isEmpty()) {
            rows.add(Row.note(0, "impact unknown: the tool tells none"));
        }
        for (Impact.Effect effect : first(effects)) {
            String before = effect.before().map(b -> brief(b) + " -> ").orElse("");
            warnings.look("the impact", effect.what() + " " + effect.before().orElse("") + " " + effect.after());
            rows.add(Row.of(brief(effect.what()), before + brief(effect.after())));
        }
        sayLeftOut(effects.size(), "effects", rows);
        return rows;
    }

    private List<Row> history() {
        List<Row> rows = new ArrayList<>();
        List<Briefing.PastCall> log = briefing.log();
        List<Briefing.PastCall> last = log.subList(Math.max(0, log.size() - limits.sideRows()), log.size());
        for (Briefing.PastCall past : last) {
            warnings.look("an earlier call", past.what());
            String at = past.at().map(Texts::time).orElse("earlier");
            rows.add(Row.of(at, brief(past.ended()) + ": " + brief(past.what())));
        }
        sayLeftOut(log.size(), "earlier calls", rows);
        return rows;
    }

    private void sayLeftOut(int all, String what, List<Row> rows) {
        if (all > limits.sideRows()) {
            rows.add(Row.note(0, (all - limits.sideRows()) + " more " + what + " are not shown"));
        }
    }

    private List<Row> evidence() {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("request", VisibleText.escape(request.id())));
        rows.add(Row.of("call", VisibleText.escape(call.digest())));
        briefing.journal().ifPresent(head -> rows.add(Row.of("journal", VisibleText.escape(head.toString()))));
        return rows;
    }

    private <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), limits.sideRows()));
    }

    private String brief(String text) {
        return Texts.brief(text, limits.sideChars());
    }
}
