/** An agent that exports customer data, uploads it and mails "all good": with a person in between. */
@NullMarked
package dev.approvals.examples.snapshot;

import org.jspecify.annotations.NullMarked;
