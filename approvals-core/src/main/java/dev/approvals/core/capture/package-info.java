/**
 * The call as it is frozen: an immutable tree of typed values, its digests, its masked copy and its stored form.
 *
 * <p>A {@link dev.approvals.core.capture.Capture} is made once per tool, when it is wrapped, and says then what it could
 * never freeze. It turns live arguments, or a model's JSON, into a {@link dev.approvals.core.capture.Payload}, and a
 * payload back into arguments of the declared types. Nothing here reads a class name from data, follows a reference that
 * it does not show, or keeps a live object where it can keep a copy.
 */
@NullMarked
package dev.approvals.core.capture;

import org.jspecify.annotations.NullMarked;
