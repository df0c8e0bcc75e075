package dev.approvals.slack.loopback;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;

/** Slack's own client on a loopback Slack. */
final class Sdk {

    private Sdk() {}

    static MethodsClient bot(LoopbackSlack slack) {
        return client(slack, slack.botToken());
    }

    static MethodsClient client(LoopbackSlack slack, String token) {
        return slack(slack).methods(token);
    }

    static Slack slack(LoopbackSlack slack) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.endpoint().toString());
        config.setStatsEnabled(false);
        config.setHttpClientReadTimeoutMillis(60_000);
        return Slack.getInstance(config);
    }
}
