/** Wrapped objects: proxies of interfaces and generated subclasses, whose gated methods go through a gate. */
@NullMarked
package dev.approvals.core.proxy;

import org.jspecify.annotations.NullMarked;
