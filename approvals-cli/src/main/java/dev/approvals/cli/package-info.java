/** The command line: what an auditor does with a journal, in one runnable jar. */
@NullMarked
package dev.approvals.cli;

import org.jspecify.annotations.NullMarked;
