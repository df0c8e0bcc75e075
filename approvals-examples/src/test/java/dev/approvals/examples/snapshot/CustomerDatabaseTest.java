package dev.approvals.examples.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerDatabaseTest {

    @TempDir
    private static Path folder;

    private static CustomerDatabase database;

    @BeforeAll
    static void create() throws SQLException {
        database = CustomerDatabase.create(folder.resolve("shop.db"));
    }

    @Test
    void holdsCustomersAndInvoices() throws SQLException {
        assertThat(database.tables()).containsExactly("customers", "invoices");
        assertThat(database.count("customers")).isEqualTo(4_000);
        assertThat(database.count("invoices")).isEqualTo(8_000);
    }

    @Test
    void tellsWhatWouldLeaveBeforeItLeaves() throws SQLException {
        List<String> columns = List.of("id", "email", "country");

        var extent = database.extentOf("customers", columns, 3);

        assertThat(extent.rows()).isEqualTo(3);
        assertThat(extent.personalColumns()).containsExactly("email");
        assertThat(extent.bytes())
                .isEqualTo(database.rows("customers", columns, 3).stream()
                        .mapToLong(row -> String.join(",", row).length() + 1)
                        .sum());
    }

    @Test
    void namesThatTheDatabaseDoesNotListReachNoStatement() {
        assertThatThrownBy(() -> database.count("customers; DROP TABLE customers"))
                .hasMessage("There is no table \"customers; DROP TABLE customers\", only [customers, invoices]");
        assertThatThrownBy(() -> database.rows("customers", List.of("id", "1 FROM invoices --"), 5))
                .hasMessageContaining("Table customers has the columns [id, name,")
                .hasMessageContaining("asked for [id, 1 FROM invoices --]");
        assertThatThrownBy(() -> database.extentOf("sqlite_master", List.of("sql"), 5))
                .hasMessageContaining("There is no table \"sqlite_master\"");
    }
}
