package dev.approvals.slack;

import dev.approvals.slack.loopback.Ack;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.Modal;
import dev.approvals.slack.loopback.Person;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.testkit.ManualTimekeeper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Slack with people in it, by a clock that stands still. */
final class SlackTown implements AutoCloseable {

    /** After that, whoever tries again tries again. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(61);

    private static final int MINUTES = 33;

    final ManualTimekeeper clock = ManualTimekeeper.create();
    final LoopbackSlack slack = LoopbackSlack.start(clock);
    final Person alice = slack.person("U0ALICE");
    final Person dora = slack.person("U0DORA");
    final Person bob = slack.person("U0BOB");
    final Person carol = slack.person("U0CAROL");
    final Person erin = slack.person("U0ERIN");
    private boolean down;

    SlackTown() {
        String[] people = {"U0ALICE", "U0DORA", "U0BOB", "U0CAROL", "U0ERIN"};
        for (String id : people) {
            slack.user(SlackUser.member(id, id.substring(2).toLowerCase()));
        }
        slack.channel(SlackHouse.OPS, "ops", people);
        slack.channel(SlackHouse.SECURITY, "security", people);
    }

    /** Clicks, and waits until Slack knows that it was taken. */
    void click(Person person, SlackMessage card, String label) throws Exception {
        taken(person.click(card, label));
    }

    void taken(CompletableFuture<Ack> ack) throws Exception {
        if (!ack.get(30, TimeUnit.SECONDS).taken()) {
            throw new AssertionError("Slack was not told that it was taken: " + ack.get());
        }
    }

    /** Clicks on a button that asks why, and says it. */
    void say(Person person, SlackMessage card, String label, String why) throws Exception {
        click(person, card, label);
        Modal modal = person.awaitModal();
        taken(person.submit(modal, Map.of("text", why)));
    }

    /** What one person alone was told, once they were told something. */
    String told(String user, String channel) {
        return slack.await(channel, message -> message.onlyFor().equals(user)).text();
    }

    /** The card once it says something, and has no buttons. */
    SlackMessage rewritten(SlackMessage card, String saying) {
        return slack.await(
                card.channel(),
                message -> message.ts().equals(card.ts())
                        && message.buttons().isEmpty()
                        && message.blocks().toString().contains(saying));
    }

    List<SlackMessage> notes(SlackMessage card) {
        return slack.messages(card.channel()).stream()
                .filter(message -> message.inThread() && message.threadTs().equals(card.ts()))
                .toList();
    }

    boolean isDown() {
        return down;
    }

    /** Slack is away, for calls as for sockets. */
    void down() {
        down = true;
        slack.down();
    }

    void up() {
        slack.up();
        down = false;
    }

    /** Lets the clock go on until something is so: what failed is tried again by the clock, on threads of its own. */
    void later(String what, BooleanSupplier so) {
        for (int minutes = 0; !soon(so, 200L << Math.min(minutes, 3)); minutes++) {
            if (minutes == MINUTES) {
                throw new AssertionError(
                        "Waited in vain for " + what + "; there is " + slack.everything(SlackHouse.OPS));
            }
            clock.advance(LONGEST_PAUSE);
        }
    }

    /** Lets the clock go on, and whoever waits for it do what they want. */
    void later() {
        for (int minutes = 0; minutes < 5; minutes++) {
            clock.advance(LONGEST_PAUSE);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static boolean soon(BooleanSupplier so, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!so.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return so.getAsBoolean();
    }

    /** The cards that are about a table, as they stand now. */
    List<SlackMessage> about(String table) {
        return Stream.of(SlackHouse.OPS, SlackHouse.SECURITY)
                .flatMap(channel -> slack.messages(channel).stream())
                .filter(message ->
                        !message.inThread() && message.blocks().toString().contains("\"Drop " + table + "\""))
                .toList();
    }

    @Override
    public void close() {
        slack.close();
    }
}
