package dev.approvals.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.Pending;
import dev.approvals.call.Principal;
import dev.approvals.core.Approvals;
import dev.approvals.http.ApprovalsHttp;
import dev.approvals.http.Office;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.http.login.OneTimeTokens;
import dev.approvals.http.login.SignIn;
import dev.approvals.outcome.Outcome;
import dev.approvals.tool.ToolSpec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The quick start as a browser sees it: a real address that lets in once, a real session, a real decision. */
@Tag("browser")
class SignInOnceTest {

    private static final ToolSpec EXPORT =
            ToolSpec.named("export").parameter("rows", int.class).runLater(true).build();

    private final InboxServer server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final OneTimeTokens tokens = new OneTimeTokens(
            Principal.local("alice"), Duration.ofMinutes(10), InstantSource.system(), new SecureRandom());
    private final ApprovalsHttp http = ApprovalsHttp.builder()
            .signIn(SignIn.at(server.origin()).oneTime(tokens).build())
            .directory(Office.PEOPLE)
            .build();
    private final Approvals approvals = Approvals.builder()
            .approver(http.inbox())
            .directory(Office.PEOPLE)
            .development()
            .build();
    private final Window window = new Window().as("");

    @AfterEach
    void close() {
        window.close();
        http.close();
        approvals.close();
        server.close();
    }

    @Test
    void row45TheAddressLetsInOnceAndLeavesNoTokenBehind() throws Exception {
        server.serve(http.servlet());
        Pending call = approvals
                .gate()
                .tool(EXPORT, claim -> "done")
                .as(Office.BOBS_AGENT)
                .submit(Map.of("rows", 3));
        String address = tokens.address("");

        window.open(server.address(), address).awaitText("main", "export").picture("signed-in-once");
        assertThat((String) window.run("return location.href")).doesNotContain("token");
        window.open(server.address(), "#/r/" + call.callId()).awaitReady("approve");
        window.click("[data-act=approve]");

        assertThat(call.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS))
                .isInstanceOf(Outcome.Returned.class);
        assertThat(window.complaints()).isEmpty();

        try (Window another = new Window().as("")) {
            another.open(server.address(), address)
                    .awaitText("main", "has been used")
                    .picture("signed-in-twice");
            assertThat(another.text("main")).doesNotContain("export");
        }
    }
}
