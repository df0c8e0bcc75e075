package dev.approvals.http.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/**
 * How a provider's tokens are read.
 *
 * @param issuer the provider
 * @param algorithms the signatures that are taken
 * @param skew how far the provider's clock may be off
 * @param groupsClaim the claim that lists groups
 * @param clock the clock
 */
record Settings(String issuer, Set<JWSAlgorithm> algorithms, Duration skew, String groupsClaim, InstantSource clock) {}
