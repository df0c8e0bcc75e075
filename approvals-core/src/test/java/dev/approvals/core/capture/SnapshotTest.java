package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.TypeToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Trap: arguments mutated after approval. */
class SnapshotTest {
    @Test
    void changesAfterTheCallReachNeitherTheFrozenCopyNorTheTool() {
        List<Samples.Point> path = new ArrayList<>(List.of(new Samples.Point(1, 1)));
        long[] totals = {1, 2};
        Samples.Order order = new Samples.Order("a", path, BigDecimal.ONE, Optional.empty(), totals);
        Capture capture = Samples.capture(Samples.Order.class);
        Payload frozen = capture.freeze(order);
        path.add(new Samples.Point(9, 9));
        totals[0] = 999;
        Samples.Order thawed = (Samples.Order) capture.thaw(frozen)[0];
        assertThat(thawed.path()).containsExactly(new Samples.Point(1, 1));
        assertThat(thawed.totals()).containsExactly(1, 2);
        thawed.path().clear();
        thawed.totals()[1] = 5;
        assertThat(((Samples.Order) capture.thaw(frozen)[0]).totals()).containsExactly(1, 2);
    }

    @Test
    void bytesAreCopiedOnTheWayInAndOut() {
        byte[] bytes = {1, 2, 3};
        Capture capture = Samples.capture(byte[].class);
        Payload frozen = capture.freeze((Object) bytes);
        bytes[0] = 9;
        byte[] thawed = (byte[]) capture.thaw(frozen)[0];
        thawed[1] = 9;
        assertThat((byte[]) capture.thaw(frozen)[0]).containsExactly(1, 2, 3);
    }

    @Test
    void aThreadThatKeepsChangingTheArgumentsChangesNothingThatWasFrozen() throws InterruptedException {
        int[] shared = new int[64];
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch changing = new CountDownLatch(1);
        Thread attacker = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                shared[i % shared.length] = i;
                changing.countDown();
            }
        });
        attacker.start();
        changing.await();
        Capture capture = Samples.capture(int[].class);
        CallHeader header = new CallHeader("r", "t", "", "t", Map.of());
        try {
            for (int i = 0; i < 2_000; i++) {
                Payload frozen = capture.freeze((Object) shared);
                String digest = Digests.binding(new byte[16], header, frozen);
                int[] first = (int[]) capture.thaw(frozen)[0];
                assertThat((int[]) capture.thaw(frozen)[0]).isEqualTo(first);
                assertThat(Digests.binding(new byte[16], header, capture.freeze((Object) first)))
                        .isEqualTo(digest);
            }
        } finally {
            stop.set(true);
            attacker.join();
        }
    }

    @Test
    void aListChangedWhileItIsReadIsRefusedOrConsistent() throws InterruptedException {
        List<String> shared = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        Thread attacker = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                if (i % 50 == 0) {
                    shared.clear();
                }
                shared.add("item");
            }
        });
        attacker.start();
        Capture capture = Samples.capture(Samples.type("list"));
        try {
            for (int i = 0; i < 2_000; i++) {
                try {
                    Payload frozen = capture.freeze(shared);
                    assertThat(capture.freeze(capture.thaw(frozen))).isEqualTo(frozen);
                } catch (UnrenderableException e) {
                    assertThat(e).hasMessageStartingWith("`x");
                }
            }
        } finally {
            stop.set(true);
            attacker.join();
        }
    }

    @Test
    void theOrderOfOrderedMapsAndSetsStaysAndAccidentalOrderIsSorted() {
        Map<String, Integer> ordered = new LinkedHashMap<>();
        ordered.put("z", 1);
        ordered.put("a", 2);
        Capture capture = Samples.capture(new TypeToken<Map<String, Integer>>() {}.getType());
        assertThat(PlainJson.of(capture.freeze(ordered))).isEqualTo("{\"x\":{\"z\":1,\"a\":2}}");
        assertThat(PlainJson.of(capture.freeze(new HashMap<>(ordered)))).isEqualTo("{\"x\":{\"a\":2,\"z\":1}}");
        assertThat(PlainJson.of(capture.freeze(Map.copyOf(ordered)))).isEqualTo("{\"x\":{\"a\":2,\"z\":1}}");
        Capture sets = Samples.capture(new TypeToken<Set<Integer>>() {}.getType());
        assertThat(PlainJson.of(sets.freeze(Set.of(10, 9, 100)))).isEqualTo("{\"x\":[9,10,100]}");
        assertThat(PlainJson.of(sets.freeze(new TreeSet<>(Set.of(10, 9)).descendingSet())))
                .isEqualTo("{\"x\":[10,9]}");
    }

    @Test
    void equalSetsFreezeAlikeEvenWhereTheirItemsCompareAsEqual() {
        List<BigDecimal> items = List.of(new BigDecimal("1.0"), new BigDecimal("1.00"));
        Set<BigDecimal> wide = new HashSet<>(48);
        wide.addAll(items);
        Set<BigDecimal> narrow = new HashSet<>(items);
        assertThat(List.copyOf(wide)).as("the accident of hashing").isNotEqualTo(List.copyOf(narrow));
        assertThat(Samples.freeze(Object.class, wide)).isEqualTo(Samples.freeze(Object.class, narrow));
    }

    @Test
    void theFieldsOfABeanStandInTheOrderOfTheirNames() {
        assertThat(PlainJson.of(Samples.freeze(Samples.Bean.class, new Samples.Bean())))
                .isEqualTo("{\"days\":[],\"limit\":100,\"owner\":\"nobody\",\"strict\":false,\"token\":\"\"}");
    }

    @Test
    void everyNotANumberIsTheSameOneForReviewerAndTool() {
        double odd = Double.longBitsToDouble(0x7ff8000000000123L);
        Capture capture = Samples.capture(double.class);
        double thawed = (Double) capture.thaw(capture.freeze(odd))[0];
        assertThat(Double.doubleToRawLongBits(thawed)).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
    }
}
