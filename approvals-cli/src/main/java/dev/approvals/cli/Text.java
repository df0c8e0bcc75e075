package dev.approvals.cli;

import dev.approvals.journal.line.Shown;
import java.util.ArrayList;
import java.util.List;

/** One line in the making. Whatever is put in, only what a reader can see comes out, and only our own colours. */
final class Text {

    private record Piece(Style style, String text) {}

    private final List<Piece> pieces = new ArrayList<>();

    static Text of(String text) {
        return new Text().add(text);
    }

    static Text of(Style style, String text) {
        return new Text().add(style, text);
    }

    Text add(String text) {
        return add(Style.PLAIN, text);
    }

    Text add(Style style, String text) {
        pieces.add(new Piece(style, Shown.of(text)));
        return this;
    }

    /** Adds a text and as many spaces as it lacks to a width, and two more. */
    Text column(Style style, String text, int width) {
        String shown = Shown.of(text);
        pieces.add(new Piece(style, shown));
        pieces.add(new Piece(Style.PLAIN, " ".repeat(Math.max(0, width - shown.length()) + 2)));
        return this;
    }

    String shown(boolean coloured) {
        StringBuilder line = new StringBuilder();
        pieces.forEach(piece -> line.append(coloured ? piece.style.paint(piece.text) : piece.text));
        return line.toString().stripTrailing();
    }
}
