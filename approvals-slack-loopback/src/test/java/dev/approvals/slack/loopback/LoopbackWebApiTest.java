package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.request.files.FilesCompleteUploadExternalRequest.FileDetails;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import dev.approvals.slack.loopback.SlackUser.Flag;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's own client at the loopback Slack. */
class LoopbackWebApiTest {

    private static final String OPS = "C0OPS";

    private final LoopbackSlack slack = LoopbackSlack.start();
    private final MethodsClient bot = Sdk.bot(slack);

    @BeforeEach
    void people() {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel(OPS, "ops", "U0ALICE");
    }

    @AfterEach
    void close() {
        slack.close();
    }

    private ChatPostMessageResponse post(String channel, String text) throws Exception {
        return bot.chatPostMessage(message -> message.channel(channel).text(text));
    }

    private static String error(SlackApiTextResponse response) {
        assertThat(response.isOk()).isFalse();
        return response.getError();
    }

    @Test
    void aMessageIsPostedRewrittenAnsweredAndDeleted() throws Exception {
        String ts = post(OPS, "first").getTs();
        bot.chatPostMessage(message -> message.channel(OPS).threadTs(ts).text("reminder"));

        assertThat(bot.chatUpdate(r -> r.channel(OPS).ts(ts).text("second")).isOk())
                .isTrue();
        assertThat(slack.messages(OPS)).extracting(SlackMessage::text).containsExactly("second", "reminder");
        assertThat(slack.messages(OPS)).extracting(SlackMessage::inThread).containsExactly(false, true);
        assertThat(slack.messages(OPS).get(0).edits()).isEqualTo(1);

        assertThat(bot.chatDelete(r -> r.channel(OPS).ts(ts)).isOk()).isTrue();
        assertThat(slack.messages(OPS)).extracting(SlackMessage::text).containsExactly("reminder");
        assertThat(error(bot.chatUpdate(r -> r.channel(OPS).ts(ts).text("x")))).isEqualTo("message_not_found");
    }

    @Test
    void onlyAKnownTokenOfTheRightKindCounts() throws Exception {
        assertThat(error(Sdk.client(slack, "xoxb-other").authTest(r -> r))).isEqualTo("invalid_auth");
        assertThat(error(Sdk.client(slack, slack.appToken())
                        .chatPostMessage(r -> r.channel(OPS).text("x"))))
                .isEqualTo("not_allowed_token_type");
        assertThat(Sdk.client(slack, slack.appToken()).authTest(r -> r).getAppId())
                .isEqualTo("A0APPROVALS");
        assertThat(bot.authTest(r -> r).getTeamId()).isEqualTo("T0LOOP");

        slack.botTokenRevoked(true);
        assertThat(error(bot.authTest(r -> r))).isEqualTo("token_revoked");
    }

    @Test
    void aMissingScopeIsNamed() throws Exception {
        slack.botScopes("users:read");

        var answer = post(OPS, "x");

        assertThat(error(answer)).isEqualTo("missing_scope");
        assertThat(answer.getNeeded()).isEqualTo("chat:write");
        assertThat(answer.getProvided()).isEqualTo("users:read");
        assertThat(bot.authTest(r -> r).getHttpResponseHeaders().get("x-oauth-scopes"))
                .containsExactly("users:read");
        assertThat(error(bot.conversationsInfo(r -> r.channel(OPS)))).isEqualTo("missing_scope");
    }

    @Test
    void aChannelMustBeThereLetTheBotInAndNotBeArchived() throws Exception {
        slack.privateChannel("C0SECRET", "secret");
        slack.removed("C0SECRET", "U0APPROVALS");
        slack.channel("C0OTHER", "other");
        slack.removed("C0OTHER", "U0APPROVALS");

        assertThat(error(post("C0NONE", "x"))).isEqualTo("channel_not_found");
        assertThat(error(post("C0SECRET", "x"))).isEqualTo("channel_not_found");
        assertThat(error(post("C0OTHER", "x"))).isEqualTo("not_in_channel");
        assertThat(bot.conversationsInfo(r -> r.channel("C0OTHER")).getChannel().isMember())
                .isFalse();

        slack.archived(OPS, true);
        assertThat(error(post(OPS, "x"))).isEqualTo("is_archived");
    }

    @Test
    void aMessageNeedsTextOrBlocksThatSlackTakes() throws Exception {
        assertThat(error(bot.chatPostMessage(r -> r.channel(OPS)))).isEqualTo("no_text");
        assertThat(error(post(OPS, "x".repeat(40_001)))).isEqualTo("msg_too_long");
        assertThat(error(blocks("{\"type\":\"divider\"}"))).isEqualTo("invalid_blocks_format");

        ChatPostMessageResponse answer = blocks("[{\"type\":\"banner\"}]");
        assertThat(error(answer)).isEqualTo("invalid_blocks");
        assertThat(answer.getErrors()).containsExactly("unsupported type: banner [json-pointer:/blocks/0/type]");

        String section =
                "{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":\"" + "x".repeat(2_200) + "\"}}";
        assertThat(blocks("[" + String.join(",", List.of(section, section, section, section, section)) + "]")
                        .isOk())
                .isTrue();
        assertThat(error(blocks("[" + section + ",{\"type\":\"divider\"}"
                        + (",{\"type\":\"divider\"}," + section).repeat(5) + "]")))
                .isEqualTo("msg_blocks_too_long");
    }

