/**
 * What keeps a durable store honest: keys, seals over rows, and the encryption of what they hold.
 *
 * <p>{@link dev.approvals.core.seal.StoreKeys} are the one secret that a host has to keep outside of its database. From them
 * come the seal of each row, by which {@link dev.approvals.core.seal.RowSeal} finds rows that somebody else wrote, and the
 * key of {@link dev.approvals.core.seal.AesPayloadCipher}, unless a {@link dev.approvals.core.seal.KeyService} gives that.
 */
@NullMarked
package dev.approvals.core.seal;

import org.jspecify.annotations.NullMarked;
