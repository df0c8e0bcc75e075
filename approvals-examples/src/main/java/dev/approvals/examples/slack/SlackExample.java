package dev.approvals.examples.slack;

import dev.approvals.examples.snapshot.Narrator;
import dev.approvals.examples.snapshot.SnapshotStory;
import dev.approvals.slack.SlackApprover;
import dev.approvals.slack.SlackBuilder;
import dev.approvals.slack.identity.AccountMap;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The snapshot example with Alice in Slack: with tokens in yours, without them in one that runs on this machine. */
public final class SlackExample {

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Optional<URI> endpoint;

    /** An example in an environment; its Web API stands elsewhere only in tests. */
    SlackExample(PrintStream out, PrintStream err, Map<String, String> environment, Optional<URI> endpoint) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.endpoint = endpoint;
    }

    /**
     * Runs the example.
     *
     * @param out where the story is told
     * @param err where complaints go
     * @param args {@code --help} says which
     * @return the exit status: 0 if all went as it should, 1 if something ran that nobody approved, 2 where the command
     *     line, a token or the app's set-up is wrong
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return new SlackExample(out, err, System.getenv(), Optional.empty()).run(args);
    }

    int run(String... args) {
        SlackOptions options;
        try {
            options = SlackOptions.parse(environment, args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        if (options.help()) {
            out.println(SlackOptions.HELP);
            return 0;
        }
        Narrator narrator = new Narrator(out);
        return SnapshotStory.in(
                Optional.empty(),
                narrator,
                err,
                story -> options.isReal() ? inYourSlack(story, options) : onThisMachine(story, narrator));
    }

    private int inYourSlack(SnapshotStory story, SlackOptions options) throws IOException, SQLException {
        try (SlackApprover slack = approver(options)) {
            boolean youAreAlice = options.people().containsValue(SnapshotStory.ALICE);
            story.begin((youAreAlice ? "You are Alice" : "Nobody is Alice here, so nothing will be approved")
                    + ": look at channel " + options.channel()
                    + ". What nobody decides within 15 minutes does not run.");
            return story.play(slack, () -> {});
        } catch (IllegalArgumentException | IllegalStateException e) {
            // An id that is none, a token that Slack refuses, a scope or an invitation that is missing.
            err.println(e.getMessage());
            return 2;
        }
    }

    private SlackApprover approver(SlackOptions options) {
        SlackBuilder builder = SlackApprover.builder()
                .botToken(options.botToken())
                .socketMode(options.appToken())
                .channel(options.channel())
                .accounts(AccountMap.itself().users(options.people()));
        endpoint.ifPresent(builder::endpoint);
        return builder.build();
    }

    private static int onThisMachine(SnapshotStory story, Narrator narrator) throws IOException, SQLException {
        try (SmallTown town = new SmallTown(narrator);
                SlackApprover slack = town.approver()) {
            story.begin(
                    "Slack runs on this machine, and Alice and Bob in it are scripts. With tokens it is yours: --help.");
            town.wakeUp();
            int status = story.play(slack, () -> {});
            return town.allWentWell() ? status : 1;
        }
    }
}
