package dev.approvals.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store keeps to when several threads want the same thing. */
abstract class StoreRaces extends StoreFixture {

    private static final int RACERS = 64;

    @Test
    void ofManyWhoCreateOneRowOneDoesAndAllGetTheSame() {
        List<StoredRow> got = Race.of(RACERS, racer -> {
            StoredRow mine = row("same-id");
            return create(next(mine, RequestStatus.PENDING, "{\"racer\":" + racer + "}"));
        });

        assertThat(got).containsOnly(store().get("same-id").orElseThrow());
        assertThat(store().events("same-id")).hasSize(2);
    }

    @Test
    void ofManyWhoCreateRowsOfOneKeyOneDoesAndAllGetIt() {
        StoredRow.Keys keys = new StoredRow.Keys("the call", "the join");

        List<StoredRow> got = Race.of(RACERS, racer -> create(row("id-" + racer, keys)));

        assertThat(got).containsOnly(got.get(0));
        assertThat(store().list(requests(RequestStatus.PENDING), "", RACERS)).containsExactly(got.get(0));
    }

    @Test
    void ofManyWhoReplaceOneVersionOneDoes() {
        StoredRow first = create(row("id-1"));

        List<Boolean> won = Race.of(RACERS, racer -> {
            StoredRow mine = next(first, RequestStatus.CLAIMED, "{\"racer\":" + racer + "}");
            return store().compareAndSet(mine, List.of(eventBy(mine, racer)));
        });

        assertThat(won).filteredOn(each -> each).hasSize(1);
        int winner = won.indexOf(true);
        assertThat(store().get("id-1").orElseThrow().state()).isEqualTo("{\"racer\":" + winner + "}");
        assertThat(store().events("id-1"))
                .hasSize(2)
                .last()
                .extracting(e -> e.fact("racer"))
                .isEqualTo("" + winner);
    }

    private static AuditEvent eventBy(StoredRow row, int racer) {
        AuditEvent event = eventOf(row);
        return Samples.event(event.callId(), event.sequence(), event.type(), Map.of("racer", String.valueOf(racer)));
    }

    @Test
    void noChangeIsLostWhenManyTryAgainUntilTheirsIsIn() {
        int racers = 16;
        int each = 25;
        create(row("id-1"));

        Race.of(racers, racer -> {
            for (int i = 0; i < each; i++) {
                countOneMore();
            }
            return racer;
        });

        StoredRow last = store().get("id-1").orElseThrow();
        assertThat(last.version()).isEqualTo(1 + racers * each);
        assertThat(last.state()).isEqualTo(String.valueOf(racers * each));
        assertThat(store().events("id-1"))
                .extracting(AuditEvent::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 1 + racers * each)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    private void countOneMore() {
        boolean done = false;
        while (!done) {
            StoredRow now = store().get("id-1").orElseThrow();
            int count = now.version() == 1 ? 0 : Integer.parseInt(now.state());
            done = replace(next(now, RequestStatus.PENDING, String.valueOf(count + 1)));
        }
    }

    @Test
    void aReaderNeverSeesARowWithoutTheEventOfItsVersion() {
        create(row("id-1"));
        int versions = 300;

        Race.of(4, racer -> {
            StoredRow now = store().get("id-1").orElseThrow();
            while (now.version() < versions) {
                if (racer == 0) {
                    replace(next(now, RequestStatus.PENDING, "{\"votes\":" + now.version() + "}"));
                }
                now = store().get("id-1").orElseThrow();
                assertThat(store().events("id-1").size()).isGreaterThanOrEqualTo((int) now.version());
            }
            return racer;
        });
    }

    @Test
    void rowsCreatedAtOnceAreAllListedOnce() {
        int each = 40;

        Race.of(16, racer -> {
            for (int i = 0; i < each; i++) {
                create(row("id-" + racer + "-" + i));
            }
            return racer;
        });

        assertThat(ids(allOf(store(), RequestStatus.PENDING, 7)))
                .hasSize(16 * each)
                .doesNotHaveDuplicates();
        assertThat(store().due(DUE, 1_000)).hasSize(16 * each);
    }
}
