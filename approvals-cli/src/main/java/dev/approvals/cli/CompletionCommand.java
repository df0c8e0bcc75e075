package dev.approvals.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code approvals completion}: what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        description = "Print what makes a shell complete commands, options and files.",
        footer = {
            "",
            "Examples:",
            "  alias approvals='java -jar /opt/approvals.jar'",
            "  source <(approvals completion bash)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** A shell that is known. */
    enum Shell {
        bash,
        zsh
    }

    private final Terminal terminal;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "bash|zsh", description = "Your shell.")
    private Shell shell = Shell.bash;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        // One script serves both: it turns zsh's compatibility with bash on by itself.
        String script = AutoComplete.bash("approvals", spec.root().commandLine());
        if (common.json()) {
            terminal.out()
                    .line(Json.answer("completion", ExitStatus.GOOD)
                            .with("shell", shell)
                            .with("script", script)
                            .toString());
        } else {
            terminal.out().exact(script);
        }
        return ExitStatus.GOOD;
    }
}
