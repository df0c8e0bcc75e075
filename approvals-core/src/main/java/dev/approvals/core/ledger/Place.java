package dev.approvals.core.ledger;

import dev.approvals.call.Mode;
import dev.approvals.core.audit.Trail;
import dev.approvals.store.ApprovalStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the rows of one gate live, and who hears of them.
 *
 * @param store keeps them
 * @param trail where their events go
 * @param due told when a row that was written comes due
 * @param realm the deployment
 * @param mode how the gate is set up
 */
public record Place(ApprovalStore store, Trail trail, Consumer<Optional<Instant>> due, String realm, Mode mode) {}
