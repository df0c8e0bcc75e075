/** What an OpenID Connect provider says, fetched and verified: its keys, its tokens, its code flow. Knows no HTTP request. */
@NullMarked
package dev.approvals.http.oidc;

import org.jspecify.annotations.NullMarked;
