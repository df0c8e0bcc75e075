package dev.approvals.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.seal.BrokenSealException.Fault;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.StoredRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Trap: whoever can write to the table edits a vote or a row. */
class RowSealTest {

    private static final Instant DUE = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final StoreKeys KEYS = StoreKeys.of("k1", secret(1));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final RowSeal seal = RowSeal.of(KEYS, "production");

    private static byte[] secret(int fill) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) fill);
        return secret;
    }

    private static StoredRow row(String id) {
        return new StoredRow(
                id,
                StoredRow.Kind.REQUEST,
                3,
                new StoredRow.Keys("call", "join", "group"),
                RequestStatus.PENDING,
                Optional.of(DUE),
                "{\"content\":\"é?\uD83D\uDE00\"}",
                "{\"votes\":[\"alice\"]}");
    }

    /** The parts of a row that are text, the seal among them, each changed by one function. */
    private static StoredRow text(StoredRow row, int part, UnaryOperator<String> change) {
        String[] parts = {
            row.id(), row.keys().call(), row.keys().join(), row.keys().group(), row.content(), row.state(), row.seal()
        };
        parts[part] = change.apply(parts[part]);
        return new StoredRow(
                parts[0],
                row.kind(),
                row.version(),
                new StoredRow.Keys(parts[1], parts[2], parts[3]),
                row.status(),
                row.dueAt(),
                parts[4],
                parts[5],
                parts[6]);
    }

    private static StoredRow other(StoredRow row, StoredRow.Kind kind, long version, RequestStatus status) {
        return new StoredRow(
                row.id(), kind, version, row.keys(), status, row.dueAt(), row.content(), row.state(), row.seal());
    }

    private static StoredRow due(StoredRow row, Optional<Instant> at) {
        return new StoredRow(
                row.id(),
                row.kind(),
                row.version(),
                row.keys(),
                row.status(),
                at,
                row.content(),
                row.state(),
                row.seal());
    }

    private void assertBroken(StoredRow row) {
        assertThatThrownBy(() -> seal.check(row)).as("seed %s: %s", seed, row).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> seal.check(row, seal.seal(row("1"))))
                .as("seed %s, with another version seen: %s", seed, row)
                .isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aSealedRowPassesAndIsElseAsItWas() {
        StoredRow sealed = seal.seal(row("1"));

        assertThatCode(() -> seal.check(sealed)).doesNotThrowAnyException();
        assertThat(sealed.sealed("")).isEqualTo(row("1"));
        assertThat(sealed.seal()).startsWith("1:k1:").matches("[\\w:.-]{80,140}");
    }

    @Test
    void row32EveryBitOfEveryTextOfARowIsCovered() {
        StoredRow sealed = seal.seal(row("1"));
        for (int part = 0; part < 7; part++) {
            int at = part;
            text(sealed, part, text -> {
                for (int bit = 0; bit < text.length() * Character.SIZE; bit++) {
                    int flipped = bit;
                    assertBroken(text(sealed, at, any -> flip(any, flipped)));
                }
                return text;
            });
        }
    }

    private static String flip(String text, int bit) {
        StringBuilder flipped = new StringBuilder(text);
        int at = bit / Character.SIZE;
        flipped.setCharAt(at, (char) (text.charAt(at) ^ 1 << bit % Character.SIZE));
        return flipped.toString();
    }

    @Test
    void row32EveryPartThatIsNoTextIsCovered() {
        StoredRow sealed = seal.seal(row("1"));
        for (StoredRow.Kind kind : StoredRow.Kind.values()) {
            for (RequestStatus status : RequestStatus.values()) {
                for (long version : new long[] {2, 3, 4, 3 + (1L << 32), -3}) {
                    StoredRow edited = other(sealed, kind, version, status);
                    if (!edited.equals(sealed)) {
                        assertBroken(edited);
                    }
                }
            }
        }
        assertBroken(due(sealed, Optional.empty()));
        assertBroken(due(sealed, Optional.of(DUE.plusMillis(1))));
        assertBroken(due(sealed, Optional.of(DUE.minus(Duration.ofDays(1)))));
        assertBroken(seal.seal(due(row("1"), Optional.empty())).sealed(sealed.seal()));
    }

    @Test
    void row32TextCannotMoveFromOnePartOfARowToTheNext() {
        StoredRow sealed = seal.seal(row("1"));
        for (int run = 0; run < 200; run++) {
            int part = random.nextInt(5);
            int units = 1 + random.nextInt(3);
            StringBuilder moved = new StringBuilder();
            StoredRow shorter = text(sealed, part, text -> {
                int cut = Math.max(0, text.length() - units);
                moved.append(text, cut, text.length());
                return text.substring(0, cut);
            });

            assertBroken(text(shorter, part + 1, text -> moved + text));
        }
    }

    @Test
    void row32TwoRowsHaveOneFormOnlyWhereTheyAreEqual() {
        Map<String, StoredRow> seen = new HashMap<>();
        for (int run = 0; run < 20_000; run++) {
            StoredRow row = randomRow();
            String form = new String(RowForm.of(row, "production", "hash"), StandardCharsets.ISO_8859_1);

            StoredRow other = seen.putIfAbsent(form, row);

            assertThat(other).as("seed %s", seed).isIn(null, row);
        }
        assertThat(seen).as("rows that differ").hasSizeGreaterThan(10_000);
    }

    /** One of few rows of few letters, so that joined texts are often the same; its content stands for nothing here. */
    private StoredRow randomRow() {
        return new StoredRow(
                shortText(),
                StoredRow.Kind.values()[random.nextInt(2)],
                random.nextInt(2),
                new StoredRow.Keys(shortText(), shortText(), shortText()),
                RequestStatus.values()[random.nextInt(2)],
                random.nextBoolean() ? Optional.empty() : Optional.of(DUE.plusMillis(random.nextInt(2))),
                "",
                shortText());
    }

    private String shortText() {
        return List.of("", "a", "aa", "\u0001", "\u0001a", "\uD800", "\u0000").get(random.nextInt(7));
    }

    @Test
    void row32ASealHoldsForNoOtherRow() {
        StoredRow one = seal.seal(row("1"));
        StoredRow two = seal.seal(row("2"));

        assertBroken(two.sealed(one.seal()));
        assertBroken(text(one, 0, id -> "2"));
    }

    @Test
    void row32ASealOfAnEarlierVersionHoldsForNoLaterOne() {
        StoredRow before = seal.seal(row("1"));
        StoredRow after =
                seal.seal(text(other(before, before.kind(), 4, RequestStatus.APPROVED), 5, any -> "{}"), before);

        assertThatCode(() -> seal.check(after)).doesNotThrowAnyException();
        assertThatCode(() -> seal.check(after, before)).doesNotThrowAnyException();
        assertBroken(after.sealed(before.seal()));
        assertBroken(before.sealed(after.seal()));
        assertBroken(text(after, 5, any -> before.state()));
    }

    @Test
    void row46ARowOfAnotherRealmDoesNotPass() {
        StoredRow staging = RowSeal.of(KEYS, "staging").seal(row("1"));

        assertThatThrownBy(() -> seal.check(staging))
                .isInstanceOf(BrokenSealException.class)
                .hasMessageContaining("another realm than production");
    }

    @Test
    void row32WhatSomebodyElseWroteGetsNoSealByBeingChanged() {
        StoredRow sound = seal.seal(row("1"));
        StoredRow content = text(sound, 4, any -> "{\"content\":\"mine\"}");
        StoredRow next = other(content, content.kind(), 4, RequestStatus.APPROVED);

        for (StoredRow before :
                new StoredRow[] {row("1"), text(sound, 5, any -> "{}"), other(sound, sound.kind(), 4, sound.status())
                }) {
            assertThatThrownBy(() -> seal.seal(next, before)).isInstanceOf(BrokenSealException.class);
        }
        assertBroken(seal.seal(next, content));
    }

    @Test
    void contentThatIsAnotherIsHashedAgain() {
        StoredRow before = seal.seal(row("1"));
        StoredRow after = seal.seal(text(before, 4, any -> "{}"), before);

        assertThatCode(() -> seal.check(after)).doesNotThrowAnyException();
        assertThatCode(() -> seal.check(after, before)).doesNotThrowAnyException();
        assertBroken(text(after, 4, any -> before.content()));
    }

    @Test
    void contentsOfEveryLengthAreTheirOwn() {
        for (int length : new int[] {0, 1, 4_095, 4_096, 4_097, 8_192, 100_000}) {
            StoredRow sealed = seal.seal(text(row("1"), 4, any -> "x".repeat(length)));

            assertThatCode(() -> seal.check(sealed)).doesNotThrowAnyException();
            assertBroken(text(sealed, 4, content -> content + "x"));
            if (length > 0) {
                int at = random.nextInt(length);
                assertBroken(text(sealed, 4, content -> content.substring(0, at) + "y" + content.substring(at + 1)));
            }
        }
    }

    @Test
    void anOlderKeyStillChecksAndTheNewestSeals() {
        StoredRow old = seal.seal(row("1"));
        RowSeal rotated = RowSeal.of(StoreKeys.of("k2", secret(2)).andOlder("k1", secret(1)), "production");

        assertThatCode(() -> rotated.check(old)).doesNotThrowAnyException();
        assertThat(rotated.seal(other(old, old.kind(), 4, old.status()), old).seal())
                .startsWith("1:k2:");
        assertBroken(rotated.seal(row("1")));
    }

    @Test
    void aKeyThatIsMissingIsNamedAndToldFromAForgery() {
        StoredRow newer =
                RowSeal.of(StoreKeys.of("k2", secret(2)), "production").seal(row("1"));

        assertThatThrownBy(() -> seal.check(newer))
                .isInstanceOfSatisfying(BrokenSealException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.UNKNOWN_KEY);
                    assertThat(e.rowId()).isEqualTo("1");
                })
                .hasMessage(
                        "Row 1 (REQUEST, version 3) is sealed with a key that is not there: the key k2 is missing; there"
                                + " are k1: add it as an older one, in APPROVALS_KEY after the others");
    }

    @Test
    void anotherKeyOfTheSameIdDoesNotPass() {
        assertBroken(RowSeal.of(StoreKeys.of("k1", secret(2)), "production").seal(row("1")));
    }

    @Test
    void aRowWithoutASealOrWithSomethingElseSaysSo() {
        for (String none : new String[] {"", "1", ":::", "2:k1:a:b", "1:k1:a:b:c", "1:\n:a:b", "1:k1:a"}) {
            assertThatThrownBy(() -> seal.check(row("1").sealed(none)))
                    .as(none)
                    .isInstanceOfSatisfying(
                            BrokenSealException.class,
                            e -> assertThat(e.fault()).isEqualTo(Fault.NO_SEAL))
                    .hasMessageContaining("no seal that could be read");
        }
    }

    @Test
    void theDueTimeIsKeptInWholeMillisecondsAndNeverEarlier() {
        StoredRow row = due(row("1"), Optional.of(DUE.plusNanos(1)));

        StoredRow sealed = seal.seal(row);

        assertThat(sealed.dueAt()).contains(DUE.plusMillis(1));
        assertThatCode(() -> seal.check(sealed)).doesNotThrowAnyException();
    }

    @Test
    void inMemoryRowsStayAsTheyAre() {
        StoredRow row = due(row("1"), Optional.of(DUE.plusNanos(1)));

        assertThat(RowSeal.none().seal(row)).isSameAs(row);
        assertThat(RowSeal.none().seal(row, row("2"))).isSameAs(row);
        assertThatCode(() -> RowSeal.none().check(row)).doesNotThrowAnyException();
    }
}
