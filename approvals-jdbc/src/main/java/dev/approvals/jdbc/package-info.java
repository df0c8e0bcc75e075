/** Stores on SQLite and PostgreSQL, over plain JDBC. */
@NullMarked
package dev.approvals.jdbc;

import org.jspecify.annotations.NullMarked;
