package dev.approvals.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands behind one name, and what becomes of their failures: a message and a status, never a stack trace. */
final class Program {

    /** The name alone. */
    @Command(
            name = "approvals",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Verifies, proves, shows, reports and exports the journals of Approvals.",
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:nothing wrong was found",
                "1:the evidence is bad: a line was changed, a proof does not hold, a key is another one",
                "2:nothing can be said: something cannot be read or written, or was not understood"
            },
            footer = {"", "approvals COMMAND --help tells about a command, with examples."})
    static final class Top {}

    /** Where the jar's version stands. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Program.class.getPackage().getImplementationVersion();
            return new String[] {"approvals " + (version == null ? "(not packaged)" : version)};
        }
    }

    private final Terminal terminal;
    private final CommandLine line;

    Program(Terminal terminal) {
        this.terminal = terminal;
        this.line = new CommandLine(new Top())
                .addSubcommand(new VerifyCommand(terminal))
                .addSubcommand(new ProveCommand(terminal))
                .addSubcommand(new CheckProofCommand(terminal))
                .addSubcommand(new ShowCommand(terminal))
                .addSubcommand(new ReportCommand(terminal))
                .addSubcommand(new ExportCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .registerConverter(Long.class, Program::number)
                .setOut(new PrintWriter(new Exact(terminal.out())))
                .setErr(new PrintWriter(new Exact(terminal.err())))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(this::misunderstood)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .setExecutionStrategy(new CommandLine.RunLast());
    }

    private static Long number(String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + text + "\" is not a whole number");
        }
        throw new TypeConversionException("\"" + text + "\" is less than 0");
    }

    CommandLine commandLine() {
        return line;
    }

    /**
     * Runs a command.
     *
     * @param args the command, its options and what it is about
     * @return the exit status
     */
    int run(String... args) {
        int status = args.length == 0 ? noCommand() : line.execute(args);
        terminal.out().flush();
        Optional<String> unwritten = terminal.out().fault();
        unwritten.ifPresent(why -> complain("The output could not be written: " + why + "."));
        terminal.err().flush();
        return unwritten.isPresent() ? ExitStatus.UNREADABLE : status;
    }

    private int noCommand() {
        line.usage(line.getErr());
        return ExitStatus.UNREADABLE;
    }

    private int misunderstood(ParameterException e, String[] args) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return failed(
                misunderstanding(e) + "\nTry: " + command + " --help",
                e.getCommandLine(),
                List.of(args).contains("--json"));
    }

    private static String misunderstanding(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String like = String.join(", ", unmatched.getSuggestions());
            return "Not understood: " + unmatched.getUnmatched().get(0) + "."
                    + (like.isEmpty() ? "" : " Did you mean " + like + "?");
        }
        // picocli names an option of names and values so.
        return String.valueOf(e.getMessage()).replace("option option", "option");
    }

    private int failed(Exception failure, CommandLine command) {
        boolean json = command.getParseResult().hasMatchedOption("--json");
        return failed(words(failure), command, json);
    }

    private static String words(Exception failure) {
        if (failure instanceof Trouble) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return words(Optional.<Exception>ofNullable(unchecked.getCause()).orElse(unchecked));
        }
        return failure instanceof IOException io
                ? String.valueOf(Trouble.of(io).getMessage())
                : "This should not have happened, and is a fault of this program: " + failure;
    }

    private int failed(String message, CommandLine command, boolean json) {
        if (json) {
            terminal.out()
                    .line(Json.answer(command.getCommandName(), ExitStatus.UNREADABLE)
                            .with("error", message)
                            .toString());
        }
        complain(message);
        return ExitStatus.UNREADABLE;
    }

    private void complain(String message) {
        Arrays.stream(message.split("\n")).forEach(terminal.err()::line);
    }

    /** Hands what picocli prints to a printer. */
    private static final class Exact extends Writer {

        private final Printer printer;

        Exact(Printer printer) {
            this.printer = printer;
        }

        @Override
        public void write(char[] chars, int from, int count) {
            printer.exact(new String(chars, from, count));
        }

        @Override
        public void flush() {
            printer.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
