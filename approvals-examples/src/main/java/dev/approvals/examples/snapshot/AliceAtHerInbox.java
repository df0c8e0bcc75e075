package dev.approvals.examples.snapshot;

import dev.approvals.http.ApprovalsHttp;
import dev.approvals.http.jetty.InboxServer;
import dev.approvals.http.login.OneTimeTokens;
import dev.approvals.http.login.SignIn;
import dev.approvals.review.Approver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** You as Alice, in the browser: the inbox on this machine, let in by an address that is good once. */
final class AliceAtHerInbox implements AutoCloseable {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final InboxServer server;
    private final ApprovalsHttp http;
    private final OneTimeTokens tokens;

    AliceAtHerInbox() {
        server = InboxServer.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        tokens = new OneTimeTokens(People.ALICE.account(), GOOD_FOR, InstantSource.system(), new SecureRandom());
        http = ApprovalsHttp.builder()
                .signIn(SignIn.at(server.origin()).oneTime(tokens).build())
                .directory(People.directory())
                .build();
        server.serve(http.servlet());
    }

    Approver approver() {
        return http.inbox();
    }

    /** {@return the page's address with a new token, for whoever sits at this terminal} */
    String address() {
        return tokens.address(server.address().toString());
    }

    void invite(Narrator narrator) {
        narrator.line("");
        narrator.text("Open this address in your browser; it lets you in once, within " + GOOD_FOR.toMinutes()
                + " minutes, on this machine only:");
        narrator.line("");
        narrator.line("  " + address());
    }

    /** Keeps the inbox open until somebody presses Enter, or nobody can. */
    static void linger(Narrator narrator, InputStream terminal) {
        narrator.line("");
        narrator.text("The inbox keeps the history of both calls until you press Enter here.");
        try {
            int read = terminal.read();
            while (read != '\n' && read != -1) {
                read = terminal.read();
            }
        } catch (IOException e) {
            narrator.text("The terminal is gone (" + e.getMessage() + "), and so is the inbox.");
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
