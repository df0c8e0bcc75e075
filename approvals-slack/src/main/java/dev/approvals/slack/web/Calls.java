package dev.approvals.slack.web;

import com.google.gson.JsonParseException;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs calls of the Web API: in turn, again where Slack says when, and with errors that say what to do. Thread-safe. */
final class Calls {

    private static final int TOO_MANY = 429;
    private static final int MOST_TRIES = 5;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final MethodsClient client;
    private final Pacer pacer;

    Calls(MethodsClient client, Pacer pacer) {
        this.client = client;
        this.pacer = pacer;
    }

    /** One call of Slack's own client. */
    @FunctionalInterface
    interface Call<T extends SlackApiTextResponse> {
        T with(MethodsClient client) throws IOException, SlackApiException;
    }

    /**
     * What is called, and how fast.
     *
     * @param method the method of the Web API
     * @param where what it is done to, such as a channel; empty where the method says all
     * @param rate how fast Slack takes it
     * @param paced what the rate is for: all calls of the method, or those to one channel
     * @param patience how long to wait for a turn
     */
    record Plan(String method, String where, Pacer.Rate rate, String paced, Duration patience) {

        String what() {
            return where.isEmpty() ? method : method + " for " + where;
        }
    }

    <T extends SlackApiTextResponse> T run(Plan plan, Call<T> call) throws IOException {
        int tries = 0;
        while (tries++ < MOST_TRIES && pacer.await(plan.paced(), plan.rate(), plan.patience())) {
            try {
                return taken(plan, call.with(client));
            } catch (SlackApiException e) {
                if (e.getResponse().code() != TOO_MANY) {
                    throw new SlackException(
                            plan.method(),
                            "http_" + e.getResponse().code(),
                            "Slack answered " + plan.what() + " with HTTP status "
                                    + e.getResponse().code() + ", so it is not known to be done");
                }
                pacer.hold(plan.paced(), plan.rate(), rest(e.getResponse().header("Retry-After")));
            } catch (SlackException e) {
                throw e;
            } catch (IOException e) {
                throw e instanceof InterruptedIOException
                                && Thread.currentThread().isInterrupted()
                        ? e
                        : unreachable(plan, e);
            } catch (JsonParseException e) {
                throw new SlackException(
                        plan.method(),
                        "unreadable",
                        "Slack's answer to " + plan.what() + " is no JSON that it documents",
                        e);
            }
        }
        throw new SlackException(
                plan.method(),
                "ratelimited",
                "Slack takes no more calls of " + plan.what() + " within "
                        + plan.patience().toSeconds() + " s: too many wait already, or it asked for a longer rest");
    }

    private static SlackException unreachable(Plan plan, IOException e) {
        return new SlackException(
                plan.method(),
                "unreachable",
                "Slack was not reached for " + plan.what() + " (" + e.getClass().getSimpleName()
                        + "). Check the network, the proxy and https://slack-status.com",
                e);
    }

    private static <T extends SlackApiTextResponse> T taken(Plan plan, @Nullable T answer) throws SlackException {
        if (answer == null) {
            throw new SlackException(plan.method(), "unreadable", "Slack's answer to " + plan.what() + " is empty");
        }
        if (!answer.isOk()) {
            String code = Objects.requireNonNullElse(answer.getError(), "no_code");
            String needed = answer.getNeeded() == null ? "" : " (needed: " + answer.getNeeded() + ")";
            throw new SlackException(
                    plan.method(), code, "Slack refused " + plan.what() + ": " + code + needed + Remedies.of(code));
        }
        return answer;
    }

    /** What Slack says, within bounds; a second where it says nothing that can be read. */
    private static Duration rest(@Nullable String header) {
        if (header == null || !header.matches("[0-9]{1,9}")) {
            return SHORTEST_REST;
        }
        Duration told = Duration.ofSeconds(Long.parseLong(header));
        if (told.compareTo(SHORTEST_REST) < 0) {
            return SHORTEST_REST;
        }
        return told.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : told;
    }
}
