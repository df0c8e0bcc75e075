package dev.approvals.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools as a host would set them up. */
final class Pools {

    private Pools() {}

    static HikariDataSource of(String url) {
        return new HikariDataSource(config(url));
    }

    static HikariDataSource withoutAutoCommit(String url) {
        HikariConfig config = config(url);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1);
        return config;
    }
}
