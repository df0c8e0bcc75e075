package dev.approvals.http;

import dev.approvals.Pending;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.Approvals;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.http.auth.Credential;
import dev.approvals.http.auth.SignedIn;
import dev.approvals.http.auth.StepUp;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Directory;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.RecordedAudit;
import dev.approvals.tool.ToolSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A real gate behind a real server on loopback, where a header says who somebody is. */
public final class Office implements AutoCloseable {

    /** Bob's agent. */
    public static final Requester BOBS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("bob")).in("chat-7");

    /** Alice and bob are database administrators, bob with a second account; carol and dora look after security. */
    public static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice", "dba")
            .account(Principal.local("alice"))
            .person("bob", "dba")
            .account(Principal.local("bob"))
            .account(Principal.local("bob-at-home"))
            .person("carol", "security")
            .account(Principal.local("carol"))
            .person("dora", "security", "auditors")
            .account(Principal.local("dora"))
            .person("erin", "sales")
            .account(Principal.local("erin"))
            .build();

    private final RecordedAudit audit;
    private final ApprovalsHttp http;
    private final Approvals approvals;
    private final InboxServer server;

    private Office(RecordedAudit audit, ApprovalsHttp http, Approvals approvals, InboxServer server) {
        this.audit = audit;
        this.http = http;
        this.approvals = approvals;
        this.server = server;
    }

    /** An office where everything is as usual. */
    public static Office open() {
        return open(web -> web, gate -> gate);
    }

    /** An office where something is special. */
    public static Office open(UnaryOperator<ApprovalsHttpBuilder> web, UnaryOperator<ApprovalsBuilder> gate) {
        return open(web, gate, 0);
    }

    /** An office at a port. */
    public static Office open(UnaryOperator<ApprovalsHttpBuilder> web, UnaryOperator<ApprovalsBuilder> gate, int port) {
        RecordedAudit audit = new RecordedAudit();
        InboxServer server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ApprovalsHttp http = web.apply(ApprovalsHttp.builder()
                        .address(server.origin())
                        .reviewers(Office::byHeader)
                        .stepUp(StepUp.within(Duration.ofMinutes(5)))
                        .directory(PEOPLE))
                .build();
        Approvals approvals = gate.apply(Approvals.builder()
                        .approver(http.inbox())
                        .directory(PEOPLE)
                        .audit(audit))
                .build();
        return new Office(audit, http, approvals, server.serve(http.servlet()));
    }

    private static Optional<SignedIn> byHeader(Request request) {
        Assurance assurance =
                request.header("X-Test-Assurance").map(Assurance::valueOf).orElse(Assurance.IDENTITY_PROVIDER);
        return request.header("X-Test-User").map(name -> signedIn(name, assurance));
    }

    /** Somebody who is signed in as if by a token. */
    public static SignedIn signedIn(String name, Assurance assurance) {
        Credential token = new Credential(Credential.Means.BEARER, Map.of(), name, Instant.MAX);
        return new SignedIn(new Reviewer(Principal.local(name), assurance), token, Optional.of(name));
    }

    /** The gate and its desk. */
    public Approvals approvals() {
        return approvals;
    }

    /** What was recorded. */
    public RecordedAudit audit() {
        return audit;
    }

    /** The API. */
    public ApprovalsHttp http() {
        return http;
    }

    /** The server. */
    public InboxServer server() {
        return server;
    }

    /** Where the server listens. */
    public URI address() {
        return server.address();
    }

    /** Nobody known, with an HTTP client. */
    public Caller stranger() {
        return new Caller(address());
    }

    /** Somebody with an HTTP client. */
    public Caller as(String name) {
        return new Caller(address()).with("X-Test-User", name);
    }

    /** A call of bob's agent that runs once it is approved. */
    public Pending call(ToolSpec.Builder tool, Map<String, ?> arguments) {
        return call(BOBS_AGENT, tool.build(), arguments);
    }

    /** A call of an agent that runs once it is approved, and is in the inbox; the tool is registered with its first call. */
    public Pending call(Requester agent, ToolSpec tool, Map<String, ?> arguments) {
        Pending pending = approvals
                .gate()
                .tool(tool.name())
                .orElseGet(() -> approvals.gate().tool(tool, claim -> "done"))
                .as(agent)
                .submit(arguments);
        audit.await(pending.callId(), AuditEventType.APPROVAL_NOTIFIED);
        return pending;
    }

    @Override
    public void close() {
        http.close();
        server.close();
        approvals.close();
    }
}
