package dev.approvals.core.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.approvals.core.seal.BrokenSealException.Fault;
import dev.approvals.store.StoredRow;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;

/** Seals that only a holder of the key can make. */
final class HmacRowSeal implements RowSeal {

    private final StoreKeys keys;
    private final String realm;
    private final Map<String, Key> byId;

    HmacRowSeal(StoreKeys keys, String realm) {
        this.keys = keys;
        this.realm = Objects.requireNonNull(realm, "realm");
        this.byId = keys.ids().stream()
                .collect(Collectors.toUnmodifiableMap(
                        id -> id,
                        id -> new SecretKeySpec(keys.derived(id, StoreKeys.Purpose.ROW_SEAL), Hmac.ALGORITHM)));
    }

    @Override
    public StoredRow seal(StoredRow first) {
        return seal(first, hash(first.content()));
    }

    @Override
    public StoredRow seal(StoredRow next, StoredRow before) {
        SealText seal = proven(before);
        return seal(next, next.content().equals(before.content()) ? seal.contentHash() : hash(next.content()));
    }

    @Override
    public void check(StoredRow row) {
        checkContent(row, proven(row), hash(row.content()));
    }

    @Override
    public void check(StoredRow row, StoredRow seen) {
        SealText seal = proven(row);
        boolean same = row.content().equals(seen.content());
        checkContent(row, seal, same ? proven(seen).contentHash() : hash(row.content()));
    }

    private static String hash(String content) {
        return SealText.base64(RowForm.hash(content));
    }

    private StoredRow seal(StoredRow row, String contentHash) {
        StoredRow whole = new StoredRow(
                row.id(),
                row.kind(),
                row.version(),
                row.keys(),
                row.status(),
                RowForm.whole(row.dueAt()),
                row.content(),
                row.state());
        String id = keys.currentId();
        return whole.sealed(new SealText(id, contentHash, proof(id, whole, contentHash)).toString());
    }

    private String proof(String keyId, StoredRow row, String contentHash) {
        Key key = byId.get(keyId);
        if (key == null) {
            throw new BrokenSealException(
                    row, Fault.UNKNOWN_KEY, "is sealed with a key that is not there: " + keys.missing(keyId));
        }
        return SealText.base64(Hmac.of(key, RowForm.of(row, realm, contentHash)));
    }

    /** The seal of a row, once all but the content itself is known to be as it was sealed. */
    private SealText proven(StoredRow row) {
        SealText seal = SealText.of(row.seal())
                .orElseThrow(() -> new BrokenSealException(
                        row,
                        Fault.NO_SEAL,
                        "has no seal that could be read: it was written by somebody without the key"));
        if (!same(seal.proof(), proof(seal.keyId(), row, seal.contentHash()))) {
            throw other(row);
        }
        return seal;
    }

    private void checkContent(StoredRow row, SealText seal, String contentHash) {
        if (!same(seal.contentHash(), contentHash)) {
            throw other(row);
        }
    }

    /** In a time that does not tell how much of a forgery was right. */
    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(US_ASCII), right.getBytes(US_ASCII));
    }

    private BrokenSealException other(StoredRow row) {
        return new BrokenSealException(
                row,
                Fault.OTHER_ROW,
                "is not as it was sealed: somebody without the key changed, copied or moved it, or it belongs to another"
                        + " realm than " + realm);
    }
}
