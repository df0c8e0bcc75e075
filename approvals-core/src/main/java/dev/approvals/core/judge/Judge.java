package dev.approvals.core.judge;

import com.google.common.base.Suppliers;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.capture.BindingException;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.HiddenText;
import dev.approvals.core.capture.Masking;
import dev.approvals.core.capture.MaskingException;
import dev.approvals.core.capture.NamedValue;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainJson;
import dev.approvals.core.capture.PlainView;
import dev.approvals.core.capture.UnrenderableException;
import dev.approvals.core.ledger.Ids;
import dev.approvals.core.ledger.Steps;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.request.CallFacts;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.text.Secrets;
import dev.approvals.core.text.Thrown;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Freezes a call, masks it, asks the rules about it, and records what they said. Nothing here waits for a person. */
public final class Judge {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private final Settings settings;
    private final Rulebook rulebook;
    private final Trail trail;
    private final Screening screening;
    private final Masking masking = Masking.standard();

    public Judge(Settings settings, Rulebook rulebook, Trail trail, Screening screening) {
        this.settings = settings;
        this.rulebook = rulebook;
        this.trail = trail;
        this.screening = screening;
    }

    public Judged judge(Attempt attempt, String callId) {
        Tool tool = attempt.tool();
        Requester requester = attempt.session().requester();
        Outcome.Subject subject = new Outcome.Subject(callId, tool.spec().name(), requester);
        Context context = context();
        CallFacts facts;
        try {
            facts = new CallFacts(
                    callId,
                    tool.spec(),
                    requester,
                    settings.realm(),
                    context.told(),
                    settings.parts().store().now());
        } catch (RuntimeException e) {
            LOG.error("A call of {} could not be dated", tool, e);
            return new Judged.Over(new Outcome.Refused(subject, RefusalCode.STORE_FAILED, String.valueOf(e)));
        }
        Steps steps = new Steps(trail, settings.mode(), facts, settings.parts().store()::now);
        if (context.fault().isPresent()) {
            return refuse(
                    subject, steps, RefusalCode.POLICY_FAILED, context.fault().get());
        }
        try {
            Payload payload = attempt.source().freeze(tool.definition().capture());
            return judge(tool, facts, payload, masking.mask(payload), steps);
        } catch (UnrenderableException e) {
            return refuse(subject, steps, RefusalCode.UNRENDERABLE, String.valueOf(e.getMessage()));
        } catch (BindingException e) {
            return refuse(subject, steps, RefusalCode.INVALID_ARGUMENTS, String.valueOf(e.getMessage()));
        } catch (MaskingException e) {
            LOG.error("A call of {} could not be masked", tool, e);
            return refuse(subject, steps, RefusalCode.REDACTION_FAILED, String.valueOf(e.getMessage()));
        } catch (AuditFailedException e) {
            return auditFailed(subject, e);
        } catch (RuntimeException e) {
            LOG.error("Call {} of {} could not be judged", callId, tool, e);
            return new Judged.Over(new Outcome.Refused(subject, RefusalCode.STORE_FAILED, String.valueOf(e)));
        }
    }

    /** What the host declared to matter, or why it could not. */
    private record Context(Map<String, String> told, Optional<String> fault) {}

    private Context context() {
        try {
            return new Context(Map.copyOf(settings.parts().context().get()), Optional.empty());
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // The host's code: not every language that it may be written in knows checked exceptions.
            LOG.error("The context of a call could not be told", e);
            String why = "The supplier that Approvals.builder().context(...) was given failed, or gave null: "
                    + Secrets.mask(Thrown.text(e));
            return new Context(Map.of(), Optional.of(why));
        }
    }

