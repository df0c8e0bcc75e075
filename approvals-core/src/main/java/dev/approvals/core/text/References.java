package dev.approvals.core.text;

import java.util.List;
import java.util.Locale;

/**
 * Tells texts that only name something: a file, an address. Whoever approves such an argument approves the name; what it
 * leads to may change, and no digest covers it.
 *
 * <p>A hint for the reader. Nothing here opens or resolves what a text names.
 */
public final class References {
    private static final int LONGEST = 2_048;
    private static final List<String> BEGINNINGS = List.of("/", "./", "../", "~/", "\\\\", ".\\", "..\\");
    private static final List<String> NAMES =
            List.of("path", "file", "filename", "directory", "folder", "url", "uri", "href", "link");

    private References() {}

    /**
     * Whether a text names a file or an address.
     *
     * @param name the parameter, field or key that it stands under; may be empty
     * @param text the text
     * @return true if it is one line in the form of a path or an address, or stands under a name such as {@code path}
     */
    public static boolean isReference(String name, String text) {
        if (text.isBlank() || text.length() > LONGEST || text.indexOf('\n') >= 0) {
            return false;
        }
        return isAddress(text) || isPath(text) || saysReference(name);
    }

    private static boolean isAddress(String text) {
        int scheme = text.indexOf("://");
        return scheme > 0 && text.lastIndexOf(' ', scheme) < 0;
    }

    private static boolean isPath(String text) {
        boolean drive = text.length() > 2 && text.charAt(1) == ':' && (text.charAt(2) == '\\' || text.charAt(2) == '/');
        return drive || (text.length() > 1 && BEGINNINGS.stream().anyMatch(text::startsWith));
    }

    private static boolean saysReference(String name) {
        String letters = name.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(letters::endsWith);
    }
}
