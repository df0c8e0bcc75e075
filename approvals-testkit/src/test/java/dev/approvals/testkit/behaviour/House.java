package dev.approvals.testkit.behaviour;

import dev.approvals.ApprovalGate;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Directory;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.RecordedAudit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A company that uses the gate: its people, its tools, and approvals with a manual clock and a recorded audit. */
final class House implements AutoCloseable {

    static final Reviewer ALICE = Reviewer.named("alice");
    static final Reviewer DORA = Reviewer.named("dora");
    static final Reviewer CAROL = Reviewer.named("carol");
    static final Reviewer BOB = Reviewer.named("bob");

    static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    /** Alice and Dora are in dba, Carol in security, Erin in both, and Bob, for whom the agent acts, in dba. */
    static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice", "dba")
            .account(Principal.local("alice"))
            .account(new Principal("slack:T1", "U-alice"))
            .person("dora", "dba")
            .account(Principal.local("dora"))
            .person("carol", "security")
            .account(Principal.local("carol"))
            .person("erin", "dba", "security")
            .account(Principal.local("erin"))
            .person("bob", "dba", "security")
            .account(Principal.local("bob"))
            .account(new Principal("slack:T1", "U-bob"))
            .build();

    private static final long PATIENCE_SECONDS = 20;

    final ManualTimekeeper clock = ManualTimekeeper.create();
    final RecordedAudit audit;
    final Workshop workshop = new Workshop();
    final List<Outcome> handedBack = new CopyOnWriteArrayList<>();
    final Approvals approvals;
    final Tools tools;

    private House(RecordedAudit audit, Consumer<ApprovalsBuilder> settings) {
        this.audit = audit;
        ApprovalsBuilder builder = Approvals.builder()
                .clock(clock)
                .audit(audit)
                .directory(PEOPLE)
                .realm("test")
                .onOutcome(handedBack::add);
        settings.accept(builder);
        approvals = builder.build();
        tools = wrap(BOBS_AGENT);
    }

    static House reviewedBy(Approver... approvers) {
        return of(builder -> List.of(approvers).forEach(builder::approver));
    }

    static House of(Consumer<ApprovalsBuilder> settings) {
        return new House(new RecordedAudit(), settings);
    }

    static House of(RecordedAudit audit, Consumer<ApprovalsBuilder> settings) {
        return new House(audit, settings);
    }

    Tools wrap(Requester requester) {
        return gate().as(requester).wrap(Tools.class, workshop);
    }

    ApprovalGate gate() {
        return approvals.gate();
    }

    ReviewDesk desk() {
        return approvals.desk();
    }

    /** The one request that waits for votes. */
    ApprovalRequest pending() {
        List<ApprovalRequest> pending = desk().pending();
        if (pending.size() != 1) {
            throw new AssertionError("One request was to be pending, and there are " + pending + "\n" + audit);
        }
        return pending.get(0);
    }

    /** Waits until the audit has that many events of a type. */
    void awaitEvents(AuditEventType type, int count) {
        await(() -> audit.events(type).size() >= count, count + " events " + type);
    }

    List<Outcome> awaitHandedBack(int count) {
        await(() -> handedBack.size() >= count, count + " outcomes to be handed back");
        return List.copyOf(handedBack);
    }

    /** Waits until a request has ended, on whatever node. */
    void awaitEnd(String requestId) {
        await(
                () -> desk().find(requestId)
                        .filter(request -> request.progress().status() == RequestStatus.ENDED)
                        .isPresent(),
                "the end of request " + requestId);
    }

    private void await(BooleanSupplier reached, String what) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("Waited in vain for " + what + "\n" + audit);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** Makes a call on a thread of its own. */
    <T> Caller<T> calling(Callable<T> call) {
        return new Caller<>(call);
    }

    Caller<String> calling(Runnable call) {
        return new Caller<>(() -> {
            call.run();
            return "done";
        });
    }

    @Override
    public void close() {
        approvals.close();
        audit.requireOrder();
    }

    /** Somebody who waits for a call on a thread of their own. */
    final class Caller<T> {

        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
        private final Thread thread;

        private Caller(Callable<T> call) {
            thread = new Thread(() -> run(call), "caller");
            thread.setDaemon(true);
            thread.start();
        }

        private void run(Callable<T> call) {
            try {
                result.complete(call.call());
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            } finally {
                interruptedAfter.complete(Thread.currentThread().isInterrupted());
            }
        }

        void interrupt() {
            thread.interrupt();
        }

        boolean isInterrupted() {
            return await(interruptedAfter);
        }

        boolean isWaiting() {
            return !result.isDone();
        }

        T result() {
            return await(result);
        }

        /** What came of the call: its result, or what it threw. */
        Object end() {
            return await(result.<Object>handle((value, thrown) -> thrown == null ? value : thrown));
        }

        Throwable failure() {
            return await(result.handle((value, thrown) -> {
                if (thrown == null) {
                    throw new AssertionError("The call was to fail, and returned " + value);
                }
                return thrown;
            }));
        }

        private <V> V await(CompletableFuture<V> future) {
            try {
                return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new AssertionError("The call did not end within " + PATIENCE_SECONDS + " s\n" + audit, e);
            } catch (ExecutionException e) {
                throw new AssertionError("The call failed: " + e.getCause() + "\n" + audit, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for a call", e);
            }
        }
    }
}
