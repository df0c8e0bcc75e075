package dev.approvals.http.webhook;

import dev.approvals.audit.AuditEventType;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is told of what: an address of your own choosing, the secrets that sign what is sent there, and the events that are
 * sent. Never made from a call's arguments. Immutable; its text form shows no secret.
 */
public final class WebhookTarget {

    private static final Set<AuditEventType> USUAL = Set.of(
            AuditEventType.APPROVAL_REQUESTED,
            AuditEventType.APPROVAL_ESCALATED,
            AuditEventType.APPROVAL_DECIDED,
            AuditEventType.APPROVAL_EXPIRED,
            AuditEventType.APPROVAL_CANCELLED,
            AuditEventType.APPROVAL_REVOKED,
            AuditEventType.BREAK_GLASS_USED,
            AuditEventType.ACTION_OUTCOME_UNKNOWN);

    private final URI address;
    private final List<WebhookSecret> secrets;
    private final Set<AuditEventType> types;
    private final boolean inside;

    private WebhookTarget(URI address, List<WebhookSecret> secrets, Set<AuditEventType> types, boolean inside) {
        this.address = address;
        this.secrets = List.copyOf(secrets);
        this.types = Set.copyOf(types);
        this.inside = inside;
    }

    /**
     * A target that is told when a request is opened, decided or ended.
     *
     * @param address where to post, https
     * @param secret signs what is sent: {@code whsec_} and Base64
     * @return the target
     * @throws IllegalArgumentException if the address is none of the web or carries a user, or the secret is too short
     */
    public static WebhookTarget of(URI address, String secret) {
        boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!web || address.getHost() == null || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "A webhook's address is https (http inside of your own network), names a host and carries no user or password, as in"
                            + " https://hooks.example.com/approvals");
        }
        return new WebhookTarget(address, List.of(WebhookSecret.parse(secret)), USUAL, false);
    }

    /**
     * Signs with one more secret beside the first, so that a receiver can go over from one to the other in its own time.
     *
     * @param secret the other secret
     * @return a copy
     */
    public WebhookTarget orSignedWith(String secret) {
        List<WebhookSecret> more = new ArrayList<>(secrets);
        more.add(WebhookSecret.parse(secret));
        return new WebhookTarget(address, more, types, inside);
    }

    /**
     * Chooses what is told, in place of the usual.
     *
     * @param wanted the types of event
     * @return a copy
     */
    public WebhookTarget on(AuditEventType... wanted) {
        return new WebhookTarget(address, secrets, new LinkedHashSet<>(List.of(wanted)), inside);
    }

    /**
     * Permits an address inside your own network, and plain http there. Without it, what resolves to a private, local or
     * otherwise special address is not sent to.
     *
     * @return a copy
     */
    public WebhookTarget inside() {
        return new WebhookTarget(address, secrets, types, true);
    }

    URI address() {
        return address;
    }

    boolean isInside() {
        return inside;
    }

    boolean wants(AuditEventType type) {
        return types.contains(type);
    }

    /** The header with a signature by each secret. */
    String sign(String id, long seconds, String body) {
        return String.join(
                " ", secrets.stream().map(s -> s.sign(id, seconds, body)).toList());
    }

    /** {@return the scheme, host and port: a path may hold what others should not read} */
    @Override
    public String toString() {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
