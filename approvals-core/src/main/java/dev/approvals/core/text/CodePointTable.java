package dev.approvals.core.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A pinned property of code points, read once from a resource of this package.
 *
 * <p>The JDK's own tables follow its version, so two nodes on two JDKs would show one request differently.
 */
final class CodePointTable {
    /** What a code point has that no row names. */
    static final String NONE = "";

    private final int[] firsts;
    private final int[] lasts;
    private final String[] values;

    private CodePointTable(List<String> rows) {
        firsts = new int[rows.size()];
        lasts = new int[rows.size()];
        values = new String[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            String row = rows.get(i);
            int space = row.indexOf(' ');
            String[] range = row.substring(0, space).split("\\.\\.", -1);
            firsts[i] = Integer.parseInt(range[0], 16);
            lasts[i] = Integer.parseInt(range[range.length - 1], 16);
            values[i] = row.substring(space + 1).intern();
        }
    }

    /** The table in the named resource: rows {@code FIRST[..LAST] VALUE} in ascending order, {@code #} for comments. */
    static CodePointTable load(String resource) {
        try (InputStream in = CodePointTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing from the jar of "
                        + CodePointTable.class.getName() + ": repackage it with its resources");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new CodePointTable(
                    reader.lines().filter(line -> !line.startsWith("#")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    /** The value of the row that holds the code point, or {@link #NONE}. */
    String valueAt(int codePoint) {
        int found = Arrays.binarySearch(firsts, codePoint);
        int row = found >= 0 ? found : -found - 2;
        return row >= 0 && codePoint <= lasts[row] ? values[row] : NONE;
    }
}
