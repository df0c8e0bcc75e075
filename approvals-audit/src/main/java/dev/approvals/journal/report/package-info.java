/** The auditor's report: figures of one or several journals, as a page, as JSON and as CSV. Begin at {@code Report.of}. */
@NullMarked
package dev.approvals.journal.report;

import org.jspecify.annotations.NullMarked;
