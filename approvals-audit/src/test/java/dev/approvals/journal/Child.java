package dev.approvals.journal;

import dev.approvals.audit.AuditEventType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process of its own that appends as fast as it can from several threads, and prints the id of each call whose start was
 * taken. It says {@code refused} and why once it is refused.
 */
final class Child {

    private Child() {}

    /** Arguments: the journal's folder, a word that begins the ids, and how many threads. */
    public static void main(String[] args) throws InterruptedException {
        Journal journal;
        try {
            journal = Journal.open(Path.of(args[0]));
        } catch (JournalException e) {
            System.out.println("refused " + e.getMessage());
            return;
        }
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < Integer.parseInt(args[2]); t++) {
            String begin = args[1] + "-" + t + "-";
            threads.add(new Thread(() -> append(journal, begin)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void append(Journal journal, String begin) {
        for (int n = 0; ; n++) {
            String call = begin + n;
            try {
                journal.append(Journals.event(call, 1, AuditEventType.ACTION_STARTED, Map.of("verdict", "ask")));
            } catch (JournalException e) {
                System.out.println("refused " + e.getMessage());
                return;
            }
            System.out.println(call);
        }
    }

    /** Starts it, with a shell's command before it. */
    static Process start(String before, Path folder, String begin, int threads) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + " exec '" + java + "' -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + Child.class.getName() + " '" + folder + "' " + begin
                + " " + threads;
        return new ProcessBuilder("bash", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
