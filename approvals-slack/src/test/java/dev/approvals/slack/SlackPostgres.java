package dev.approvals.slack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for all tests of the module, with a schema for each of them. It ends with the process. */
final class SlackPostgres {

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private SlackPostgres() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    /** A schema that nobody has used. */
    static String newSchema() {
        return "slack" + SCHEMAS.incrementAndGet();
    }
}
