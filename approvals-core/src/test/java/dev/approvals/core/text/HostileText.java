package dev.approvals.core.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The corpus of hostile text, by name. */
public final class HostileText {
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})|\\\\r");

    private HostileText() {}

    public static Map<String, String> corpus() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (InputStream in = Objects.requireNonNull(HostileText.class.getResourceAsStream("hostile-text.txt"))) {
            String file = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            file.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int tab = line.indexOf('\t');
                texts.put(line.substring(0, tab), unescape(line.substring(tab + 1)));
            });
        }
        return texts;
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text).replaceAll(HostileText::character);
    }

    private static String character(MatchResult escape) {
        String hex = escape.group(1);
        char c = hex == null ? '\r' : (char) Integer.parseInt(hex, 16);
        return Matcher.quoteReplacement(String.valueOf(c));
    }
}
