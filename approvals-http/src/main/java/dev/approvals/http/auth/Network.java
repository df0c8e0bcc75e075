package dev.approvals.http.auth;

import com.google.common.net.InetAddresses;
import java.math.BigInteger;
import java.net.InetAddress;

/** One address, or all with a common beginning ({@code 10.1.0.0/16}). Never a name: names are looked up elsewhere. */
record Network(InetAddress first, int bits) {

    static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!InetAddresses.isInetAddress(address)) {
            throw wrong(text);
        }
        InetAddress first = InetAddresses.forString(address);
        int all = first.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? all : bits(text.substring(slash + 1), text);
        Network network = new Network(first, bits);
        if (bits > all || bits == 0 || !network.tail(first).equals(BigInteger.ZERO)) {
            throw wrong(text);
        }
        return network;
    }

    boolean contains(InetAddress address) {
        return address.getAddress().length == first.getAddress().length
                && head(address).equals(head(first));
    }

    private BigInteger head(InetAddress address) {
        return number(address).shiftRight(address.getAddress().length * Byte.SIZE - bits);
    }

    private BigInteger tail(InetAddress address) {
        int free = Math.max(0, address.getAddress().length * Byte.SIZE - bits);
        return number(address).subtract(number(address).shiftRight(free).shiftLeft(free));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static int bits(String text, String whole) {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw wrong(whole);
        }
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is neither an IP address nor a network such as 10.1.0.0/16"
                        + " (at least one bit, and no bits set behind it): name the proxy's own address");
    }
}
