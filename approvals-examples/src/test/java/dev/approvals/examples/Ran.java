package dev.approvals.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * How an example went.
 *
 * @param status its exit status
 * @param out what it told
 * @param err what it complained of
 */
public record Ran(int status, String out, String err) {

    /** An example's {@code run}. */
    public interface Example {
        int run(PrintStream out, PrintStream err, String... args);
    }

    public static Ran of(Example example, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = example.run(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
        return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
    }
}
