/** Signing in from the browser: sessions and their cookies, at an identity provider or with a one-time token. */
@NullMarked
package dev.approvals.http.login;

import org.jspecify.annotations.NullMarked;
