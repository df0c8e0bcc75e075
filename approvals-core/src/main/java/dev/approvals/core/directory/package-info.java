/** Directories: which person stands behind an account, without an identity provider. */
@NullMarked
package dev.approvals.core.directory;

import org.jspecify.annotations.NullMarked;
