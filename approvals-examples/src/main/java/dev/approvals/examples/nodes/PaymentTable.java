package dev.approvals.examples.nodes;

import dev.approvals.Claim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Payments, kept in a table. The claim's execution id is the key, so that nothing is ever paid twice. */
final class PaymentTable implements Payments {

    private final DataSource database;

    PaymentTable(DataSource database) {
        this.database = database;
    }

    void create() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table if not exists payments(execution text primary key, payee text, cents bigint)");
        }
    }

    @Override
    public String pay(String why, String payee, long cents) {
        String execution = Claim.current().orElseThrow().executionId();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into payments values (?, ?, ?)")) {
            insert.setString(1, execution);
            insert.setString(2, payee);
            insert.setLong(3, cents);
            insert.executeUpdate();
            return "paid " + cents + " cents to " + payee;
        } catch (SQLException e) {
            throw new IllegalStateException("The payment could not be made", e);
        }
    }

    int count() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from payments")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
