package dev.approvals.examples.recorded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param help whether to say how it is used, and nothing else
 * @param trace the trace, or empty for the one at hand
 * @param catalogue what is known of the tools
 */
record ReplayOptions(boolean help, Optional<Path> trace, Catalogue catalogue) {

    static final String HELP = """
            Replays the tool calls of a recorded agent through Java tools behind the gate.

              --trace FILE     OpenAI-style chats, JSON or JSON Lines: runs with "messages" and, for the reviewer,
                               "correct_actions"; chat completions with "choices"; or messages alone.
                               Default: ../shared/traces/airline-gpt-4o.json where it is, else a trace of our own
              --reads A,B,..   further tools that change nothing: they pass
              --writes A,B,..  further tools that change something: they are asked
              --help           this text

            Tools that neither the example nor an option knows are denied. Status 0: no wrong write was executed;
            1: one was; 2: the command line or the trace is wrong.""";

    static ReplayOptions parse(String... args) throws BadInputException {
        ReplayOptions options = new ReplayOptions(false, Optional.empty(), Catalogue.standard());
        for (Iterator<String> rest = Arrays.asList(args).iterator(); rest.hasNext(); ) {
            options = options.with(rest.next(), rest);
        }
        return options;
    }

    private ReplayOptions with(String option, Iterator<String> rest) throws BadInputException {
        return switch (option) {
            case "--help", "-h" -> new ReplayOptions(true, trace, catalogue);
            case "--trace" -> new ReplayOptions(help, Optional.of(path(value(option, rest))), catalogue);
            case "--reads" -> knowing(value(option, rest), Catalogue.Effect.READS);
            case "--writes" -> knowing(value(option, rest), Catalogue.Effect.WRITES);
            default -> throw BadInputException.usage("There is no option \"" + option + "\"");
        };
    }

    private ReplayOptions knowing(String names, Catalogue.Effect effect) {
        List<String> tools = Stream.of(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return new ReplayOptions(help, trace, catalogue.and(tools, effect));
    }

    private static String value(String option, Iterator<String> rest) throws BadInputException {
        if (!rest.hasNext()) {
            throw BadInputException.usage(option + " needs a value after it");
        }
        return rest.next();
    }

    private static Path path(String text) throws BadInputException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw BadInputException.usage("\"" + text + "\" is no path: " + e.getReason());
        }
    }
}
