package dev.approvals.http.oidc;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Which access tokens of a provider are meant for this API.
 *
 * <p>The audience is what keeps them apart from tokens for others. A type says more where the provider writes one: tokens
 * that say they are an ID token, a refresh token or something else are refused in any case.
 *
 * @param audience what {@code aud} must name
 * @param foreign audiences that no token taken here may name beside: those of agents here, of reviewers with agents
 * @param typed whether every token must say that it is an access token ({@code at+jwt}, RFC 9068)
 * @param holder whether people or programs hold such tokens
 */
public record AccessTokenRules(String audience, Set<String> foreign, boolean typed, Holder holder) {

    private static final String ACCESS = "at+jwt";
    private static final Set<String> UNTYPED = Set.of("", "jwt");
    private static final List<String> ONLY_IN_ID_TOKENS = List.of("at_hash", "c_hash", "s_hash");
    private static final List<String> ONLY_OF_PEOPLE = List.of("auth_time", "sid", "session_state");
    private static final Set<String> ACCESS_CLAIM = Set.of("", "bearer", ACCESS);

    /** Who holds a token. */
    public enum Holder {
        /** A person signed in; the token's subject is an account of theirs. */
        PERSON,
        /** A program signed in as itself (client credentials). */
        PROGRAM
    }

    /** Checks the components. */
    public AccessTokenRules {
        foreign = Set.copyOf(foreign);
        Objects.requireNonNull(holder, "holder");
        if (audience.isBlank()) {
            throw new IllegalArgumentException("Tokens need an audience that names this API, or tokens that were made"
                    + " for any other program would be taken: set one up at the provider");
        }
        if (foreign.contains(audience)) {
            throw new IllegalArgumentException("Reviewers and agents have the same audience \"" + audience
                    + "\", so an agent's token could decide: set up two at the provider");
        }
    }

    /**
     * Tokens of people.
     *
     * @param audience what {@code aud} must name
     * @return the rules
     */
    public static AccessTokenRules ofPeople(String audience) {
        return new AccessTokenRules(audience, Set.of(), false, Holder.PERSON);
    }

    /**
     * Tokens of programs, from the client credentials grant.
     *
     * @param audience what {@code aud} must name
     * @return the rules
     */
    public static AccessTokenRules ofPrograms(String audience) {
        return new AccessTokenRules(audience, Set.of(), false, Holder.PROGRAM);
    }

    /**
     * Refuses tokens that are meant for somebody else here, too.
     *
     * @param others the other audiences
     * @return a copy
     */
    public AccessTokenRules butNotFor(String... others) {
        return new AccessTokenRules(audience, Set.of(others), typed, holder);
    }

    /** {@return a copy that demands {@code at+jwt} of every token} */
    public AccessTokenRules demandingType() {
        return new AccessTokenRules(audience, foreign, true, holder);
    }

    void check(SignedToken token, Claims claims) throws RefusedTokenException {
        checkType(token, claims);
        List<String> audiences = claims.texts("aud");
        if (!audiences.contains(audience)) {
            throw new RefusedTokenException("it is for another audience");
        }
        if (audiences.stream().anyMatch(foreign::contains)) {
            throw new RefusedTokenException("it is for reviewers and agents at once");
        }
        checkHolder(claims);
    }

    private void checkType(SignedToken token, Claims claims) throws RefusedTokenException {
        boolean says = token.type().equals(ACCESS);
        if (!says && (typed || !UNTYPED.contains(token.type()))) {
            throw new RefusedTokenException("its type does not say that it is an access token (at+jwt)");
        }
        String claimed = claims.text("typ").orElse("").toLowerCase(Locale.ROOT);
        if (!ACCESS_CLAIM.contains(claimed)
                || ONLY_IN_ID_TOKENS.stream().anyMatch(name -> claims.claims().has(name))) {
            throw new RefusedTokenException("it is an ID token or another one that is no access token");
        }
    }

    private void checkHolder(Claims claims) throws RefusedTokenException {
        if (holder == Holder.PERSON && isOfProgram(claims)) {
            throw new RefusedTokenException("it belongs to a program (client credentials), not to a person");
        }
        if (holder == Holder.PROGRAM
                && ONLY_OF_PEOPLE.stream().anyMatch(name -> claims.claims().has(name))) {
            throw new RefusedTokenException("it was issued for a person who signed in, not to a program");
        }
        if (holder == Holder.PROGRAM && VerifiedTokens.client(claims).isEmpty()) {
            throw new RefusedTokenException(
                    "it names no client (client_id or azp), so nobody knows which program it is");
        }
    }

    private static boolean isOfProgram(Claims claims) throws RefusedTokenException {
        return VerifiedTokens.client(claims).filter(claims.subject()::equals).isPresent()
                || claims.text("gty").filter("client-credentials"::equals).isPresent()
                || claims.text("idtyp").filter("app"::equals).isPresent();
    }
}
