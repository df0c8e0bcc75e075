package dev.approvals.slack.web;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.request.chat.ChatUpdateRequest;
import com.slack.api.methods.response.auth.AuthTestResponse;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Conversation;
import com.slack.api.model.User;
import com.slack.api.model.view.View;
import com.slack.api.util.http.SlackHttpClient;
import dev.approvals.slack.web.Calls.Plan;
import dev.approvals.slack.web.Pacer.Rate;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of Slack, as one bot. Calls block: until Slack has answered, and before that until it is their turn. All of
 * them throw a {@link SlackException} where Slack does not do it, or is not reached. The token is in no message and in no
 * log. Thread-safe.
 */
public final class SlackWeb implements AutoCloseable {

    private static final Duration TIME_OUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** For answers to somebody who waits before the screen. */
    private static final Duration HURRY = Duration.ofSeconds(2);

    /** To one channel about one message a second, and some at once: fewer than Slack takes, for calls do not arrive evenly. */
    private static final Rate MESSAGES = new Rate(2, Duration.ofSeconds(1));
    /** Slack's third tier: 50 calls a minute. */
    private static final Rate TIER_3 = new Rate(20, Duration.ofMillis(1_200));
    /** Slack's fourth tier: 100 calls a minute. */
    private static final Rate TIER_4 = new Rate(40, Duration.ofMillis(600));

    private final Slack slack;
    private final Calls calls;
    private final Uploads uploads;

    private SlackWeb(Slack slack, String token, Pacer pacer) {
        this.slack = slack;
        this.calls = new Calls(slack.methods(token), pacer);
        this.uploads = new Uploads(calls, slack.getHttpClient().getOkHttpClient());
    }

    /**
     * Connects nothing yet: each call does.
     *
     * @param token the bot token
     * @param endpoint where the Web API is, if not at Slack's: for tests, such as {@code http://127.0.0.1:8080/api/}
     * @return the calls
     */
    public static SlackWeb of(String token, Optional<URI> endpoint) {
        return of(token, endpoint, Pacer.usual(), TIME_OUT);
    }

    static SlackWeb of(String token, Optional<URI> endpoint, Pacer pacer, Duration timeOut) {
        int millis = Math.toIntExact(timeOut.toMillis());
        SlackConfig config = new SlackConfig();
        // Its metrics run threads, and its listeners write whole requests to the log.
        config.setStatsEnabled(false);
        config.getHttpClientResponseHandlers().clear();
        config.setHttpClientReadTimeoutMillis(millis);
        config.setHttpClientWriteTimeoutMillis(millis);
        config.setHttpClientCallTimeoutMillis(2 * millis);
        endpoint.map(URI::toString)
                .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
                .ifPresent(config::setMethodsEndpointUrlPrefix);
        // OkHttp would send a request again whose answer was lost, and a message would be posted twice.
        SlackHttpClient http = new SlackHttpClient(SlackHttpClient.buildOkHttpClient(config)
                .newBuilder()
                .retryOnConnectionFailure(false)
                .build());
        http.setConfig(config);
        return new SlackWeb(Slack.getInstance(config, http), token, pacer);
    }

    /** {@return Slack's own client, for what is no method of the Web API} */
    public Slack slack() {
        return slack;
    }

    /**
     * Posts a message.
     *
     * @param channel a channel's id, or a person's for a direct message
     * @param message what it says
     * @return where it stands now
     * @throws IOException if it may not stand anywhere
     */
    public MessageId post(String channel, Message message) throws IOException {
        return post(channel, plain(message).channel(channel));
    }

    /**
     * Posts a message in the thread of another.
     *
     * @param thread the message that the thread hangs on
     * @param message what it says
     * @return where it stands now
     * @throws IOException if it may not stand anywhere
     */
    public MessageId reply(MessageId thread, Message message) throws IOException {
        return post(thread.channel(), plain(message).channel(thread.channel()).threadTs(thread.ts()));
    }

    private MessageId post(String channel, ChatPostMessageRequest.ChatPostMessageRequestBuilder message)
            throws IOException {
        Plan plan = new Plan("chat.postMessage", channel, MESSAGES, "chat.postMessage " + channel, PATIENCE);
        ChatPostMessageResponse posted = calls.run(plan, client -> client.chatPostMessage(message.build()));
        return new MessageId(posted.getChannel(), posted.getTs(), "");
    }

