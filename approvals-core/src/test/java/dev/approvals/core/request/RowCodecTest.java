package dev.approvals.core.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.capture.ThawException;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.seal.AesPayloadCipher;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.core.seal.RowSeal;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.PayloadCipher;
import dev.approvals.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Trap: arguments and results at rest, and rows that somebody else wrote. */
class RowCodecTest {

    private static final int RUNS = 100;
    private static final String CANARY = "CANARY-4711";
    private static final RequestFileJson.Tools NO_TOOLS = id -> Optional.empty();

    private final long seed = System.nanoTime();
    private final StoredRequests requests = new StoredRequests(seed);
    private final StoreKeys keys = StoreKeys.random();
    private final RowSeal seal = RowSeal.of(keys, "realm");
    private final PayloadCipher cipher = AesPayloadCipher.of(keys);
    private final RowCodec encrypting = RowCodec.durable(seal, Optional.of(cipher));
    private final RowCodec sealing = RowCodec.durable(seal, Optional.empty());

    private static StoredRow row(RowCodec codec, RequestFile file, RequestState state) {
        return codec.create(row(file, 1, codec.write(file), RequestStateJson.write(state)));
    }

    private static StoredRow row(RequestFile file, long version, String content, String state) {
        return new StoredRow(
                file.id(),
                StoredRow.Kind.REQUEST,
                version,
                StoredRow.Keys.NONE,
                RequestStatus.PENDING,
                Optional.empty(),
                content,
                state);
    }

