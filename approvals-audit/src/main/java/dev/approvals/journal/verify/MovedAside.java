package dev.approvals.journal.verify;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Checks what a crash left behind the last whole line against the line that tells of it. */
final class MovedAside {

    private static final int PIECE = 1 << 16;

    private MovedAside() {}

    /** What is wrong with the bytes that a {@code log.recovered} tells of. */
    static Optional<String> fault(JournalHome home, AuditEvent recovered) throws IOException {
        String name = recovered.fact("movedTo");
        Optional<InputStream> kept = home.movedAside(name);
        if (kept.isEmpty()) {
            return Optional.of("what a crash left was moved to " + name + ", and that is not there");
        }
        try (InputStream in = kept.get()) {
            return sha256(in).hex().equals(recovered.fact("sha256"))
                    ? Optional.empty()
                    : Optional.of("what a crash left was moved to " + name + ", and that was changed");
        }
    }

    private static Hash sha256(InputStream in) throws IOException {
        MessageDigest sha256 = Hasher.sha256();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count > 0; count = in.read(piece)) {
            sha256.update(piece, 0, count);
        }
        return Hash.of(sha256.digest());
    }
}
