/**
 * Text as a person may safely read it: hidden characters shown, secrets masked, cuts that say what they cut.
 *
 * <p>Everything here works on data of its own (pinned tables, no properties of the running JDK), takes time linear in its
 * input, holds no state and may be used from any thread.
 */
@NullMarked
package dev.approvals.core.text;

import org.jspecify.annotations.NullMarked;
