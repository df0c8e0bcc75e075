package dev.approvals.http.webhook;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Which addresses a message may go to. */
final class Addresses {

    private Addresses() {}

    /**
     * Says why nothing is sent to a target. Looked up before each attempt: what a name means can change. The client asks the
     * platform again right after, and gets the same answer from its cache.
     */
    static Optional<String> fault(WebhookTarget target) {
        if (target.isInside()) {
            return Optional.empty();
        }
        if (!"https".equals(target.address().getScheme())) {
            return Optional.of("its address is not https; use https, or declare the target inside()");
        }
        try {
            for (InetAddress found : InetAddress.getAllByName(target.address().getHost())) {
                if (isSpecial(found)) {
                    return Optional.of("its name means " + found.getHostAddress()
                            + ", which is not a public address; declare the target inside() if it is meant");
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of("its name is not known");
        }
    }

    /** Whether an address means this machine, a private network, a group, or another address in disguise. */
    static boolean isSpecial(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        return address instanceof Inet4Address v4 ? isSpecial(v4) : isSpecial((Inet6Address) address);
    }

    private static boolean isSpecial(Inet4Address address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 198 && (second == 18 || second == 19 || (second == 51 && third == 100)))
                || (first == 203 && second == 0 && third == 113);
    }

    private static boolean isSpecial(Inet6Address address) {
        byte[] bytes = address.getAddress();
        // Only 2000::/3 is given out; what wraps an IPv4 address (NAT64, 6to4, Teredo) could mean any.
        return (bytes[0] & 0xe0) != 0x20
                || InetAddresses.hasEmbeddedIPv4ClientAddress(address)
                || (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8);
    }
}
