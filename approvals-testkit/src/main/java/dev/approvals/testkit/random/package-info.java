/**
 * Random tests that can be repeated: a seeded generator, properties, and failing values made small.
 *
 * <p>Depends on the JDK only.
 */
@NullMarked
package dev.approvals.testkit.random;

import org.jspecify.annotations.NullMarked;
