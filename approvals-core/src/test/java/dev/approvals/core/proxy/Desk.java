package dev.approvals.core.proxy;

import dev.approvals.tool.RequiresApproval;
import dev.approvals.tool.Sensitive;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The tools that most proxy tests call. */
interface Desk {

    @RequiresApproval("Export {rows} rows of {table}")
    String export(String table, int rows, @Sensitive String token);

    @RequiresApproval
    long join(String separator, long... numbers);

    @RequiresApproval
    void fail() throws IOException;

    @RequiresApproval
    CompletionStage<String> later(Point where);

    @RequiresApproval
    Optional<Level> raise(Level level, List<String> names);

    @RequiresApproval
    Desk same();

    Desk me();

    List<String> tables(String database);

    int count();

    void broken() throws IOException;

    default String twice(String table) {
        return export(table, 1, "t") + export(table, 2, "t");
    }

    @RequiresApproval
    default String thrice(String table) {
        return twice(table) + export(table, 3, "t");
    }

    /** A record argument. */
    record Point(int x, int y) {}

    /** An enum argument. */
    enum Level {
        LOW,
        HIGH
    }

    /** The tools for real; extended, never final. */
    class Real implements Desk {

        final String name;

        Real(String name) {
            this.name = name;
        }

        @Override
        public String export(String table, int rows, String token) {
            return name + ":" + table + rows;
        }

        @Override
        public long join(String separator, long... numbers) {
            return numbers.length;
        }

        @Override
        public void fail() throws IOException {
            throw new IOException("disk " + name);
        }

        @Override
        public CompletionStage<String> later(Point where) {
            return CompletableFuture.completedFuture(name + where.x() + where.y());
        }

        @Override
        public Optional<Level> raise(Level level, List<String> names) {
            return level == Level.LOW ? Optional.of(Level.HIGH) : Optional.empty();
        }

        @Override
        public Desk same() {
            return this;
        }

        @Override
        public Desk me() {
            return this;
        }

        @Override
        public List<String> tables(String database) {
            return List.of(database + name);
        }

        @Override
        public int count() {
            return name.length();
        }

        @Override
        public void broken() throws IOException {
            throw new IOException("broken " + name);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Desk;
        }

        @Override
        public int hashCode() {
            return 7;
        }

        @Override
        public String toString() {
            return "desk " + name;
        }
    }
}
