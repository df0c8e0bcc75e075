package dev.approvals.examples.snapshot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Random;

/** Makes people up, the same ones each time. */
final class SampleCustomers {

    static final int CUSTOMERS = 4_000;

    private static final String[] FIRST = {
        "Amara", "Ben", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Kemi", "Lucía", "Mateo",
        "Nadia", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tariq", "Uma", "Viktor", "Wanjiru", "Ximena", "Yusuf",
        "Zoë"
    };
    private static final String[] LAST = {
        "Abara",
        "Becker",
        "Costa",
        "Dubois",
        "Eriksen",
        "Fischer",
        "García",
        "Hansen",
        "Ito",
        "Jansen",
        "Kowalski",
        "Lindqvist",
        "Moreau",
        "Nakamura",
        "Okafor",
        "Petrov",
        "Rossi",
        "Schmidt",
        "Tanaka",
        "Weber"
    };
    private static final String[] COUNTRIES = {"DE", "DK", "ES", "FR", "IT", "JP", "KE", "NG", "PL", "SE"};
    private static final String[] PLANS = {"free", "free", "free", "basic", "basic", "business"};

    private static final int BATCH = 500;

    private final Random random = new Random(4_000);
    private final LocalDate firstDay = LocalDate.of(2019, 1, 1);

    private SampleCustomers() {}

    static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL,"
                    + " phone TEXT, birthday TEXT, country TEXT NOT NULL, plan TEXT NOT NULL, since TEXT NOT NULL)");
            statement.execute("CREATE TABLE invoices (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL"
                    + " REFERENCES customers(id), cents INTEGER NOT NULL, due TEXT NOT NULL)");
        }
        SampleCustomers sample = new SampleCustomers();
        sample.addCustomers(connection);
        sample.addInvoices(connection);
    }

    private void addCustomers(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int id = 1; id <= CUSTOMERS; id++) {
                String first = pick(FIRST);
                String last = pick(LAST);
                insert.setInt(1, id);
                insert.setString(2, first + " " + last);
                insert.setString(3, "customer" + id + "@mail.example");
                insert.setString(
                        4, random.nextInt(5) == 0 ? null : "+99 555 %06d".formatted(random.nextInt(1_000_000)));
                insert.setString(
                        5,
                        LocalDate.of(1940, 1, 1)
                                .plusDays(random.nextInt(23_000))
                                .toString());
                insert.setString(6, pick(COUNTRIES));
                insert.setString(7, pick(PLANS));
                insert.setString(8, day());
                add(insert, id, CUSTOMERS);
            }
        }
    }

    private void addInvoices(Connection connection) throws SQLException {
        int invoices = 2 * CUSTOMERS;
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO invoices VALUES (?, ?, ?, ?)")) {
            for (int id = 1; id <= invoices; id++) {
                insert.setInt(1, id);
                insert.setInt(2, 1 + random.nextInt(CUSTOMERS));
                insert.setInt(3, 500 + random.nextInt(50_000));
                insert.setString(4, day());
                add(insert, id, invoices);
            }
        }
    }

    private static void add(PreparedStatement insert, int id, int last) throws SQLException {
        insert.addBatch();
        if (id % BATCH == 0 || id == last) {
            insert.executeBatch();
        }
    }

    private String day() {
        return firstDay.plusDays(random.nextInt(2_500)).toString();
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
