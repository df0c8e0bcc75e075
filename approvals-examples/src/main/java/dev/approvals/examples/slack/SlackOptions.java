package dev.approvals.examples.slack;

import dev.approvals.call.Principal;
import dev.approvals.examples.snapshot.SnapshotStory;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the command line and the environment ask for.
 *
 * @param help whether to say how it is used, and nothing else
 * @param channel where to post; empty for a Slack on this machine
 * @param people who in Slack is who in the story
 * @param botToken the bot's token; empty for a Slack on this machine
 * @param appToken the app's token; empty for a Slack on this machine
 */
record SlackOptions(boolean help, String channel, Map<String, Principal> people, String botToken, String appToken) {

    private static final String BOT_TOKEN = "SLACK_BOT_TOKEN";
    private static final String APP_TOKEN = "SLACK_APP_TOKEN";
    private static final Pattern MEMBER = Pattern.compile("[UW][A-Z0-9]{2,30}");

    static final String HELP = """
            An agent exports customer data, uploads the file and mails "all good"; Alice stands in between, in Slack.

            Without tokens it plays on a Slack that runs on this machine, with people who are scripts. With %s and
            %s in the environment it posts to your Slack (docs/slack.md says how to set it up):

              --channel C...  the id of the channel that the app was invited to
              --alice U...    your member id, to be Alice and decide (in Slack: your profile, the three dots, "Copy member ID")
              --bob U...      the member id of whoever is Bob, the agent's master: his clicks do not count
              --help          this text

            Status 0: all went as it should; 1: something ran that nobody approved; 2: the command line, a token or the
            app's set-up is wrong.""".formatted(BOT_TOKEN, APP_TOKEN);

    SlackOptions {
        people = Map.copyOf(people);
    }

    /** Without the tokens: they are secrets. */
    @Override
    public String toString() {
        return "SlackOptions[channel=" + channel + ", people=" + people + "]";
    }

    /** Whether it is played in the Slack of whoever starts it. */
    boolean isReal() {
        return !botToken.isEmpty();
    }

    /**
     * Reads the command line and the environment.
     *
     * @throws IllegalArgumentException if they make no sense; the message says what to mend
     */
    static SlackOptions parse(Map<String, String> environment, String... args) {
        boolean help = false;
        String channel = "";
        Map<String, Principal> people = new LinkedHashMap<>();
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--help", "-h" -> help = true;
                case "--channel" -> channel = value(option, rest);
                case "--alice" -> put(people, value(option, rest), SnapshotStory.ALICE);
                case "--bob" -> put(people, value(option, rest), SnapshotStory.BOB);
                default ->
                    throw new IllegalArgumentException("There is no option \"" + option + "\". --help lists them");
            }
        }
        SlackOptions options =
                new SlackOptions(help, channel, people, token(environment, BOT_TOKEN), token(environment, APP_TOKEN));
        if (!help) {
            options.check();
        }
        return options;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs an id after it. --help says which");
        }
        return rest.next();
    }

    private static void put(Map<String, Principal> people, String id, Principal who) {
        if (!MEMBER.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no member id of Slack's: those look like U012AB3CD."
                    + " In Slack: your profile, the three dots, \"Copy member ID\"");
        }
        if (people.put(id, who) != null) {
            throw new IllegalArgumentException(
                    "\"" + id + "\" cannot be Alice and Bob: nobody approves what they are behind."
                            + " Give one of them another member id, or leave one out");
        }
    }

    private static String token(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private void check() {
        if (botToken.isEmpty() != appToken.isEmpty()) {
            throw new IllegalArgumentException("The environment has only one of " + BOT_TOKEN + " and " + APP_TOKEN
                    + ". Set both to play in your Slack, or none for one on this machine; docs/slack.md says where they are"
                    + " made");
        }
        boolean said = !channel.isEmpty() || !people.isEmpty();
        if (!isReal() && said) {
            throw new IllegalArgumentException("--channel, --alice and --bob are for your own Slack: set " + BOT_TOKEN
                    + " and " + APP_TOKEN + " too, or leave the options out to play on a Slack on this machine");
        }
        if (isReal() && (channel.isEmpty() || people.isEmpty())) {
            throw new IllegalArgumentException("To play in your Slack say where, and who you are there: --channel C..."
                    + " --alice U.... --help says where these ids stand");
        }
    }
}
