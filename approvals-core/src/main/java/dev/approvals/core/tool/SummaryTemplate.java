package dev.approvals.core.tool;

import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A summary in words with places for arguments, as in {@link dev.approvals.tool.RequiresApproval#value()}. Immutable.
 *
 * <p>{@code {rows}} stands for the argument of that name, {@code {0}} for the argument at that position from 0 (unless an
 * argument has that name), <code>{{</code> and <code>}}</code> for a brace.
 */
public final class SummaryTemplate {

    private final List<Part> parts;

    private SummaryTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Parses a template.
     *
     * @param template the template
     * @param parameterNames the names of the tool's parameters, in order
     * @return the parsed template
     * @throws IllegalArgumentException if a brace has no partner, or a place names no parameter; the message says which
     *     and what there is instead
     */
    public static SummaryTemplate parse(String template, List<String> parameterNames) {
        return new SummaryTemplate(TemplateParser.parse(template).stream()
                .map(part -> part.slot() ? slot(part.text(), parameterNames, template) : part)
                .toList());
    }

    /**
     * The summary of a tool: its template, or the tool's name and arguments where it has none. The agent's reason has no
     * place in it, because reviewers read a summary as fact.
     *
     * @param spec the tool
     * @return the parsed template
     * @throws IllegalArgumentException as {@link #parse}, or if the template names the agent's reason
     */
    public static SummaryTemplate of(ToolSpec spec) {
        if (spec.summary().isEmpty()) {
            return nameAndArguments(spec);
        }
        SummaryTemplate parsed = parse(
                spec.summary(),
                spec.parameters().stream().map(ToolParameter::name).toList());
        spec.parameters().stream()
                .filter(parameter -> parameter.reason() && parsed.names(parameter.name()))
                .findFirst()
                .ifPresent(reason -> {
                    throw new IllegalArgumentException("the template \"%s\" names {%s}, which is the agent's reason;"
                                    .formatted(spec.summary(), reason.name())
                            + " reviewers see it apart, as a claim: take it out of the template");
                });
        return parsed;
    }

    /**
     * Fills in the arguments.
     *
     * @param shownValue how the argument of a name is shown
     * @return the summary
     */
    public String render(Function<String, String> shownValue) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.slot() ? shownValue.apply(part.text()) : part.text());
        }
        return text.toString();
    }

    /** The template again, with every place by name. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part.slot()
                        ? "{" + part.text() + "}"
                        : part.text().replace("{", "{{").replace("}", "}}"))
                .collect(Collectors.joining());
    }

    private boolean names(String parameter) {
        return parts.contains(new Part(true, parameter));
    }

    private static Part slot(String reference, List<String> names, String template) {
        if (names.contains(reference)) {
            return new Part(true, reference);
        }
        boolean position = reference.chars().allMatch(c -> c >= '0' && c <= '9');
        // A method has at most 255 parameters: a longer number is a position beyond them, and may not fit an int.
        if (position && reference.length() < 4 && Integer.parseInt(reference) < names.size()) {
            return new Part(true, names.get(Integer.parseInt(reference)));
        }
        throw new IllegalArgumentException("the template \"%s\" names {%s}, but %s"
                .formatted(template, reference, position ? positions(names) : "the parameters are " + listed(names)));
    }

    private static String positions(List<String> names) {
        return names.isEmpty() ? "there are no parameters" : "the positions are {0} to {" + (names.size() - 1) + "}";
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static SummaryTemplate nameAndArguments(ToolSpec spec) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(false, spec.name() + "("));
        String between = "";
        for (ToolParameter parameter : spec.parameters()) {
            if (!parameter.reason()) {
                parts.add(new Part(false, between + parameter.name() + ": "));
                parts.add(new Part(true, parameter.name()));
                between = ", ";
            }
        }
        parts.add(new Part(false, ")"));
        return new SummaryTemplate(parts);
    }

    /** Literal text, or a place for the argument of a name. */
    record Part(boolean slot, String text) {}
}
