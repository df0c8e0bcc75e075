package dev.approvals.journal.tree;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes leaves and nodes as RFC 6962 does: a byte 0 before a leaf and a byte 1 before two hashes, so that no leaf passes
 * for a node. For one thread at a time.
 */
public final class Hasher {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest sha256 = sha256();

    /** A hasher of its own digest. */
    public Hasher() {}

    /** {@return a new SHA-256, which every JDK has} */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    /**
     * Hashes a leaf.
     *
     * @param bytes where it stands
     * @param offset where it begins
     * @param length how long it is
     * @return its hash
     */
    public Hash leaf(byte[] bytes, int offset, int length) {
        sha256.update(LEAF);
        sha256.update(bytes, offset, length);
        return new Hash(sha256.digest());
    }

    /**
     * Hashes a leaf.
     *
     * @param bytes the leaf
     * @return its hash
     */
    public Hash leaf(byte[] bytes) {
        return leaf(bytes, 0, bytes.length);
    }

    /**
     * Hashes two subtrees into one.
     *
     * @param left the left one's hash
     * @param right the right one's hash
     * @return the hash of both
     */
    public Hash node(Hash left, Hash right) {
        sha256.update(NODE);
        sha256.update(left.shared());
        return new Hash(sha256.digest(right.shared()));
    }

    /** {@return the root of a tree without leaves} */
    public Hash empty() {
        return new Hash(sha256.digest());
    }
}
