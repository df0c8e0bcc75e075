package dev.approvals.core.capture;

import dev.approvals.core.text.Secrets;
import dev.approvals.core.text.VisibleText;
import java.util.Arrays;

/**
 * One walk over a value: where it stands, for messages, and how much it has met, for the bounds.
 *
 * <p>Bounds are what end cyclic, endless and exploding structures. Used by one thread, for one argument.
 */
final class Walk {
    /** How deep containers may nest below an argument. */
    static final int MOST_DEPTH = 64;
    /** How many values an argument may consist of. */
    static final int MOST_VALUES = 100_000;
    /** How many chars and bytes an argument may hold. */
    static final int MOST_TEXT = 4 * 1024 * 1024;

    private static final int MOST_BITS = 65_536;
    private static final int LONGEST_NAME_SHOWN = 40;

    private final boolean binding;
    // Most arguments are one text or number: what it takes to step into more grows with the steps.
    private Object[] path;
    private int[] positions = {};
    private int depth;
    private int values;
    private long text;

    private Walk(String argument, boolean binding) {
        this.binding = binding;
        path = new Object[] {argument};
    }

    /** A walk over a live or a frozen argument. */
    static Walk over(String argument) {
        return new Walk(argument, false);
    }

    /** A walk over JSON from a model, where even too much of it is a {@link BindingException}. */
    static Walk overJson(String argument) {
        return new Walk(argument, true);
    }

    /** Steps into a field, or a map's entry by its key. */
    void enter(Object name) {
        if (depth == MOST_DEPTH) {
            throw tooMuch("nests deeper than " + MOST_DEPTH + " levels, or contains itself");
        }
        depth++;
        if (depth == path.length) {
            path = Arrays.copyOf(path, Math.min(2 * path.length + 2, MOST_DEPTH + 1));
            positions = Arrays.copyOf(positions, path.length);
        }
        path[depth] = name;
    }

    /** Steps into an item by its position. */
    void enter(int position) {
        enter(Position.AT);
        positions[depth] = position;
    }

    void leave() {
        path[depth] = Position.AT;
        depth--;
    }

    /** Counts one value. */
    void value() {
        if (++values > MOST_VALUES) {
            throw tooMuch("has more than " + MOST_VALUES + " values");
        }
    }

    /** Counts chars or bytes. */
    void text(int size) {
        text += size;
        if (text > MOST_TEXT) {
            throw tooMuch("holds more than " + MOST_TEXT + " characters");
        }
    }

    /** Refuses a number too long for anybody to read. */
    void bits(int bits) {
        if (bits > MOST_BITS) {
            throw tooMuch("is a number of more than " + MOST_BITS + " bits");
        }
        text(bits / 4);
    }

    /** The refusal of a value that cannot be frozen. */
    UnrenderableException unrenderable(String what, String cure) {
        return new UnrenderableException(message(what, cure));
    }

    /** The refusal of a value whose own code failed while it was frozen. */
    UnrenderableException unrenderable(String what, String cure, Throwable cause) {
        return new UnrenderableException(message(what, cure), cause);
    }

    /** The refusal of JSON that does not fit. */
    BindingException unbindable(String what, String cure) {
        return new BindingException(message(what, cure));
    }

    /** The refusal of a frozen value that does not fit its declared type. */
    ThawException unthawable(String what) {
        return new ThawException(message(what, "the stored call and the tool's code differ: ask for a new approval"));
    }

    /** The refusal of an argument that must be there, but is not. */
    BindingException missing() {
        return unbindable("is missing", binding ? "send it" : "pass it");
    }

    /** The refusal of an argument that no parameter takes. */
    BindingException unknown(String what, String known) {
        return unbindable(what, (binding ? "send " : "pass ") + known);
    }

    /** Where the walk stands, such as {@code target.owner["key"][3]}. */
    String path() {
        StringBuilder out = new StringBuilder(shown(path[0].toString()));
        for (int i = 1; i <= depth; i++) {
            Object step = path[i];
            if (step == Position.AT) {
                out.append('[').append(positions[i]).append(']');
            } else if (step instanceof Value key) {
                out.append("[\"").append(shown(PlainJson.keyText(key))).append("\"]");
            } else {
                out.append(out.isEmpty() ? "" : ".").append(shown(step.toString()));
            }
        }
        return out.isEmpty() ? "arguments" : out.toString();
    }

    private RuntimeException tooMuch(String what) {
        return binding
                ? unbindable(what, "send less")
                : unrenderable(what, "pass less, or a reference with a digest of the content");
    }

    private String message(String what, String cure) {
        return "`" + path() + "` " + what + ": " + cure;
    }

    /** Names and keys may be a model's text: they go into messages masked, visible and short. */
    private static String shown(String name) {
        return VisibleText.cut(Secrets.mask(name), LONGEST_NAME_SHOWN).told();
    }

    private enum Position {
        AT
    }
}
