package dev.approvals.slack;

import com.slack.api.model.view.View;
import dev.approvals.core.chat.ChatApprover;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.slack.act.Interactions;
import dev.approvals.slack.act.Screen;
import dev.approvals.slack.blocks.NoteBlocks;
import dev.approvals.slack.identity.AccountMap;
import dev.approvals.slack.identity.Home;
import dev.approvals.slack.identity.Identities;
import dev.approvals.slack.web.Message;
import dev.approvals.slack.web.SlackWeb;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** From clicks in Slack to decisions, and back to whoever clicked: how the parts belong together. */
record Clicks(SlackWeb web, AccountMap accounts, ChatApprover chat, Timekeeper clock) implements Screen {

    /** Takes clicks of people at home. */
    Interactions at(Home home) {
        return new Interactions(home, new Identities(home, web::user, accounts, clock::now), chat::take, this);
    }

    /** Scopes that are needed for finding out who somebody is. */
    Set<String> scopes() {
        return accounts.asksForEmail() ? Set.of("users:read.email") : Set.of();
    }

    @Override
    public void whisper(String channel, String user, String text) throws IOException {
        web.whisper(channel, user, new Message(NoteBlocks.of(text, List.of()), NoteBlocks.fallback(text)));
    }

    @Override
    public void open(String trigger, View modal) throws IOException {
        web.open(trigger, modal);
    }
}
