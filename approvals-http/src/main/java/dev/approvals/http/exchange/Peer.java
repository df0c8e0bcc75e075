package dev.approvals.http.exchange;

import java.net.InetAddress;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is at the other end of the connection, as far as the server knows.
 *
 * @param address the address; a proxy's where there is one
 * @param secure whether the connection is encrypted, as the server sees it
 * @param user whom the container has authenticated, where it does that
 * @param certificate the certificate that the other end has proved to hold, where the server asked for one
 */
public record Peer(
        InetAddress address, boolean secure, Optional<Principal> user, Optional<X509Certificate> certificate) {

    /** Checks the components. */
    public Peer {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(certificate, "certificate");
    }

    /**
     * A stranger at an address, on a connection that is not encrypted.
     *
     * @param address the address
     * @return the peer
     */
    public static Peer at(InetAddress address) {
        return new Peer(address, false, Optional.empty(), Optional.empty());
    }
}
