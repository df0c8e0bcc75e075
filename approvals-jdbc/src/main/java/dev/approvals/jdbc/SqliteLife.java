package dev.approvals.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The host's clock, kept from going back; and the epoch, which only this process can raise while it has the file. */
final class SqliteLife implements Life {

    private static final StoreClock.Rhythm ALWAYS_READ =
            new StoreClock.Rhythm(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE));

    private final Connections connections;
    private final StoreClock clock;
    private final AtomicLong epoch;

    private SqliteLife(Connections connections, StoreClock clock, long epoch) {
        this.connections = connections;
        this.clock = clock;
        this.epoch = new AtomicLong(epoch);
    }

    /** The latest time that stands in the file is the mark: rows are stamped with it as they are written. */
    static SqliteLife of(Connections connections, InstantSource host) {
        return connections.each(
                "read its epoch",
                connection -> Sql.first(
                                connection,
                                "SELECT epoch, max(mark, coalesce((SELECT max(changed_at) FROM approval_row), mark))"
                                        + " FROM approval_life",
                                row -> {
                                    Instant mark = Columns.instant(row.getLong(2));
                                    StoreClock clock = new StoreClock(
                                            () -> new StoreClock.Times(host.instant(), mark),
                                            ALWAYS_READ,
                                            System::nanoTime);
                                    return new SqliteLife(connections, clock, row.getLong(1));
                                })
                        .orElseThrow(Migrations::lifeIsMissing));
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public long epoch() {
        return epoch.get();
    }

    @Override
    public long raise() {
        long raised = connections.whole(
                "raise its epoch",
                connection -> Sql.first(
                                connection,
                                "UPDATE approval_life SET epoch = epoch + 1 RETURNING epoch",
                                row -> row.getLong(1))
                        .orElseThrow(Migrations::lifeIsMissing));
        return epoch.accumulateAndGet(raised, Math::max);
    }
}
