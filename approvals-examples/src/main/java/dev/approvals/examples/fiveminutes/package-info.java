/**
 * The five minutes of the README, as a user writes them. A user's code need not be null-marked, so this package is not.
 */
package dev.approvals.examples.fiveminutes;
