package dev.approvals.slack.loopback;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.slack.loopback.SlackChannel.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A workspace: who and what is in it, and what was said. Everything in it is guarded by {@link #guarded()}. */
final class Workspace {

    static final String TEAM = "T0LOOP";
    static final String TEAM_NAME = "Loopback";
    static final String APP = "A0APPROVALS";
    static final String BOT = "B0APPROVALS";
    static final String BOT_USER = "U0APPROVALS";

    private final Guarded guarded = new Guarded();
    private final Timekeeper clock;
    private final Map<String, SlackUser> users = new LinkedHashMap<>();
    private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
    private final Map<String, SlackFile> files = new LinkedHashMap<>();
    private String enterprise = "";
    private long number;

    Workspace(Timekeeper clock) {
        this.clock = clock;
        put(new SlackUser(BOT_USER, TEAM, "", "approvals", "", Set.of(SlackUser.Flag.BOT)));
    }

    Guarded guarded() {
        return guarded;
    }

    Instant now() {
        return clock.now();
    }

    /** The organisation that the workspace belongs to; empty for none. */
    String enterprise() {
        return enterprise;
    }

    void enterprise(String id) {
        enterprise = id;
    }

    void put(SlackUser user) {
        users.put(user.id(), user);
    }

    Optional<SlackUser> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<SlackUser> userWithEmail(String email) {
        return users.values().stream()
                .filter(user -> !user.email().isEmpty() && user.email().equalsIgnoreCase(email))
                .findFirst();
    }

    void put(SlackChannel channel) {
        channels.put(channel.id, channel);
    }

    Optional<SlackChannel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    List<SlackChannel> channels() {
        return List.copyOf(channels.values());
    }

    /** The conversation of the bot with one person; made when it is first wanted. */
    SlackChannel direct(String user) {
        String id = "D" + user.substring(1);
        return channels.computeIfAbsent(id, wanted -> {
            SlackChannel direct = new SlackChannel(wanted, "", Kind.DIRECT);
            direct.members.addAll(List.of(user, BOT_USER));
            return direct;
        });
    }

    void put(SlackFile file) {
        files.put(file.id(), file);
    }

    Optional<SlackFile> file(String id) {
        return Optional.ofNullable(files.get(id));
    }

    List<SlackFile> files() {
        return List.copyOf(files.values());
    }

    /** An id that nothing else has. */
    String next(String prefix) {
        return prefix + String.format("%06d", ++number);
    }

    /** The id of a message: Slack's time with a number that nothing else has. */
    String nextTs() {
        return now().getEpochSecond() + "." + String.format("%06d", ++number);
    }
}
