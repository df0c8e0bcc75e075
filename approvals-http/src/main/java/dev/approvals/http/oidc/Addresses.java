package dev.approvals.http.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of a provider: HTTPS, or plain HTTP on this very machine. */
final class Addresses {

    private static final Pattern LOOPBACK_4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Addresses() {}

    /** {@return the address} @throws IllegalArgumentException if it is not fit; the message says why */
    static URI issuer(String text) {
        URI issuer = parse(text)
                .filter(uri -> uri.getRawQuery() == null)
                .orElseThrow(() -> new IllegalArgumentException("The issuer \"" + text
                        + "\" is no address: write it exactly as the provider's discovery document does, such as"
                        + " https://idp.example.com/realms/main"));
        if (!isSecure(issuer) && !isLoopback(issuer)) {
            throw new IllegalArgumentException("The issuer " + text
                    + " is not reached over HTTPS, so anybody on the way could sign people in: use its https address"
                    + " (plain http only for this machine itself, for tests)");
        }
        return issuer;
    }

    /** An address that the provider's own document names: no weaker than the issuer's. */
    static URI endpoint(String text, String what, URI issuer) throws ProviderException {
        Optional<URI> uri = parse(text);
        if (uri.filter(Addresses::isSecure).isPresent()
                || (!isSecure(issuer) && uri.filter(Addresses::isLoopback).isPresent())) {
            return uri.get();
        }
        throw new ProviderException("The provider " + issuer + " names an address for " + what
                + " in its discovery document that is not HTTPS: mend it there");
    }

    private static Optional<URI> parse(String text) {
        try {
            URI uri = new URI(text);
            boolean whole = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return "http".equalsIgnoreCase(uri.getScheme())
                && (host.equals("localhost")
                        || host.equals("[::1]")
                        || LOOPBACK_4.matcher(host).matches());
    }
}
