/** Where decisions come in. */
@NullMarked
package dev.approvals.core.desk;

import org.jspecify.annotations.NullMarked;