    private Judged judge(Tool tool, CallFacts facts, Payload payload, Payload shown, Steps steps) {
        // Most calls that a rule lets pass are never digested.
        Supplier<byte[]> salt = Suppliers.memoize(Ids::randomBytes);
        FrozenCall call = new FrozenCall(
                facts,
                shown,
                tool.arguments(shown),
                () -> Digests.binding(salt.get(), facts.header(), payload),
                () -> tool.definition().summary().render(name -> shownText(shown, name)));
        Ruling ruling = whole(rulebook.judge(tool, call), HiddenText.in(payload, shown));
        Outcome.Subject subject = new Outcome.Subject(facts.id(), tool.spec().name(), facts.requester());
        if (ruling.allowed()) {
            Map<String, String> why = Binding.allowed(ruling.verdict(), ruling.version());
            return new Judged.Passes(new Allowed(tool, payload, subject, withArguments(why, shown)), steps);
        }
        steps.tell(AuditEventType.ACTION_REQUESTED, withArguments(asked(call), shown));
        if (settings.mode() == Mode.OBSERVING) {
            Map<String, String> would = evaluated(ruling, wouldBe(tool, call, payload, ruling));
            steps.tell(AuditEventType.POLICY_EVALUATED, would);
            return new Judged.Passes(new Allowed(tool, payload, subject, would), steps);
        }
        steps.tell(AuditEventType.POLICY_EVALUATED, evaluated(ruling, ruling.refusal()));
        return ruling.refusal().isPresent()
                ? new Judged.Over(new Outcome.Refused(
                        subject, ruling.refusal().get(), ruling.verdict().why()))
                : new Judged.Asks(tool, call, payload, HexFormat.of().formatHex(salt.get()), ruling, steps);
    }

    /** A rule that lets a call pass has not seen what a pattern hid of it: a person looks then. */
    private static Ruling whole(Ruling ruling, List<String> hidden) {
        return ruling.allowed() && !hidden.isEmpty()
                ? ruling.asked("A part of it looks like a secret and was hidden from the rule, in "
                        + String.join(", ", hidden) + ": a person looks at it.")
                : ruling;
    }

    /** What the call would be refused with if it were held, now or before anybody is asked. */
    private Optional<RefusalCode> wouldBe(Tool tool, FrozenCall call, Payload payload, Ruling ruling) {
        return ruling.refusal()
                .or(() -> screening
                        .refusal(tool, call, payload.storable(), ruling)
                        .map(Screening.Refusal::code));
    }

    private static String shownText(Payload shown, String name) {
        return shown.find(name)
                .map(NamedValue::value)
                .map(PlainView::of)
                .map(String::valueOf)
                .orElse("null");
    }

    private static Map<String, String> asked(FrozenCall call) {
        return Facts.of(
                "summary", call.summary(),
                "digest", call.digest(),
                "risk", call.risk().name(),
                "reason", call.reason().orElse(""));
    }

    private Map<String, String> withArguments(Map<String, String> facts, Payload shown) {
        return trail.wantsArguments() ? Facts.and(facts, "arguments", PlainJson.of(shown)) : facts;
    }

    private Map<String, String> evaluated(Ruling ruling, Optional<RefusalCode> code) {
        return Facts.of(
                "verdict", ruling.word(),
                "rule", ruling.verdict().rule(),
                "why", ruling.verdict().why(),
                "rules", ruling.version(),
                "code", code.map(RefusalCode::name).orElse(""),
                "held", String.valueOf(settings.mode() != Mode.OBSERVING));
    }

    /** Records a call that ends before it has a row. */
    public Judged.Over refuse(Outcome.Subject subject, Steps steps, RefusalCode code, String detail) {
        return refuse(subject, steps, new Screening.Refusal(code, detail));
    }

    /** Records a call that ends before it has a row. */
    public Judged.Over refuse(Outcome.Subject subject, Steps steps, Screening.Refusal refusal) {
        RefusalCode code = refusal.code();
        String detail = refusal.why();
        Outcome outcome = new Outcome.Refused(subject, code, detail);
        try {
            if (steps.told().isEmpty()) {
                steps.tell(AuditEventType.ACTION_REQUESTED, Map.of());
            }
            if (settings.mode() == Mode.OBSERVING) {
                // Nothing is held: the call runs, and the gate records that apart.
                steps.tell(
                        AuditEventType.POLICY_EVALUATED,
                        Facts.of("verdict", "deny", "code", code.name(), "why", detail, "held", "false"));
            } else {
                Map<String, String> facts = Facts.of("started", "false", "code", code.name(), "why", detail);
                steps.tell(
                        AuditEventType.ACTION_FAILED,
                        refusal.remembered()
                                .map(request -> Facts.and(facts, "remembered", request))
                                .orElse(facts));
            }
            return new Judged.Over(outcome);
        } catch (AuditFailedException e) {
            return auditFailed(subject, e);
        }
    }

    public static Judged.Over auditFailed(Outcome.Subject subject, AuditFailedException e) {
        LOG.error("Call {} is refused, for it could not be recorded", subject.callId(), e);
        return new Judged.Over(new Outcome.Refused(subject, RefusalCode.AUDIT_FAILED, String.valueOf(e.getMessage())));
    }
}
