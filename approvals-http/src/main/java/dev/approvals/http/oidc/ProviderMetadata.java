package dev.approvals.http.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;

/**
 * What the provider's discovery document says.
 *
 * @param keys where its keys are
 * @param authorization where people sign in
 * @param token where a code is exchanged
 * @param endSession where people sign out, if it says so
 * @param namesItself whether it promises to name itself in its redirects (RFC 9207)
 */
record ProviderMetadata(
        URI keys, Optional<URI> authorization, Optional<URI> token, Optional<URI> endSession, boolean namesItself) {

    static final String PATH = "/.well-known/openid-configuration";

    /** Reads the document of an issuer, which must name exactly this issuer. */
    static ProviderMetadata read(ObjectNode document, String issuer) throws ProviderException {
        String named = document.path("issuer").asText("");
        if (!named.equals(issuer)) {
            throw new ProviderException("The discovery document of " + issuer + " says it is of another issuer,"
                    + " so nothing in it is used: configure the issuer letter by letter as the provider writes it"
                    + " (mind a slash at the end)");
        }
        Reader reader = new Reader(document, Addresses.issuer(issuer));
        URI keys = reader.address("jwks_uri")
                .orElseThrow(() -> new ProviderException(
                        "The discovery document of " + issuer + " names no jwks_uri, so no token can be verified"));
        reader.demandPkce();
        return new ProviderMetadata(
                keys,
                reader.address("authorization_endpoint"),
                reader.address("token_endpoint"),
                reader.address("end_session_endpoint"),
                document.path("authorization_response_iss_parameter_supported").asBoolean(false));
    }

    private record Reader(ObjectNode document, URI issuer) {

        Optional<URI> address(String name) throws ProviderException {
            JsonNode node = document.path(name);
            return node.isTextual()
                    ? Optional.of(Addresses.endpoint(node.textValue(), name, issuer))
                    : Optional.empty();
        }

        void demandPkce() throws ProviderException {
            JsonNode methods = document.path("code_challenge_methods_supported");
            boolean refused = methods.isArray();
            for (JsonNode method : methods) {
                refused &= !method.asText("").equals("S256");
            }
            if (refused) {
                throw new ProviderException("The provider " + issuer
                        + " says it does not support PKCE with S256, which sign-in needs: switch it on there");
            }
        }
    }
}
