package dev.approvals.testkit.behaviour;

import dev.approvals.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The tools themselves: they write down each run, and fail where a test wants them to. */
final class Workshop implements Tools {

    /** Each run in a line, in order. */
    final List<String> runs = new CopyOnWriteArrayList<>();

    /** The claim of each run. */
    final List<Optional<Claim>> claims = new CopyOnWriteArrayList<>();

    /** Done at each run, before the tool returns. */
    volatile Step step = () -> {};

    /** What a tool does beside writing down its run. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    private void record(String run) {
        claims.add(Claim.current());
        runs.add(run);
    }

    private <T> T unchecked(String run, Supplier<T> result) {
        record(run);
        try {
            step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return result.get();
    }

    @Override
    public List<String> tables(String database) {
        return unchecked("tables " + database, () -> List.of("customers", "orders"));
    }

    @Override
    public String export(String why, String table, int rows, String target, String token) throws IOException {
        record("export " + table + " " + rows + " " + target + " " + token);
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return rows + " rows exported";
    }

    @Override
    public void drop(String table) {
        unchecked("drop " + table, () -> "");
    }

    @Override
    public CompletableFuture<String> dump(String table) {
        return unchecked("dump " + table, () -> CompletableFuture.completedFuture("dumped " + table));
    }

    @Override
    public CompletionStage<String> restore(String table) {
        return unchecked("restore " + table, () -> CompletableFuture.completedStage("restored " + table));
    }

    @Override
    public Future<String> vacuum(String table) {
        return unchecked("vacuum " + table, () -> CompletableFuture.completedFuture("vacuumed " + table));
    }

    @Override
    public String mail(String why, String to, String text) {
        return unchecked("mail " + to, () -> "mailed " + to);
    }

    @Override
    public String grant(String role, String user) {
        return unchecked("grant " + role + " " + user, () -> "granted " + role);
    }

    @Override
    public int count(List<String> tables) {
        List<String> copy = new ArrayList<>(tables);
        return unchecked("count " + copy, copy::size);
    }
}
