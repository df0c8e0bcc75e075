package dev.approvals.slack;

import dev.approvals.slack.loopback.Ack;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.Modal;
import dev.approvals.slack.loopback.Person;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.testkit.ManualTimekeeper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Slack with people in it, by a clock that stands still. */
final class SlackTown implements AutoCloseable {

    final ManualTimekeeper clock = ManualTimekeeper.create();
    final LoopbackSlack slack = LoopbackSlack.start(clock);
    final Person alice = slack.person("U0ALICE");
    final Person dora = slack.person("U0DORA");
    final Person bob = slack.person("U0BOB");
    final Person carol = slack.person("U0CAROL");
    final Person erin = slack.person("U0ERIN");

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

    @Override
    public void close() {
        slack.close();
    }
}
