package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.note.CheckpointSigner;
import dev.approvals.store.PayloadCipher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a journal is kept. Immutable; each method gives a changed copy. */
public final class JournalOptions {

    private static final long SEGMENT_BYTES = 64L << 20;
    private static final Duration HALF_A_YEAR = Duration.ofDays(183);
    private static final long SMALLEST_SEGMENT = 1 << 12;

    private Function<AuditEvent, Durability> durability = Durabilities::standard;
    private Function<Duration, Executor> timer =
            delay -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS);
    private Clock clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();
    private Set<String> keptApart = Set.of();
    private Duration keptAtLeast = HALF_A_YEAR;
    private long segmentBytes = SEGMENT_BYTES;
    private @Nullable String node;
    private @Nullable String name;
    private @Nullable CheckpointSigner signer;
    private @Nullable PayloadCipher cipher;

    private JournalOptions() {}

    /**
     * The usual: events that let a tool run are on disk when they are taken; segments of 64 MiB or a day; a signing key in
     * a file beside the folder; nothing is pruned before half a year.
     *
     * @return options to change
     */
    public static JournalOptions standard() {
        return new JournalOptions();
    }

    private JournalOptions with(Consumer<JournalOptions> change) {
        JournalOptions copy = new JournalOptions();
        copy.durability = durability;
        copy.timer = timer;
        copy.clock = clock;
        copy.random = random;
        copy.keptApart = keptApart;
        copy.keptAtLeast = keptAtLeast;
        copy.segmentBytes = segmentBytes;
        copy.node = node;
        copy.name = name;
        copy.signer = signer;
        copy.cipher = cipher;
        change.accept(copy);
        return copy;
    }

    /**
     * Sets how safe each event is when it counts as taken. {@code action.started} of a call that somebody was asked about is
     * on disk whatever this says.
     *
     * @param choice chooses by event
     * @return a copy
     */
    public JournalOptions durability(Function<AuditEvent, Durability> choice) {
        Objects.requireNonNull(choice, "choice");
        return with(copy -> copy.durability = choice);
    }

    /**
     * Names the process that writes, as it stands in every line.
     *
     * @param id its name; the host's and the process's number where none is set
     * @return a copy
     */
    public JournalOptions node(String id) {
        Objects.requireNonNull(id, "id");
        return with(copy -> copy.node = id);
    }

    /**
     * Names a new journal, as its checkpoints and its key do; an address without its scheme, such as
     * {@code example.com/audit}, is understood everywhere.
     *
     * @param text the name, without spaces and plus signs
     * @return a copy
     */
    public JournalOptions name(String text) {
        Objects.requireNonNull(text, "text");
        return with(copy -> copy.name = text);
    }

    /**
     * Sets who signs checkpoints, in place of a key in a file beside the folder.
     *
     * @param checkpoints the signer
     * @return a copy
     */
    public JournalOptions signer(CheckpointSigner checkpoints) {
        Objects.requireNonNull(checkpoints, "checkpoints");
        return with(copy -> copy.signer = checkpoints);
    }

    /**
     * Sets who encrypts the keys of payloads, in place of a key in a file beside the folder.
     *
     * @param keys the cipher
     * @return a copy
     */
    public JournalOptions cipher(PayloadCipher keys) {
        Objects.requireNonNull(keys, "keys");
        return with(copy -> copy.cipher = keys);
    }

    /**
     * Keeps facts out of the lines, encrypted one by one, so that they can be erased later: those that may hold personal
     * data, such as {@code arguments} and {@code comment}. Facts too large for a line are always kept so.
     *
     * @param facts their names
     * @return a copy
     */
    public JournalOptions keepApart(String... facts) {
        Set<String> names = Set.of(facts);
        return with(copy -> copy.keptApart = names);
    }

    /**
     * Sets how long events are kept at the least, whoever asks to prune them.
     *
     * @param time how long
     * @return a copy
     */
    public JournalOptions keepAtLeast(Duration time) {
        Objects.requireNonNull(time, "time");
        return with(copy -> copy.keptAtLeast = time);
    }

    /**
     * Sets how large a segment may become; each day begins one in any case.
     *
     * @param bytes at least 4,096
     * @return a copy
     */
    public JournalOptions segmentBytes(long bytes) {
        if (bytes < SMALLEST_SEGMENT) {
            throw new IllegalArgumentException("A segment has room for 4,096 bytes at least; got " + bytes);
        }
        return with(copy -> copy.segmentBytes = bytes);
    }

    /**
     * Sets the clock of the journal's own events.
     *
     * @param source the clock
     * @return a copy
     */
    public JournalOptions clock(Clock source) {
        Objects.requireNonNull(source, "source");
        return with(copy -> copy.clock = source);
    }

    /**
     * Sets what runs the checkpoint that follows about a second after an event.
     *
     * @param delayed for a delay, what runs a task after it
     * @return a copy
     */
    public JournalOptions timer(Function<Duration, Executor> delayed) {
        Objects.requireNonNull(delayed, "delayed");
        return with(copy -> copy.timer = delayed);
    }

    /**
     * Sets where salts, keys of payloads and the name of a new journal come from.
     *
     * @param source the source
     * @return a copy
     */
    public JournalOptions random(SecureRandom source) {
        Objects.requireNonNull(source, "source");
        return with(copy -> copy.random = source);
    }

    Durability durabilityOf(AuditEvent event) {
        Durability chosen = durability.apply(event);
        return Durabilities.isStartOfAsked(event) ? Durability.DISK : chosen;
    }

    Function<Duration, Executor> timer() {
        return timer;
    }

    Clock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Set<String> keptApart() {
        return keptApart;
    }

    Duration keptAtLeast() {
        return keptAtLeast;
    }

    long segmentBytes() {
        return segmentBytes;
    }

    String node() {
        return node != null ? node : Host.name() + "/" + ProcessHandle.current().pid();
    }

    Optional<String> name() {
        return Optional.ofNullable(name);
    }

    Optional<CheckpointSigner> signer() {
        return Optional.ofNullable(signer);
    }

    Optional<PayloadCipher> cipher() {
        return Optional.ofNullable(cipher);
    }
}
