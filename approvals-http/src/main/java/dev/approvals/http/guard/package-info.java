/** What every request passes before anybody answers it, and every answer on its way out. */
@NullMarked
package dev.approvals.http.guard;

import org.jspecify.annotations.NullMarked;
