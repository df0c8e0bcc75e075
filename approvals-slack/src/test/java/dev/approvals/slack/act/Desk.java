package dev.approvals.slack.act;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.User;
import com.slack.api.model.view.View;
import dev.approvals.core.chat.Click;
import dev.approvals.core.chat.ClickAnswer;
import dev.approvals.slack.identity.AccountMap;
import dev.approvals.slack.identity.Home;
import dev.approvals.slack.identity.Identities;
import dev.approvals.slack.receive.Acknowledgement;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Interactions with everything around them recorded: what was decided, opened and told, after all of it was acted upon. */
final class Desk implements Screen {

    static final Home HOME = new Home("A1", "T1", Optional.empty());

    final List<Click> clicks = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    final List<View> opened = new CopyOnWriteArrayList<>();
    final List<String> triggers = new CopyOnWriteArrayList<>();
    volatile ClickAnswer answer = new ClickAnswer(true, "It counts.");
    volatile RuntimeException broken;
    volatile boolean slackDown;

    private final Interactions interactions;

    Desk() {
        this(new Hands());
    }

    Desk(Hands hands) {
        Identities identities = new Identities(HOME, Desk::find, AccountMap.itself(), () -> Instant.EPOCH);
        interactions = new Interactions(HOME, identities, this::decide, this, hands);
    }

    private static User find(String id) {
        User user = new User();
        user.setId(id);
        user.setTeamId("T1");
        user.setRestricted(id.equals("UGUEST"));
        return user;
    }

    Acknowledgement take(String key, ObjectNode payload) {
        return interactions.take(key, payload);
    }

    /** Waits until all that was taken is acted upon; nothing more is taken then. */
    Desk done() {
        interactions.close();
        return this;
    }

    private ClickAnswer decide(Click click) {
        clicks.add(click);
        if (broken != null) {
            throw broken;
        }
        return answer;
    }

    @Override
    public void whisper(String channel, String user, String text) throws IOException {
        failWhileDown();
        told.add(channel + " " + user + ": " + text);
    }

    @Override
    public void open(String trigger, View modal) throws IOException {
        failWhileDown();
        triggers.add(trigger);
        opened.add(modal);
    }

    private void failWhileDown() throws IOException {
        if (slackDown) {
            throw new IOException("down");
        }
    }
}
