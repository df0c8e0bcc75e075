package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import java.util.Map;

/**
 * What a store is made of.
 *
 * @param connections to the database
 * @param rows reads rows
 * @param writes changes them
 * @param life the clock and the epoch
 * @param hints tells other processes of changes
 * @param capabilities what the store can do
 * @param description what an operator should know
 */
record Backend(
        Connections connections,
        Rows rows,
        Writes writes,
        Life life,
        Hints hints,
        ApprovalStore.Capabilities capabilities,
        Map<String, String> description) {}
