package dev.approvals.testkit.tck;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that works on a store and says, line by line, what the store acknowledged: a row's id and its version. */
final class StoreChild {

    static final String COUNT = "count";

    private static final int MOST_TRIES = 10_000;

    private final ApprovalStore store;
    private final PrintStream said;

    private StoreChild(ApprovalStore store, PrintStream said) {
        this.store = store;
        this.said = said;
    }

    /** Starts one; it waits for a line before it begins. */
    static Process start(Class<? extends StoreOpener> opener, String place, String name, String times)
            throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName(),
                opener.getName(),
                place,
                name,
                times);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Opener, place, this process's name, how often. */
    public static void main(String[] arguments) throws Exception {
        StoreOpener opener = Class.forName(arguments[0])
                .asSubclass(StoreOpener.class)
                .getDeclaredConstructor()
                .newInstance();
        PrintStream said = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (ApprovalStore store = opener.open(arguments[1])) {
            said.println("ready 0");
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            StoreChild child = new StoreChild(store, said);
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                child.writeOne(arguments[2] + "-" + i);
                child.countOneMore();
            }
        }
    }

    private void writeOne(String id) {
        StoredRow row = StoreFixture.row(id, new StoredRow.Keys("call " + id, "join " + id, "written"));
        say(store.createOrFind(row, Samples.events(id, 1)));
        replace(StoreFixture.next(row, RequestStatus.APPROVED, "{}"));
    }

    private void countOneMore() {
        boolean done = false;
        for (int tries = 0; !done; tries++) {
            if (tries == MOST_TRIES) {
                throw new IllegalStateException(tries + " times the row that was read was not the one that is there");
            }
            StoredRow now = store.get(COUNT).orElseGet(this::first);
            done = replace(StoreFixture.next(now, RequestStatus.PENDING, String.valueOf(now.version())));
        }
    }

    private StoredRow first() {
        return store.createOrFind(StoreFixture.row(COUNT), Samples.events(COUNT, 1));
    }

    private boolean replace(StoredRow next) {
        boolean replaced = store.compareAndSet(next, List.of(StoreFixture.eventOf(next)));
        if (replaced) {
            say(next);
        }
        return replaced;
    }

    private void say(StoredRow row) {
        said.println(row.id() + " " + row.version());
    }
}
