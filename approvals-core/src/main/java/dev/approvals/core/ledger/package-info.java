/** The only writer of requests: read, apply a step, compare and set, record, tell what moved. */
@NullMarked
package dev.approvals.core.ledger;

import org.jspecify.annotations.NullMarked;
