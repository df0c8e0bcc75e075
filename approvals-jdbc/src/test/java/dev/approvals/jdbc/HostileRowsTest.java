package dev.approvals.jdbc;

import static dev.approvals.jdbc.TestRows.create;
import static dev.approvals.jdbc.TestRows.event;
import static dev.approvals.jdbc.TestRows.replace;
import static dev.approvals.jdbc.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.random.HostileText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that a model, an agent or a user chose, wherever a row has text. */
class HostileRowsTest {

    abstract static class AnyStore {

        abstract JdbcApprovalStore open();

        @Test
        void anyTextComesBackFromEveryColumn() {
            try (ApprovalStore store = open()) {
                List<String> texts = HostileText.all().stream()
                        .filter(text -> text.length() < 400)
                        .toList();
                for (String text : texts) {
                    StoredRow row = saying(text);
                    assertThat(store.createOrFind(row, List.of(event(row, text))))
                            .isEqualTo(row);

                    assertThat(store.get(row.id())).contains(row);
                    assertThat(store.events(row.id())).containsExactly(event(row, text));
                    assertThat(store.versions(List.of(row.id()))).isEqualTo(Map.of(row.id(), 1L));
                    assertThat(create(store, row("another", row.keys()))).isEqualTo(row);
                }
            }
        }

        private StoredRow saying(String text) {
            return new StoredRow(
                    "id " + text,
                    StoredRow.Kind.REQUEST,
                    1,
                    new StoredRow.Keys("call " + text, "join " + text, "group " + text),
                    RequestStatus.PENDING,
                    Optional.empty(),
                    text,
                    text,
                    text);
        }

        @Test
        void keysAreAsLongAsAnAgentMakesThem() {
            String random = new Random(7)
                    .ints(60_000, 'a', 'z')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            StoredRow row = row("id", new StoredRow.Keys(random + "1", random + "2", random + "3"));
            try (ApprovalStore store = open()) {
                create(store, row);

                assertThat(create(store, row("id-2", new StoredRow.Keys(random + "1", ""))))
                        .isEqualTo(row);
                assertThat(create(store, row("id-3", new StoredRow.Keys("", random + "2"))))
                        .isEqualTo(row);
                assertThat(create(store, row("id-4", new StoredRow.Keys(random + "2", "")))
                                .id())
                        .isEqualTo("id-4");
                assertThat(store.list(
                                ApprovalStore.Filter.of(StoredRow.Kind.REQUEST).inGroup(random + "3"), "", 9))
                        .containsExactly(row);
            }
        }

        @Test
        void anIdThatNoIndexTakesIsRefusedInWords() {
            try (ApprovalStore store = open()) {
                assertThatThrownBy(() -> create(store, row("x".repeat(501))))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("501 characters")
                        .hasMessageContaining("hash");
            }
        }

        @Test
        void aKeyThatAnotherRowHasFailsTheChangeAndNothingIsChanged() {
            try (ApprovalStore store = open()) {
                create(store, row("first", new StoredRow.Keys("taken", "")));
                StoredRow second = create(store, row("second"));
                StoredRow next = new StoredRow(
                        "second",
                        second.kind(),
                        2,
                        new StoredRow.Keys("taken", ""),
                        RequestStatus.APPROVED,
                        Optional.empty(),
                        "",
                        "");

                assertThatThrownBy(() -> replace(store, next))
                        .isInstanceOf(JdbcStoreException.class)
                        .hasMessageContaining("could not replace a row");

                assertThat(store.get("second")).contains(second);
                assertThat(store.events("second")).hasSize(1);
            }
        }

        @Test
        void anEventThatIsThereAlreadyFailsTheChangeAndNothingIsChanged() {
            try (ApprovalStore store = open()) {
                StoredRow first = create(store, row("id"));

                assertThatThrownBy(() ->
                                store.compareAndSet(TestRows.next(first, RequestStatus.ENDED), List.of(event(first))))
                        .isInstanceOf(JdbcStoreException.class);

                assertThat(store.get("id")).contains(first);
            }
        }
    }

    @Nested
    class OnSqlite extends AnyStore {
        @TempDir
        Path folder;

        @Override
        JdbcApprovalStore open() {
            return JdbcApprovalStore.sqlite(folder.resolve("a.db"));
        }
    }

    @Nested
    class OnPostgres extends AnyStore {
        @Override
        JdbcApprovalStore open() {
            return JdbcApprovalStore.postgres(TestPostgres.dataSource(), TestPostgres.newSchema());
        }
    }
}
