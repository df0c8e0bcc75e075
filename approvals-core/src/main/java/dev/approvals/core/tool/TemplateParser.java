package dev.approvals.core.tool;

import dev.approvals.core.tool.SummaryTemplate.Part;
import java.util.ArrayList;
import java.util.List;

/** Splits a template into text and places; what a place refers to is not its business. */
final class TemplateParser {

    private final String template;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int at;

    private TemplateParser(String template) {
        this.template = template;
    }

    static List<Part> parse(String template) {
        return new TemplateParser(template).parse();
    }

    private List<Part> parse() {
        while (at < template.length()) {
            char c = template.charAt(at++);
            if (c != '{' && c != '}') {
                text.append(c);
            } else if (at < template.length() && template.charAt(at) == c) {
                text.append(c);
                at++;
            } else if (c == '{') {
                place();
            } else {
                throw fault("has a } at character %d that closes nothing".formatted(at), "}}");
            }
        }
        endText();
        return parts;
    }

    private void place() {
        int end = template.indexOf('}', at);
        if (end < 0) {
            throw fault("opens a { at character %d and never closes it".formatted(at), "{{");
        }
        String reference = template.substring(at, end);
        if (reference.isBlank() || reference.indexOf('{') >= 0) {
            throw fault("has \"{%s}\" at character %d, which names no parameter".formatted(reference, at), "{{");
        }
        endText();
        parts.add(new Part(true, reference));
        at = end + 1;
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new Part(false, text.toString()));
            text.setLength(0);
        }
    }

    private IllegalArgumentException fault(String what, String doubled) {
        return new IllegalArgumentException(
                "the template \"%s\" %s; write %s for a brace that is meant".formatted(template, what, doubled));
    }
}
