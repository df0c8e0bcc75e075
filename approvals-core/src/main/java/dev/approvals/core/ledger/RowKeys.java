package dev.approvals.core.ledger;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What rows are found by: digests over all that must be equal, each text with its length, so that no text that a model
 * chose makes one key look like another.
 */
public final class RowKeys {

    /** A multiple of three, so that nothing is padded: 144 bits. */
    private static final int BYTES = 18;

    private static final Interner<String> GROUPS = Interners.newWeakInterner();

    private RowKeys() {}

    /** What one requester has in common, whatever the conversation: every account behind the call, in any order. */
    public static String requester(String realm, Requester requester) {
        // Every row of a requester holds it: one text for all of them.
        return GROUPS.intern(of("requester", Stream.concat(Stream.of(realm), accounts(requester))));
    }

    /** What one requester's calls of one tool have in common. */
    public static String tool(String realm, Requester requester, String toolId) {
        return of("tool", Stream.concat(Stream.of(realm, toolId), accounts(requester)));
    }

    /**
     * What equal calls of one requester in one conversation have in common.
     *
     * @param likeness the calls' likeness digest, which covers realm, context, tool and arguments
     */
    public static String join(Requester requester, String likeness) {
        return of("join", Stream.concat(Stream.of(requester.conversation(), likeness), accounts(requester)));
    }

    /** What the repetitions of one call have in common, by the id that the model gave it. */
    public static String call(Requester requester, String likeness) {
        return of("call", Stream.of(requester.toolCallId(), join(requester, likeness)));
    }

    /** The next key of calls that are asked about again though one was denied. */
    public static String again(String join, String deniedId) {
        return of("again", Stream.of(join, deniedId));
    }

    private static Stream<String> accounts(Requester requester) {
        return requester.accounts().stream().map(RowKeys::account).sorted();
    }

    private static String account(Principal account) {
        return account.issuer().length() + ":" + account;
    }

    private static String of(String kind, Stream<String> parts) {
        List<String> all = Stream.concat(Stream.of(kind), parts).toList();
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : all) {
                byte[] text = part.getBytes(StandardCharsets.UTF_8);
                sha256.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
                sha256.update(text);
            }
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one", e);
        }
    }
}
