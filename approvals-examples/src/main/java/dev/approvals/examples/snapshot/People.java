package dev.approvals.examples.snapshot;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.policy.Assurance;
import dev.approvals.review.Directory;
import dev.approvals.review.Reviewer;

/** Who is who in the shop. */
final class People {

    /** Bob's account, on whose behalf the agent works. */
    static final Principal BOB = Principal.local("bob");

    /** Bob's other account. The directory knows that it is Bob's. */
    static final Reviewer BOB_ON_CHAT = new Reviewer(new Principal("slack:T0SHOP", "U7BOB"), Assurance.CHAT_PLATFORM);

    /** Alice, who answers for data protection. */
    static final Reviewer ALICE = Reviewer.named("alice");

    /** The agent, as the host introduces it to the gate. */
    static final Requester AGENT = Requester.agent("db-copilot").actingFor(BOB).in("chat-7");

    private People() {}

    static Directory directory() {
        // Bob is in the reviewers' group himself: he may decide on others' calls, never on his own.
        return StaticDirectory.builder()
                .person("alice", "data-protection")
                .account(ALICE.account())
                .person("bob", "data-protection")
                .account(BOB)
                .account(BOB_ON_CHAT.account())
                .build();
    }
}