    private ChatPostMessageResponse blocks(String json) throws Exception {
        return bot.chatPostMessage(r -> r.channel(OPS).text("fallback").blocksAsString(json));
    }

    @Test
    void blocksGetIdsAsSlackGivesThem() throws Exception {
        blocks("[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"value\":\"v\",\"text\":"
                + "{\"type\":\"plain_text\",\"text\":\"Approve\"}}]}]");

        SlackMessage message = slack.messages(OPS).get(0);
        assertThat(message.button("Approve")).isPresent();
        assertThat(message.blocks().get(0).path("block_id").asText()).isNotEmpty();
        assertThat(message.button("Approve").orElseThrow().path("action_id").asText())
                .isNotEmpty();
    }

    @Test
    void onePersonAloneIsToldSomething() throws Exception {
        assertThat(bot.chatPostEphemeral(r -> r.channel(OPS).user("U0ALICE").text("not yours"))
                        .isOk())
                .isTrue();
        assertThat(error(bot.chatPostEphemeral(r -> r.channel(OPS).user("U0BOB").text("x"))))
                .isEqualTo("user_not_in_channel");

        assertThat(slack.ephemeral(OPS, "U0ALICE"))
                .extracting(SlackMessage::text)
                .containsExactly("not yours");
        assertThat(slack.messages(OPS)).isEmpty();
    }

    @Test
    void aPersonIsShownAsSlackKnowsThem() throws Exception {
        slack.user(SlackUser.member("U0GUEST", "guest")
                .with(Flag.RESTRICTED)
                .ofTeam("T0OTHER")
                .unconfirmed());

        var guest = bot.usersInfo(r -> r.user("U0GUEST")).getUser();

        assertThat(guest.isRestricted()).isTrue();
        assertThat(guest.isDeleted()).isFalse();
        assertThat(guest.isEmailConfirmed()).isFalse();
        assertThat(guest.getTeamId()).isEqualTo("T0OTHER");
        assertThat(guest.getProfile().getEmail()).isEqualTo("guest@example.com");
        assertThat(error(bot.usersInfo(r -> r.user("U0NOBODY")))).isEqualTo("user_not_found");
        assertThat(bot.usersLookupByEmail(r -> r.email("alice@example.com"))
                        .getUser()
                        .getId())
                .isEqualTo("U0ALICE");

        slack.withoutBotScopes("users:read.email");
        assertThat(bot.usersInfo(r -> r.user("U0ALICE")).getUser().getProfile().getEmail())
                .isNull();
    }

    @Test
    void aPersonIsWrittenToInPrivate() throws Exception {
        String direct = bot.conversationsOpen(r -> r.users(List.of("U0ALICE")))
                .getChannel()
                .getId();

        assertThat(post("U0ALICE", "to you").getChannel()).isEqualTo(direct);
        assertThat(slack.messages(slack.directChannel("U0ALICE")))
                .extracting(SlackMessage::text)
                .containsExactly("to you");
        assertThat(error(bot.conversationsOpen(r -> r.users(List.of("U0APPROVALS")))))
                .isEqualTo("cannot_dm_bot");
    }

    @Test
    void membersComeByThePage() throws Exception {
        var first = bot.conversationsMembers(r -> r.channel(OPS).limit(1));
        assertThat(first.getMembers()).containsExactly("U0APPROVALS");
        var second = bot.conversationsMembers(
                r -> r.channel(OPS).limit(1).cursor(first.getResponseMetadata().getNextCursor()));
        assertThat(second.getMembers()).containsExactly("U0ALICE");
        assertThat(second.getResponseMetadata().getNextCursor()).isEmpty();
    }

    @Test
    void aFileIsUploadedSharedInAThreadAndDeleted() throws Exception {
        String ts = post(OPS, "card").getTs();

        String id = bot.filesUploadV2(r -> r.filename("payload.json")
                        .content("{\"a\":1}")
                        .channel(OPS)
                        .threadTs(ts))
                .getFile()
                .getId();

        assertThat(slack.files()).singleElement().satisfies(file -> {
            assertThat(file.text()).isEqualTo("{\"a\":1}");
            assertThat(file.threadTs()).isEqualTo(ts);
            assertThat(file.complete()).isTrue();
        });
        assertThat(slack.messages(OPS).get(1).files()).containsExactly(id);
        assertThat(bot.filesDelete(r -> r.file(id)).isOk()).isTrue();
        assertThat(slack.files().get(0).deleted()).isTrue();
        assertThat(error(bot.filesDelete(r -> r.file(id)))).isEqualTo("file_deleted");
    }

    @Test
    void aFileThatNeverCameIsNotCompleted() throws Exception {
        String id =
                bot.filesGetUploadURLExternal(r -> r.filename("a").length(3)).getFileId();

        assertThat(error(bot.filesCompleteUploadExternal(
                        r -> r.files(List.of(FileDetails.builder().id(id).build())))))
                .isEqualTo("file_not_found");
        assertThat(error(bot.filesGetUploadURLExternal(r -> r.filename("a").length(0))))
                .isEqualTo("missing_argument");
    }
}
