package dev.approvals.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class Common {

    @Option(names = "--json", description = "Answer in JSON, for programs.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Tell about this command.")
    private boolean help;

    boolean json() {
        return json;
    }

    /** {@return whether only help was asked for; picocli gives it} */
    boolean help() {
        return help;
    }
}
