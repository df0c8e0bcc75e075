package dev.approvals.core.ledger;

/**
 * All that one gate keeps in its store.
 *
 * @param realm the gate's deployment; what its desk shows is of this one only
 * @param requests the calls that people are asked about
 * @param grants the approvals that cover further calls
 * @param denials how often people denied a requester a tool
 * @param owed the reviews that are owed
 */
public record Books(String realm, Requests requests, IssuedGrants grants, DenialCounts denials, OwedReviews owed) {}
