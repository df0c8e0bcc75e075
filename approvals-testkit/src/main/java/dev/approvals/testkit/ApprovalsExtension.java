package dev.approvals.testkit;

import dev.approvals.ApprovalGate;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.ReviewDesk;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives each test approvals of its own, with a scripted reviewer, a manual clock and a recorded audit, and closes them.
 *
 * <pre>{@code
 * @RegisterExtension
 * final ApprovalsExtension approvals = ApprovalsExtension.reviewedBy(TestReviewer.denying("carol")).strict();
 *
 * @Test
 * void theExportIsNotRunWhenCarolDeniesIt(ApprovalGate gate, RecordedAudit audit) { ... }
 * }</pre>
 *
 * <p>Test methods take what they need as parameters: {@link Approvals}, {@link ApprovalGate}, {@link ReviewDesk},
 * {@link TestReviewer}, {@link ManualTimekeeper}, {@link RecordedAudit}. A test that fails shows the audit's timeline as
 * a suppressed exception of its failure. A test fails if audit events came out of order.
 */
public final class ApprovalsExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver, TestExecutionExceptionHandler {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ApprovalsExtension.class);

    private static final Map<Class<?>, Function<Session, Object>> PARAMETERS = Map.of(
            Approvals.class, Session::approvals,
            ApprovalGate.class, session -> session.approvals().gate(),
            ReviewDesk.class, session -> session.approvals().desk(),
            TestReviewer.class, Session::reviewer,
            ManualTimekeeper.class, Session::clock,
            RecordedAudit.class, Session::audit);

    private final TestReviewer reviewer;
    private final Consumer<ApprovalsBuilder> settings;
    private final boolean strict;

    /** What one test works with. */
    private record Session(Approvals approvals, TestReviewer reviewer, ManualTimekeeper clock, RecordedAudit audit) {}

    private ApprovalsExtension(TestReviewer reviewer, Consumer<ApprovalsBuilder> settings, boolean strict) {
        this.reviewer = Objects.requireNonNull(reviewer, "reviewer");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.strict = strict;
    }

    /**
     * Approvals with one reviewer.
     *
     * @param reviewer the reviewer; each test gets one that has seen nothing
     * @return the extension, to register with {@code @RegisterExtension}
     */
    public static ApprovalsExtension reviewedBy(TestReviewer reviewer) {
        return new ApprovalsExtension(reviewer, builder -> {}, false);
    }

    /**
     * Sets up the approvals further: policy, directory, another approver.
     *
     * @param more told the builder before each test, after what this extension sets itself
     * @return a copy
     */
    public ApprovalsExtension with(Consumer<ApprovalsBuilder> more) {
        return new ApprovalsExtension(reviewer, settings.andThen(more), strict);
    }

    /**
     * Fails a test that leaves a request pending.
     *
     * @return a copy
     */
    public ApprovalsExtension strict() {
        return new ApprovalsExtension(reviewer, settings, true);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestReviewer fresh = reviewer.named(reviewer.name());
        ManualTimekeeper clock = ManualTimekeeper.create();
        RecordedAudit audit = new RecordedAudit();
        ApprovalsBuilder builder =
                Approvals.builder().approver(fresh).clock(clock).audit(audit).realm("test");
        settings.accept(builder);
        store(context).put(this, new Session(builder.build(), fresh, clock, audit));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Session session = session(context);
        try {
            if (context.getExecutionException().isEmpty()) {
                session.audit().requireOrder();
                requireNothingPending(session);
            }
        } finally {
            session.approvals().close();
        }
    }

    private void requireNothingPending(Session session) {
        List<ApprovalRequest> pending = strict ? session.approvals().desk().pending() : List.of();
        if (!pending.isEmpty()) {
            throw new AssertionError("The test leaves " + pending.size() + " pending: "
                    + pending.stream().map(request -> request.call().summary()).toList()
                    + ". Decide them, or cancel their calls\n" + session.audit());
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new AuditTold(session(context).audit()));
        throw failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable() instanceof Method
                && PARAMETERS.containsKey(parameter.getParameter().getType())
                && find(context).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()))
                .apply(session(context));
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private Optional<Session> find(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(this, Session.class));
    }

    private Session session(ExtensionContext context) {
        return find(context)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "There are approvals only during a test: use them in methods of the test, not in its constructor"));
    }

    /** What the audit told, beside the failure of a test. */
    private static final class AuditTold extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AuditTold(RecordedAudit audit) {
            super("The audit until then:\n" + audit, null, false, false);
        }
    }
}