    /** The next version, as it comes back from a store that keeps UTF-8. */
    private static StoredRow next(RowCodec codec, StoredRow before, String state) {
        StoredRow row = codec.change(
                new StoredRow(
                        before.id(),
                        before.kind(),
                        before.version() + 1,
                        before.keys(),
                        before.status(),
                        before.dueAt(),
                        before.content(),
                        state),
                before);
        return with(row, utf8(row.content()), utf8(row.state()));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static StoredRow with(StoredRow row, String content, String state) {
        return new StoredRow(
                row.id(), row.kind(), row.version(), row.keys(), row.status(), row.dueAt(), content, state, row.seal());
    }

    private static RequestFile read(RowCodec codec, StoredRow row) {
        return RequestFileJson.read(codec.open(row).content(), NO_TOOLS);
    }

    private static String state(String ending) {
        return RequestStateJson.write(new StoredRequests(0).state())
                .replaceFirst("\\{", "{\"note\":\"" + ending + "\",");
    }

    @Test
    void aRequestComesBackAsItWasAndItsDigestCanBeComputedAgainAtTheClaim() {
        for (RowCodec codec : List.of(RowCodec.plain(), sealing, encrypting)) {
            for (int run = 0; run < RUNS; run++) {
                RequestFile file = requests.openFile();
                RequestState state = requests.state();
                StoredRow first = row(
                        codec, file, RequestState.pending(0, "node", file.call().at()));

                StoredRow second = next(codec, first, RequestStateJson.write(state));

                RequestFile back = read(codec, second);
                assertThat(back.payload()).as("seed %s", seed).isEqualTo(file.payload());
                assertThat(back.digest()).isEqualTo(file.terms().digest());
                StoredJsonTest.assertEqual(back.terms(), file.terms());
                assertThat(RequestStateJson.read(codec.open(second).state())).isEqualTo(state);
                assertThat(RequestStateJson.read(codec.state(second, first))).isEqualTo(state);
            }
        }
    }

    @Test
    void argumentsThatWereExchangedHaveAnotherDigestThanTheVotesName() {
        RequestFile file = requests.openFile();
        RequestFile other = requests.openFile();

        RequestFile exchanged = new RequestFile(
                file.call(), other.payload(), file.salt(), file.terms(), file.rule(), file.mode(), file.briefing());

        assertThat(exchanged.digest())
                .as("seed %s", seed)
                .isNotEqualTo(file.terms().digest());
    }

    @Test
    void row43WithACipherNothingOfACallOrItsResultStandsInItsRow() {
        RequestFile file = requests.fileWith(CANARY);

        StoredRow first = row(encrypting, file, requests.state());
        StoredRow second = next(encrypting, first, state(CANARY));

        assertThat(first.toString() + second).doesNotContain(CANARY, "payload", "votes", "summary");
        assertThat(second.content()).isEqualTo(first.content()).startsWith("{\"v\":1,\"sealed\":\"");
        assertThat(read(encrypting, second).payload()).isEqualTo(file.payload());
        assertThat(encrypting.open(second).state()).contains(CANARY);
        assertThat(encrypting.keeps(file)).isTrue();
    }

    @Test
    void row43WithoutACipherSensitiveArgumentsAreNotWrittenNorWhatTheyCouldBeGuessedBy() {
        RequestFile file = requests.fileWith(CANARY);

        StoredRow row = row(sealing, file, requests.state());

        assertThat(sealing.keeps(file)).isFalse();
        assertThat(row.toString())
                .doesNotContain(CANARY, file.salt(), "payload")
                .contains("votes", "summary");
        RequestFile back = read(sealing, row);
        assertThat(back.original()).isEmpty();
        assertThat(back.call().shown()).isEqualTo(file.call().shown());
        StoredJsonTest.assertEqual(back.terms(), file.terms());
    }

    @Test
    void row43WhatWasNotKeptCannotRunAndSaysWhy() {
        RequestFile back = read(sealing, row(sealing, requests.fileWith(CANARY), requests.state()));

        List.<Runnable>of(back::payload, back::salt, back::digest)
                .forEach(use -> assertThatThrownBy(use::run)
                        .isInstanceOf(ThawException.class)
                        .hasMessageContaining("The arguments of call " + back.id() + " were not kept")
                        .hasMessageContaining("give the store a cipher"));
        assertThat(RequestFileJson.read(sealing.write(back), NO_TOOLS).call().shown())
                .isEqualTo(back.call().shown());
    }

    @Test
    void aSensitiveArgumentIsNotKeptEvenIfNothingMaskedIt() {
        RequestFile file = requests.fileWith(CANARY);
        FrozenCall bare = new FrozenCall(
                file.call().facts(),
                file.payload(),
                file.call().arguments(),
                file.call()::digest,
                file.call()::summary);
        RequestFile unmasked = new RequestFile(
                bare, file.payload(), file.salt(), file.terms(), file.rule(), file.mode(), file.briefing());

        assertThat(sealing.keeps(unmasked)).isFalse();
    }

    @Test
    void inMemoryRowsStayAsTheyAre() {
        RequestFile file = requests.fileWith(CANARY);
        StoredRow row = row(file, 1, RowCodec.plain().write(file), "{}");

        assertThat(RowCodec.plain().keeps(file)).isTrue();
        assertThat(RowCodec.plain().create(row)).isEqualTo(row);
        assertThat(read(RowCodec.plain(), row).payload()).isEqualTo(file.payload());
    }

    @Test
    void row32ARowThatWasEditedIsNeitherReadNorChanged() {
        StoredRow row = row(encrypting, requests.file(), requests.state());
        List<StoredRow> edited = new ArrayList<>();
        edited.add(with(row, row.content().replace("\"v\":1", "\"v\" :1"), row.state()));
        edited.add(with(row, row.content(), RequestStateJson.write(requests.state())));
        edited.add(row.sealed(""));
        edited.add(row(encrypting, requests.file(), requests.state()).sealed(row.seal()));

        for (StoredRow broken : edited) {
            assertThatThrownBy(() -> encrypting.open(broken)).isInstanceOf(BrokenSealException.class);
            assertThatThrownBy(() -> encrypting.state(broken, row)).isInstanceOf(BrokenSealException.class);
        }
        assertThatThrownBy(() -> next(encrypting, edited.get(1), "{}")).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aRowThatWasOpenedIsNotTakenForOneOfTheStore() {
        StoredRow opened = encrypting.open(row(encrypting, requests.file(), requests.state()));

        assertThatThrownBy(() -> next(encrypting, opened, "{}")).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void contentAndStateCannotStandForEachOther() {
        StoredRow row = row(encrypting, requests.file(), requests.state());
        StoredRow swapped = seal.seal(with(row, row.state(), row.content()));

        assertThatThrownBy(() -> encrypting.open(swapped))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("something else encrypted in place of its CONTENT");
        assertThatThrownBy(() -> encrypting.state(swapped, swapped)).hasMessageContaining("in place of its STATE");
    }

    @Test
    void rowsOfTheTimeBeforeTheCipherAreStillRead() {
        RequestFile file = requests.openFile();
        StoredRow old = row(sealing, file, requests.state());

        StoredRow changed = next(encrypting, old, state(CANARY));

        assertThat(read(encrypting, changed).payload()).isEqualTo(file.payload());
        assertThat(changed.state()).doesNotContain(CANARY);
    }

    @Test
    void anEncryptedRowSaysThatItWantsACipher() {
        StoredRow row = row(encrypting, requests.file(), requests.state());

        assertThatThrownBy(() -> sealing.open(row))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Row " + row.id() + " is encrypted")
                .hasMessageContaining("no cipher");
    }

    @Test
    void whatIsNoCiphertextIsRefused() {
        StoredRow row = row(requests.file(), 1, "{\"v\":1,\"sealed\":\"", "{}");
        for (String sealed : List.of("", "\"}", "*\"}", "QQ==\"}", "AQ\"")) {
            StoredRow broken = seal.seal(with(row, row.content() + sealed, row.state()));

            assertThatThrownBy(() -> encrypting.open(broken)).as(sealed).isInstanceOf(IllegalStateException.class);
        }
    }
}
