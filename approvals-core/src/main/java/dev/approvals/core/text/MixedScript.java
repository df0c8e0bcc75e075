package dev.approvals.core.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A word that may not be what it looks like: its letters come from scripts that share shapes.
 *
 * <p>A hint for the reader, never a reason to refuse: honest words such as {@code Ωm} are found too.
 *
 * @param start index of the word's first char in the text
 * @param word the word
 * @param reason why it was found, such as {@code mixes Cyrillic and Latin}
 */
public record MixedScript(int start, String word, String reason) {
    private static final CodePointTable SCRIPTS = CodePointTable.load("scripts.txt");
    private static final String LATIN = "Latin";
    private static final int MOST_FINDINGS = 20;
    private static final int FEWEST_LOOKALIKES = 3;
    private static final CodePointTable LOOKALIKES = CodePointTable.load("lookalikes.txt");

    /**
     * Finds such words.
     *
     * @param text the text
     * @return the first twenty of them, in their order
     */
    public static List<MixedScript> find(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return List.of();
        }
        Set<String> honest = honestScripts(text);
        List<MixedScript> found = new ArrayList<>();
        for (int from = 0; from < text.length() && found.size() < MOST_FINDINGS; ) {
            int to = wordEnd(text, from);
            if (to > from) {
                judge(text.substring(from, to), from, honest, found);
            }
            from = Math.max(to, from + Character.charCount(text.codePointAt(from)));
        }
        return List.copyOf(found);
    }

    private static void judge(String word, int start, Set<String> honest, List<MixedScript> found) {
        Set<String> scripts = new TreeSet<>();
        word.codePoints().mapToObj(SCRIPTS::valueAt).forEach(scripts::add);
        scripts.remove(CodePointTable.NONE);
        if (scripts.size() > 1) {
            found.add(new MixedScript(start, word, "mixes " + String.join(" and ", scripts)));
        } else if (scripts.stream().noneMatch(honest::contains) && isLookalike(word, honest)) {
            String script = scripts.iterator().next();
            found.add(new MixedScript(start, word, script + " letters that read as Latin \"" + asLatin(word) + '"'));
        }
    }

    /** The scripts that the text really uses: Latin, and those with a letter that no Latin letter looks like. */
    private static Set<String> honestScripts(String text) {
        Set<String> honest = new TreeSet<>();
        text.codePoints().forEach(c -> {
            String script = SCRIPTS.valueAt(c);
            if (script.equals(LATIN) || !isLookalike(c)) {
                honest.add(script);
            }
        });
        return honest;
    }

    private static boolean isLookalike(String word, Set<String> honest) {
        return honest.contains(LATIN)
                && word.codePoints().filter(MixedScript::isLookalike).count() >= FEWEST_LOOKALIKES;
    }

    private static boolean isLookalike(int codePoint) {
        return !LOOKALIKES.valueAt(codePoint).equals(CodePointTable.NONE);
    }

    private static String asLatin(String word) {
        StringBuilder out = new StringBuilder();
        word.codePoints().forEach(c -> out.append(isLookalike(c) ? LOOKALIKES.valueAt(c) : Character.toString(c)));
        return out.toString();
    }

    private static int wordEnd(String text, int from) {
        int end = from;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            if (SCRIPTS.valueAt(c).equals(CodePointTable.NONE) && !isDigit(c) && !CharacterKinds.isMark(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