    private static ChatPostMessageRequest.ChatPostMessageRequestBuilder plain(Message message) {
        return ChatPostMessageRequest.builder()
                .blocks(message.blocks())
                .text(message.fallback())
                .mrkdwn(false)
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
    }

    /**
     * Lets a message say something else.
     *
     * @param id where it stands
     * @param message what it says from now on
     * @throws IOException if it may still say what it said
     */
    public void update(MessageId id, Message message) throws IOException {
        ChatUpdateRequest request = ChatUpdateRequest.builder()
                .channel(id.channel())
                .ts(id.ts())
                .blocks(message.blocks())
                .text(message.fallback())
                .parse("none")
                .linkNames(false)
                .build();
        calls.run(plan("chat.update", id.channel(), TIER_3, PATIENCE), client -> client.chatUpdate(request));
    }

    /**
     * Tells one person something that nobody else sees, and that is gone when they look again.
     *
     * @param channel where
     * @param user to whom
     * @param message what
     * @throws IOException if it is not known that they see it
     */
    public void whisper(String channel, String user, Message message) throws IOException {
        calls.run(
                plan("chat.postEphemeral", channel, TIER_4, HURRY),
                client -> client.chatPostEphemeral(request -> request.channel(channel)
                        .user(user)
                        .blocks(message.blocks())
                        .text(message.fallback())
                        .parse("none")
                        .linkNames(false)));
    }

    /**
     * Opens a modal.
     *
     * @param trigger the id that came with the click, three seconds old at most
     * @param view the modal
     * @throws IOException if it did not open
     */
    public void open(String trigger, View view) throws IOException {
        calls.run(
                plan("views.open", "", TIER_4, HURRY),
                client -> client.viewsOpen(request -> request.triggerId(trigger).view(view)));
    }

    /**
     * Looks a person up.
     *
     * @param id the person's id
     * @return what Slack knows of them
     * @throws IOException if Slack does not say
     */
    public User user(String id) throws IOException {
        return calls.run(plan("users.info", id, TIER_4, HURRY), client -> client.usersInfo(request -> request.user(id)))
                .getUser();
    }

    /**
     * Puts a text file into the thread of a message.
     *
     * @param thread the message that the thread hangs on
     * @param name the file's name
     * @param text what is in it
     * @return the message with the file
     * @throws IOException if the file is not there
     */
    public MessageId attach(MessageId thread, String name, String text) throws IOException {
        return thread.with(uploads.put(thread, name, text));
    }

    /**
     * Deletes the file of a message; nothing where it has none, or the file is gone.
     *
     * @param id the message
     * @throws IOException if the file may still be there
     */
    public void detach(MessageId id) throws IOException {
        if (!id.file().isEmpty()) {
            uploads.delete(id.file());
        }
    }

    AuthTestResponse test() throws IOException {
        return calls.run(plan("auth.test", "", TIER_4, HURRY), client -> client.authTest(request -> request));
    }

    AuthTestResponse test(String appToken) throws IOException {
        return calls.run(
                plan("auth.test", "the app-level token", TIER_4, HURRY),
                client -> client.authTest(request -> request.token(appToken)));
    }

    String app(String bot) throws IOException {
        return calls.run(plan("bots.info", bot, TIER_3, HURRY), client -> client.botsInfo(request -> request.bot(bot)))
                .getBot()
                .getAppId();
    }

    Conversation channel(String id) throws IOException {
        return calls.run(
                        plan("conversations.info", id, TIER_3, PATIENCE),
                        client -> client.conversationsInfo(request -> request.channel(id)))
                .getChannel();
    }

    static Plan plan(String method, String where, Rate rate, Duration patience) {
        return new Plan(method, where, rate, method, patience);
    }

    static Plan ofFiles(String method, String where) {
        return plan(method, where, TIER_3, PATIENCE);
    }

    @Override
    public void close() {
        try {
            slack.close();
        } catch (Exception e) {
            // The SDK declares any; closing a pool of connections leaves nothing to mend.
            throw new IllegalStateException("Slack's client did not close", e);
        }
    }
}
