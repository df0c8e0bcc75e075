package dev.approvals.slack.blocks;

import java.util.ArrayList;
import java.util.List;

/** Lines put together and cut to what one text of Slack's holds. */
final class Pieces {

    private final int most;
    private final List<String> done = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    private Pieces(int most) {
        this.most = most;
    }

    /** As few texts as hold the lines, and at least one; a line is broken only where it does not fit one text by itself. */
    static List<String> of(List<String> lines, int most) {
        Pieces pieces = new Pieces(most);
        lines.forEach(pieces::add);
        pieces.end();
        return pieces.done.isEmpty() ? List.of("") : List.copyOf(pieces.done);
    }

    private void add(String line) {
        if (open.length() + 1 + line.length() > most) {
            end();
        }
        int from = 0;
        while (line.length() - from > most) {
            int to = from + most;
            if (Character.isHighSurrogate(line.charAt(to - 1))) {
                to--;
            }
            done.add(line.substring(from, to));
            from = to;
        }
        open.append(open.isEmpty() ? "" : "\n").append(line, from, line.length());
    }

    private void end() {
        if (!open.isEmpty()) {
            done.add(open.toString());
            open.setLength(0);
        }
    }
}
