package dev.approvals.examples.slack;

import dev.approvals.examples.snapshot.Narrator;
import dev.approvals.examples.snapshot.SnapshotStory;
import dev.approvals.slack.SlackApprover;
import dev.approvals.slack.identity.AccountMap;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.Person;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Slack on this machine with Alice and Bob in it, who do in it what they always do. */
final class SmallTown implements AutoCloseable {

    private static final String CHANNEL = "C0APPROVALS";
    private static final String ALICE = "U0ALICE";
    private static final String BOB = "U0BOB";
    private static final int PATIENCE_SECONDS = 60;

    private final LoopbackSlack slack = LoopbackSlack.start();
    private final Person alice = slack.person(ALICE);
    private final Person bob = slack.person(BOB);
    private final Narrator narrator;
    private CompletableFuture<Boolean> day = CompletableFuture.completedFuture(false);

    SmallTown(Narrator narrator) {
        this.narrator = narrator;
        slack.user(SlackUser.member(ALICE, "alice"));
        slack.user(SlackUser.member(BOB, "bob"));
        slack.channel(CHANNEL, "approvals", ALICE, BOB);
    }

    /** The approver, as for a real Slack but for the address. */
    SlackApprover approver() {
        return SlackApprover.builder()
                .botToken(slack.botToken())
                .socketMode(slack.appToken())
                .endpoint(slack.endpoint())
                .channel(CHANNEL)
                .accounts(AccountMap.itself().users(Map.of(ALICE, SnapshotStory.ALICE, BOB, SnapshotStory.BOB)))
                .build();
    }

    /** Lets people look at Slack from now on. */
    void wakeUp() {
        Executor ownThread = task -> {
            Thread thread = new Thread(task, "small-town");
            thread.setDaemon(true);
            thread.start();
        };
        day = CompletableFuture.supplyAsync(this::live, ownThread);
    }

    private boolean live() {
        SlackMessage export = seen("Export");
        slack.sockets().awaitConnections(1);
        narrator.says("Alice", "clicks Approve");
        alice.click(export, "Approve");
        SlackMessage upload = seen("Upload");
        narrator.says("Bob", "clicks Approve on his own agent's request");
        bob.click(upload, "Approve");
        String told =
                slack.await(CHANNEL, message -> message.onlyFor().equals(BOB)).text();
        narrator.says("Slack", "tells Bob alone: " + told);
        narrator.says("Alice", "clicks \"Deny with reason\", and writes: personal data stays in the house");
        alice.click(upload, "approvals.deny_with_reason");
        alice.submit(alice.awaitModal(), Map.of("text", "personal data stays in the house"));
        boolean over = isOver(export) && isOver(upload);
        return over && told.startsWith("Not counted");
    }

    private SlackMessage seen(String what) {
        SlackMessage card = slack.await(
                CHANNEL,
                message -> message.button("Approve").isPresent()
                        && message.blocks().toString().contains(what));
        narrator.line("");
        narrator.says("Slack", "shows in #approvals:");
        narrator.shows(CardText.lines(card.blocks(), Narrator.WIDTH - 2));
        narrator.line("");
        return card;
    }

    /** A card that is over has no buttons any more. */
    private boolean isOver(SlackMessage card) {
        return slack.await(
                        CHANNEL,
                        message -> message.ts().equals(card.ts())
                                && message.buttons().isEmpty())
                .buttons()
                .isEmpty();
    }

    /** Whether everything in Slack was as it should be; waits for the last of it. */
    boolean allWentWell() {
        try {
            return day.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            narrator.text("Slack went another way: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        slack.close();
    }
}
